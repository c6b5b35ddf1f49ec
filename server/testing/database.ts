import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Context, makeContext } from '@/server/context';
import { closeDb } from '@/server/db';
import { env } from '@/server/env';
import { type Actor, system } from '@/server/policy/actor';
import { digest } from '@/server/secret';
import { embeddedPostgres } from '@/server/start/embedded-postgres.mjs';
import { migrate } from '@/server/start/migrate.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const migrations = path.join(root, 'prisma/migrations');

/** The template's name changes with the migrations, so an old one is never used. */
function templateName(): string {
  const sql = readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${entry.name}\n${readFileSync(path.join(migrations, entry.name, 'migration.sql'), 'utf8')}`);
  return `baton_template_${digest(sql.sort().join('\n')).slice(0, 12)}`;
}

const withDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();

async function run(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The suite's server: one for all files, kept up by whoever holds it. Several suites may run at once. */
export async function testServer(): Promise<{ url: string; stop(): Promise<unknown> }> {
  const server = await embeddedPostgres({ dataDir: path.join(root, '.baton/test') });
  await run(server.url, async (client) => {
    await client.query('SELECT pg_advisory_lock(42)');
    const template = templateName();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    await client.query(`CREATE DATABASE "${template}_draft"`).catch(() => undefined);
    await migrate({ url: withDatabase(server.url, `${template}_draft`), folder: migrations, log: () => undefined });
    await client.query(`ALTER DATABASE "${template}_draft" RENAME TO "${template}"`);
  });
  return { url: server.url, stop: () => server.stop() };
}

/** The server's own housekeeping may be in there, which our role may not end: it is soon done. */
async function dropped(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || attempt === 20) throw error;
      await client.query('SELECT pg_sleep(0.5)');
    }
  }
}

/** A migrated, empty database of one's own. `drop` needs all its connections closed. */
export async function freshDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `baton_test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await run(
    serverUrl,
    async (client) => void (await client.query(`CREATE DATABASE "${name}" TEMPLATE "${templateName()}"`)),
  );
  return {
    url: withDatabase(serverUrl, name),
    drop: () => run(serverUrl, (client) => dropped(client, name)),
  };
}

export type TestDatabase = Awaited<ReturnType<typeof testDatabase>>;

/**
 * For one test file: a database of its own, its time standing still at `at` until moved. Sets what `env` says, so
 * that stores, bell and pools of this process use it.
 */
export async function testDatabase({ at = '2026-11-16T09:00:00Z' }: { at?: string } = {}) {
  const server = await testServer();
  const database = await freshDatabase(server.url);
  env.DATABASE_URL = database.url;
  const direct = new pg.Pool({ connectionString: database.url, max: 4 });
  direct.on('error', () => undefined);
  const sql = async <Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    params: unknown[] = [],
  ): Promise<Row[]> => (await direct.query<Row>(text, params)).rows;
  const setClock = (iso: string, rate = 0) =>
    sql(
      `INSERT INTO "TestClock" ("id", "base", "setAt", "rate") VALUES (1, $1, clock_timestamp(), $2)
       ON CONFLICT ("id") DO UPDATE SET "base" = $1, "setAt" = clock_timestamp(), "rate" = $2`,
      [iso, rate],
    );
  await setClock(at);
  return {
    url: database.url,
    sql,
    setClock,
    /** Seconds forward. */
    advance: async (seconds: number) => {
      const [row] = await sql<{ now: Date }>('SELECT clock() AS now');
      await setClock(new Date((row?.now.getTime() ?? 0) + seconds * 1_000).toISOString());
    },
    context: (actor: Actor = system('test'), pool: 'web' | 'paging' | 'ingest' = 'web'): Context =>
      makeContext(actor, { pool }),
    close: async () => {
      await closeDb();
      await direct.end();
      await database.drop();
      await server.stop();
    },
  };
}
