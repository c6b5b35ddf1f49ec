import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { cable } from './cable';
import { freshDatabase, testServer } from './database';
import { freePort, until } from './waiting';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
/** Weeks that pass at once make every team's mails due at once. */
const busyPatienceMs = 60_000;
const launcher = ['--import', 'tsx', 'server/start/main.ts'];

export type BatonOptions = {
  smtpUrl: string;
  /** Null: nobody is admin yet, the first visit finds `/setup`. */
  admin: { email: string; password: string } | null;
  /** Straight to the database instead of through a cable: for measuring. */
  direct?: boolean;
  /** More of the environment. */
  settings?: Record<string, string>;
  /** Another checkout of the product. */
  folder?: string;
};

/** What the launcher is told, and nothing of what this process happens to hold. The zone is one that no test means. */
const environment = (own: Record<string, string>): NodeJS.ProcessEnv => ({
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TZ: 'Pacific/Auckland',
  ...own,
});

/** Lines of level error in what web and worker log; what is no JSON comes from the launcher and is no fault. */
function errorsIn(line: string): string | null {
  if (!line.startsWith('{')) return null;
  try {
    const event: { level?: number } = JSON.parse(line);
    return (event.level ?? 0) >= 50 ? line : null;
  } catch {
    return null;
  }
}

/**
 * A whole Baton as `npm start` makes one: own port, own empty database behind a cable that can be cut, own clock,
 * own folder. `stop` ends everything it started.
 */
export async function startBaton({
  smtpUrl,
  admin,
  direct: straight = false,
  folder: checkout = root,
  settings = {},
}: BatonOptions) {
  const server = await testServer();
  const database = await freshDatabase(server.url);
  const direct = new pg.Pool({ connectionString: database.url, max: 2 });
  direct.on('error', () => undefined);
  const { hostname, port: databasePort } = new URL(database.url);
  const wire = await cable({ host: hostname, port: Number(databasePort) });
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const env = environment({
    PORT: String(port),
    DATABASE_URL: straight
      ? database.url
      : Object.assign(new URL(database.url), { host: `127.0.0.1:${wire.port}` }).toString(),
    DATA_DIR: folder,
    AUTH_SECRET: 'a secret of tests, which nobody else may ever use',
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Baton <baton@example.org>',
    BATON_TEST_CLOCK: '1',
    ...settings,
    ...(admin && { BATON_ADMIN_EMAIL: admin.email, BATON_ADMIN_PASSWORD: admin.password }),
  });
  const child = spawn(process.execPath, launcher, { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const errors: string[] = [];
  let said = '';
  let rest = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-20_000);
      const lines = (rest + part.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      errors.push(...lines.flatMap((line) => errorsIn(line) ?? []));
    });

  async function stop(): Promise<void> {
    child.kill('SIGTERM');
    await gone;
    await wire.close();
    await direct.end();
    await database.drop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  const sql = async <Row extends pg.QueryResultRow>(text: string, params: unknown[] = []): Promise<Row[]> =>
    (await direct.query<Row>(text, params)).rows;

  const now = async (): Promise<Date> => {
    const [row] = await sql<{ now: Date }>('SELECT clock() AS now');
    if (!row) throw new Error('no clock');
    return row.now;
  };

  /**
   * Moves the whole system's time; from there it runs on as fast as ever. What is due leaves before: a page that a leap
   * of days found on its way would be days late, and the auditor right to say so.
   */
  async function setClock(at: Date): Promise<void> {
    const left = `SELECT 1 AS one FROM "Delivery"
       WHERE "dueAt" <= clock() AND ("state" IN ('claimed', 'sending')
         OR "state" = 'due' AND ("leaseUntil" IS NULL OR "leaseUntil" < real_clock())) LIMIT 1`;
    await until('what is due has left', async () => (await sql(left)).length === 0, busyPatienceMs);
    const answer = await fetch(`${url}/api/test/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now: at.toISOString(), rate: 1 }),
    });
    if (!answer.ok) throw new Error(`the test clock answered ${answer.status}: ${await answer.text()}`);
  }

  /** Waits until a worker has looked at everything that is due by now and nothing of it is waiting or on its way. */
  async function settled(): Promise<void> {
    const since = await now();
    await until(
      'the worker has done all that is due',
      async () => {
        const looked = 'SELECT 1 AS one FROM "Worker" WHERE "lookedAt" BETWEEN $1 AND clock()';
        return (await sql(looked, [since])).length > 0;
      },
      busyPatienceMs,
    );
  }

  /** The process ids of web and worker as they are now. */
  async function pids(): Promise<{ web: number; worker: number }> {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,args=']);
    const mine = stdout
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, parent]) => Number(parent) === child.pid);
    const idOf = (entry: string): number => {
      const found = mine.find(([, , ...args]) => args.some((arg) => arg.endsWith(entry)));
      if (!found) throw new Error(`no ${entry} among the launcher's processes:\n${stdout}`);
      return Number(found[0]);
    };
    return { web: idOf('server/api/main.mjs'), worker: idOf('server/worker/main.mjs') };
  }

  /** `kill -9`. The launcher starts the worker again. */
  async function killWorker(): Promise<void> {
    process.kill((await pids()).worker, 'SIGKILL');
  }

  /** A token of this person's, made as an operator makes one. */
  async function createToken(email: string): Promise<string> {
    const { stdout } = await run(
      process.execPath,
      [...launcher, '--cli', 'token', 'create', '--email', email, '--name', 'tests'],
      { cwd: checkout, env },
    );
    return stdout.trim().split('\n').at(-1) ?? '';
  }

  try {
    await until(
      'Baton is ready',
      async () => {
        if (child.exitCode !== null) throw new Error('it ended');
        return (await fetch(`${url}/api/health/ready`)).ok;
      },
      120_000,
    );
  } catch (error) {
    await stop();
    throw new Error(`Baton did not start:\n${said}`, { cause: error });
  }
  return {
    url,
    databaseUrl: database.url,
    sql,
    now,
    setClock,
    settled,
    killWorker,
    pids,
    createToken,
    cable: wire,
    errors,
    said: () => said,
    stop,
  };
}

export type Baton = Awaited<ReturnType<typeof startBaton>>;
