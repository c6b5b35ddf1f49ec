import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { embeddedPostgres } from './embedded-postgres.mjs';
import { migrate } from './migrate.mjs';

const scratch = mkdtempSync(path.join(tmpdir(), 'baton-start-'));
const dataDir = path.join(scratch, 'shared');
const quiet = () => undefined;
// A first start takes seconds, and many more on a machine that builds and tests beside it.
vi.setConfig({ testTimeout: 90_000 });

/** Runs ES module text in a Node of its own; `said` collects its lines. */
function inNode(text: string): { child: ChildProcess; said: string[]; ended: Promise<void> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said: string[] = [];
  child.stdout?.on('data', (part: Buffer) => said.push(...part.toString('utf8').trim().split('\n')));
  return { child, said, ended: new Promise((resolve) => child.once('exit', () => resolve())) };
}
const module = (name: string) => JSON.stringify(path.join(import.meta.dirname, name));
/** Starts or joins, says the server's pid, leaves when its input ends. */
const holder = (folder: string) =>
  inNode(`import { embeddedPostgres } from ${module('embedded-postgres.mjs')};
    const db = await embeddedPostgres({ dataDir: ${JSON.stringify(folder)} });
    console.log(db.pid);
    process.stdin.resume().once('end', async () => { await db.stop(); process.exit(); });`);

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', quiet);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the embedded PostgreSQL (F51)', () => {
  it('is one server when three starts race on an empty folder, and stops with the last to leave', async () => {
    const racers = [holder(dataDir), holder(dataDir), holder(dataDir)];
    await vi.waitUntil(() => racers.every(({ said }) => said.length === 1), { timeout: 60_000, interval: 50 });
    expect(new Set(racers.map(({ said }) => said[0])).size).toBe(1);

    const lock = path.join(dataDir, 'postgres/postmaster.pid');
    for (const racer of racers) {
      expect(existsSync(lock)).toBe(true);
      racer.child.stdin?.end();
      await racer.ended;
    }
    expect(existsSync(lock)).toBe(false);
    expect(readdirSync(dataDir).filter((name) => name.includes('init'))).toEqual([]);
  });

  it('never takes an interrupted initdb for a cluster', async () => {
    const folder = path.join(scratch, 'interrupted');
    mkdirSync(folder);
    const first = holder(folder);
    await vi.waitUntil(() => readdirSync(folder).some((name) => /^postgres[.]init-\d+$/.test(name)), {
      timeout: 30_000,
      interval: 5,
    });
    first.child.kill('SIGKILL');
    await first.ended;
    expect(existsSync(path.join(folder, 'postgres'))).toBe(false);

    const db = await embeddedPostgres({ dataDir: folder });
    expect(await query(db.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await db.stop();
  });

  it('is lost when killed, says so, and comes back at the same address with every committed row', async () => {
    const lost = vi.fn();
    const before = await embeddedPostgres({ dataDir, onLost: lost });
    await query(before.url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
    process.kill(before.pid, 'SIGKILL');
    await vi.waitUntil(() => lost.mock.calls.length === 1, { timeout: 30_000 });

    const after = await embeddedPostgres({ dataDir, port: before.port });
    expect(after.pid).not.toBe(before.pid);
    expect(after.url).toBe(before.url);
    expect(await query(after.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
    await after.stop();
  });

  it('refuses a cluster of another major version in one sentence, and leaves it as it is (F58)', async () => {
    const folder = path.join(scratch, 'older');
    mkdirSync(path.join(folder, 'postgres'), { recursive: true });
    writeFileSync(path.join(folder, 'postgres/PG_VERSION'), '13\n');
    await expect(embeddedPostgres({ dataDir: folder })).rejects.toThrow(/was made by PostgreSQL 13/);
    expect(readdirSync(path.join(folder, 'postgres'))).toEqual(['PG_VERSION']);
  });

  it.skipIf(process.getuid?.() !== 0)('refuses the folder of another user in one sentence (F58)', async () => {
    const { chownSync } = await import('node:fs');
    const folder = path.join(scratch, 'theirs');
    mkdirSync(path.join(folder, 'postgres'), { recursive: true });
    chownSync(path.join(folder, 'postgres'), 12_345, 12_345);
    await expect(embeddedPostgres({ dataDir: folder })).rejects.toThrow(/belongs to another user \(uid 12345\)/);
  });
});

describe('migrations (F49)', () => {
  let server: Awaited<ReturnType<typeof embeddedPostgres>>;
  let count = 0;
  beforeAll(async () => {
    server = await embeddedPostgres({ dataDir });
  });
  afterAll(async () => {
    await server.stop();
  });

  /** A database and a folder of migrations of one's own. */
  async function setting(files: Record<string, string>): Promise<{ url: string; folder: string }> {
    const name = `migrations_${++count}`;
    await query(server.url, `CREATE DATABASE ${name}`);
    const folder = path.join(scratch, name);
    for (const [file, sql] of Object.entries(files)) {
      mkdirSync(path.join(folder, file), { recursive: true });
      writeFileSync(path.join(folder, file, 'migration.sql'), sql);
    }
    return { url: Object.assign(new URL(server.url), { pathname: `/${name}` }).href, folder };
  }
  const two = {
    '1_first': 'CREATE TABLE a (n int);',
    '2_second': 'ALTER TABLE a ADD m int; INSERT INTO a VALUES (1, 2);',
  };

  it('are applied once, however often they are run', async () => {
    const at = await setting(two);
    expect((await migrate({ ...at, log: quiet })).applied).toEqual(['1_first', '2_second']);
    expect((await migrate({ ...at, log: quiet })).applied).toEqual([]);
    expect(await query(at.url, 'SELECT * FROM a')).toEqual([{ n: 1, m: 2 }]);
  });

  it('are applied once when two starts run them at the same time', async () => {
    const at = await setting(two);
    const both = await Promise.all([migrate({ ...at, log: quiet }), migrate({ ...at, log: quiet })]);
    expect(both.map(({ applied }) => applied.length).sort()).toEqual([0, 2]);
    expect(await query(at.url, 'SELECT * FROM a')).toEqual([{ n: 1, m: 2 }]);
  });

  it('leave nothing when the process is killed in the middle, and are applied whole by the next start', async () => {
    const at = await setting(two);
    const { ended } = inNode(`import { migrate } from ${module('migrate.mjs')};
      let change = 0;
      await migrate({ ...${JSON.stringify(at)}, log() {}, midway: () => { if (++change === 2) process.kill(process.pid, 'SIGKILL'); } });`);
    await ended;
    expect(await query(at.url, 'SELECT migration_name FROM "_prisma_migrations"')).toEqual([
      { migration_name: '1_first' },
    ]);
    expect((await migrate({ ...at, log: quiet })).applied).toEqual(['2_second']);
    expect(await query(at.url, 'SELECT * FROM a')).toEqual([{ n: 1, m: 2 }]);
  });

  it('undo a change that fails, and say which', async () => {
    const at = await setting({ '1_first': 'CREATE TABLE a (n int); SELECT 1 / 0;' });
    await expect(migrate({ ...at, log: quiet })).rejects.toThrow('migration 1_first: division by zero');
    expect(await query(at.url, `SELECT to_regclass('a') AS a`)).toEqual([{ a: null }]);
  });

  it('refuse a file that ends the transaction it runs in', async () => {
    const at = await setting({ '1_first': 'CREATE TABLE a (n int);\nCOMMIT;' });
    await expect(migrate({ ...at, log: quiet })).rejects.toThrow('begins or ends a transaction of its own');
  });

  it('run a file outside a transaction again when it was not finished', async () => {
    const concurrently = (rows: string) =>
      `-- outside a transaction\nDROP INDEX CONCURRENTLY IF EXISTS a_n;\nCREATE UNIQUE INDEX CONCURRENTLY a_n ON a (n);\n${rows}`;
    const at = await setting({
      '1_first': 'CREATE TABLE a (n int); INSERT INTO a VALUES (1), (1);',
      '2_index': concurrently(''),
    });
    await expect(migrate({ ...at, log: quiet })).rejects.toThrow('migration 2_index');
    await query(at.url, 'TRUNCATE a');
    expect((await migrate({ ...at, log: quiet })).applied).toEqual(['2_index']);
  });

  it('refuse a database that is newer than the program', async () => {
    const at = await setting(two);
    await migrate({ ...at, log: quiet });
    rmSync(path.join(at.folder, '2_second'), { recursive: true });
    await expect(migrate({ ...at, log: quiet })).rejects.toThrow(
      'the database is newer than this program: it has 2_second',
    );
  });
});
