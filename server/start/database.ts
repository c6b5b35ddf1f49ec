import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '@/server/env';
import { secretFor } from './cluster.mjs';
import { embeddedPostgres } from './embedded-postgres.mjs';
import { migrate } from './migrate.mjs';

export type Database = {
  url: string;
  /** What sessions and stored secrets are sealed with. */
  authSecret: string;
  /** Leaves the embedded server, and stops it when nobody else uses it. */
  stop(): Promise<void>;
};

type Watcher = { log: (line: string) => void; moved: (url: string) => void };

/** The database of `DATABASE_URL`, or the embedded one, which is started again whenever it is lost. */
export async function openDatabase(watcher: Watcher): Promise<Database> {
  if (!env.DATABASE_URL) return openEmbedded(watcher);
  if (!env.AUTH_SECRET)
    throw new Error('with DATABASE_URL, AUTH_SECRET is needed too: `openssl rand -base64 32` makes one; keep it');
  return { url: env.DATABASE_URL, authSecret: env.AUTH_SECRET, stop: async () => undefined };
}

async function openEmbedded({ log, moved }: Watcher): Promise<Database> {
  const dataDir = path.resolve(env.DATA_DIR);
  let stopping = false;
  let recovery: Promise<void> = Promise.resolve();
  let server = await embeddedPostgres({ dataDir, onLost });

  function onLost(): void {
    if (!stopping) recovery = recover();
  }

  async function recover(): Promise<void> {
    log('the embedded PostgreSQL went away: starting it again');
    const before = server;
    while (!stopping) {
      try {
        server = await embeddedPostgres({ dataDir, port: before.port, onLost });
        log('the embedded PostgreSQL is back');
        if (server.url !== before.url) moved(server.url);
        return;
      } catch (error) {
        log(`the embedded PostgreSQL does not start: ${error instanceof Error ? error.message : error}`);
        await sleep(1_000);
      }
    }
  }

  return {
    url: server.url,
    authSecret: env.AUTH_SECRET ?? secretFor(dataDir, 'auth-secret'),
    async stop() {
      stopping = true;
      await recovery;
      await server.stop();
    },
  };
}

/** A server that is only just starting, or a name that is not known yet: worth waiting for. */
const passing = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03']);

/** Applies what is missing, waiting up to 30 s for a database that does not answer yet. */
export async function applyMigrations(url: string, log: (line: string) => void, stop: AbortSignal): Promise<void> {
  const midway = async () => {
    if (env.BATON_FAULT) await (await import('@/server/fault')).fault('migrate.mid');
  };
  const deadline = performance.now() + 30_000;
  while (!stop.aborted) {
    try {
      const { applied } = await migrate({ url, log, midway });
      for (const name of applied) log(`migration ${name} applied`);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!passing.has(code)) throw error;
      if (performance.now() > deadline)
        throw new Error(`the database at ${new URL(url).host} does not answer (${code}): check DATABASE_URL`, {
          cause: error,
        });
      await sleep(500);
    }
  }
}
