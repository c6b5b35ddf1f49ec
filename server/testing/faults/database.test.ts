import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { resolve, snooze } from '@/server/alert/commands';
import { backUp } from '@/server/cli/backup';
import { restore } from '@/server/cli/restore';
import { closeDb } from '@/server/db';
import { env } from '@/server/env';
import { freshDatabase, testServer } from '../database';
import { draws, rounds, seed } from '../rounds';
import { until } from '../waiting';
import { ended, openStage, type Stage, start } from './stage';

// The database goes away, loses its sessions, forgets to ring, is held up, and comes back from a backup; alerts are
// stored or refused, and paged.

vi.setConfig({ testTimeout: rounds(120_000, 3_600_000) });
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(rounds(30, 300));
});
afterEach(async () => {
  stage.wire.mend();
  await stage.clear();
});
afterAll(() => stage.close());

const daySeconds = 86_400;
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);

type Answer = { status: number; tookMs: number; retryAfter: string | null };

/** As a sender posts it; null: no answer, because the process is gone. */
async function post(url: string, n: number, key: string): Promise<Answer | null> {
  const { integration } = stage.laneOf(n);
  const began = performance.now();
  try {
    const answer = await fetch(`${url}/ingest/generic/${integration.key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ dedup_key: key, title: `Trouble ${key}`, severity: 'critical' }),
      signal: AbortSignal.timeout(15_000),
    });
    await answer.text();
    if (answer.ok) stage.accepted.push({ origin: integration.id, key });
    return { status: answer.status, tookMs: performance.now() - began, retryAfter: answer.headers.get('retry-after') };
  } catch {
    return null;
  }
}

it('F01: with the database away every sender hears 503 and when to come back within five seconds; who returns is stored once', async () => {
  const { url } = await stage.web();
  expect((await post(url, 0, 'before'))?.status).toBe(200);
  stage.wire.cut();
  const refused = await Promise.all(Array.from({ length: 20 }, (_, n) => post(url, n + 1, `away-${n}`)));
  for (const answer of refused) {
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) });
    expect(answer?.tookMs).toBeLessThan(5_000);
  }
  stage.wire.mend();
  await until('it takes alerts again', async () => (await post(url, 0, 'before'))?.status === 200);
  for (let n = 0; n < 20; n++) expect((await post(url, n + 1, `away-${n}`))?.status).toBe(200);
  await stage.worker();
  await stage.settled();
  expect(await stage.broken()).toEqual([]);
});

it('F02: web killed again and again while alerts come in: whatever was answered is stored, once', async () => {
  const random = draws(seed);
  const kills = rounds(1, 100);
  for (let kill = 0; kill < kills; kill++) {
    const { child, url } = await stage.web(
      kill % 2 === 0
        ? {}
        : {
            BATON_FAULT: `${random() < 0.5 ? 'ingest.before-store' : 'ingest.after-commit'}=kill@${1 + Math.floor(random() * 8)}`,
          },
    );
    const flood = Promise.all(Array.from({ length: 24 }, (_, n) => post(url, n, `kill-${kill}-${n}`)));
    if (kill % 2 === 0) {
      await until('something is stored', () => stage.accepted.length > 0 || child.exitCode !== null, 10_000).catch(
        () => undefined,
      );
      child.kill('SIGKILL');
    }
    await flood;
    child.kill('SIGKILL');
    await ended(child);
    // A sender that heard nothing, or that it should come back, sends again.
    const again = await stage.web();
    await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        until('it is taken', async () => (await post(again.url, n, `kill-${kill}-${n}`))?.status === 200, 60_000),
      ),
    );
    again.child.kill('SIGKILL');
    await ended(again.child);
  }
  const [{ open = 0 } = {}] = await stage.sql<{ open: number }>(
    'SELECT count(*)::int AS "open" FROM "Alert" WHERE "closedAt" IS NULL',
  );
  expect(open).toBe(24 * kills);
  await stage.worker();
  await stage.atRest(rounds(60_000, 600_000));
  expect(await stage.broken()).toEqual([]);
});

it('F48: with the worker dead alerts are stored, and with the web dead they are paged', async () => {
  const { child, url } = await stage.web();
  expect((await post(url, 0, 'no-worker'))?.status).toBe(200);
  child.kill('SIGKILL');
  await ended(child);
  await stage.worker();
  await stage.settled();
  expect(await stage.broken()).toEqual([]);
});

it('F54: a database that does not ring only delays: the worker looks by itself', async () => {
  await stage.worker();
  await stage.sql('ALTER TABLE "Delivery" DISABLE TRIGGER USER');
  await stage.sql('ALTER TABLE "EscalationRun" DISABLE TRIGGER USER');
  try {
    const began = performance.now();
    await stage.alert(0, 'unheard');
    await until('it is sent', () => stage.requests().length === 1, 10_000);
    expect(performance.now() - began).toBeLessThan(5_000);
  } finally {
    await stage.sql('ALTER TABLE "Delivery" ENABLE TRIGGER USER');
    await stage.sql('ALTER TABLE "EscalationRun" ENABLE TRIGGER USER');
  }
  await stage.settled();
  expect(await stage.broken()).toEqual([]);
});

it('F55: all sessions cut again and again while alerts are stored and paged', async () => {
  const times = rounds(2, 300);
  const [{ url }] = await Promise.all([stage.web(), stage.worker()]);
  for (let time = 0; time < times; time++) {
    const posts = Array.from({ length: 5 }, (_, n) => post(url, time * 5 + n, `cut-${time}-${n}`));
    await stage.sql(
      `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "application_name" LIKE 'baton-%' AND "datname" = current_database()`,
    );
    for (const answer of await Promise.all(posts)) expect([200, 503]).toContain(answer?.status);
  }
  await stage.atRest(rounds(60_000, 600_000));
  // An answer of a provider whose record was cut off may be asked for again.
  expect(await stage.broken({ outcomesLost: times })).toEqual([]);
});

it('F53: while somebody holds the tables, senders are refused within five seconds; then everything goes on', async () => {
  const [{ url }] = await Promise.all([stage.web(), stage.worker()]);
  expect((await post(url, 0, 'free'))?.status).toBe(200);
  await stage.settled();
  const held = stage.sql(
    'BEGIN; LOCK TABLE "Alert", "EscalationRun", "Delivery" IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(6); COMMIT',
  );
  await until(
    'the tables are held',
    async () =>
      (
        await stage.sql(
          `SELECT 1 FROM pg_locks WHERE "mode" = 'AccessExclusiveLock' AND "granted" AND "relation" = '"Alert"'::regclass`,
        )
      ).length > 0,
  );
  const refused = await Promise.all(Array.from({ length: 12 }, (_, n) => post(url, n, `held-${n}`)));
  for (const answer of refused) {
    expect(answer?.status).toBe(503);
    expect(answer?.tookMs).toBeLessThan(5_000);
  }
  await held;
  for (let n = 1; n < 12; n++) expect((await post(url, n, `held-${n}`))?.status).toBe(200);
  await stage.settled();
  expect(await stage.broken()).toEqual([]);
});

it('F52: while the disk is nearly full senders hear 503, what is stored is paged, and with room everything goes on', async () => {
  const { child, url } = await stage.web();
  expect((await post(url, 0, 'room'))?.status).toBe(200);
  child.send({ lowSpace: true });
  await until('the doors close', async () => (await post(url, 1, 'full'))?.status === 503);
  expect(await post(url, 2, 'full')).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) });
  const health = await fetch(`${url}/api/health/ready`);
  expect([health.status, await health.text()]).toEqual([503, expect.stringContaining('the disk is nearly full')]);
  await stage.worker();
  await stage.settled();
  child.send({ lowSpace: false });
  await until('the doors open', async () => (await post(url, 3, 'room'))?.status === 200);
  await stage.settled();
  expect(await stage.broken()).toEqual([]);
});

/** A database that a backup was restored into, as long as `work` lasts; the environment names it meanwhile. */
async function restored(file: string, work: (url: string, sql: Stage['sql']) => Promise<void>): Promise<void> {
  const server = await testServer();
  const empty = await freshDatabase(server.url);
  const before = env.DATABASE_URL;
  const pool = new pg.Pool({ connectionString: empty.url, max: 1 });
  await closeDb();
  env.DATABASE_URL = empty.url;
  try {
    await restore(file);
    await work(
      empty.url,
      async <Row>(text: string, params: unknown[] = []) => (await pool.query(text, params)).rows as Row[],
    );
  } finally {
    await closeDb();
    env.DATABASE_URL = before;
    await pool.end();
    await empty.drop();
    await server.stop();
  }
}

it('F57: backed up while running and restored elsewhere a day later: nothing handled is paged again, what is open goes on where its policy is', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-f57-'));
  const file = path.join(folder, 'backup');
  const most = rounds(12, 200);
  const running = await stage.worker();
  const open: string[] = [];
  while (open.length < most) open.push(await stage.alert(open.length, `kept-${open.length}`));
  const [ended0 = '', asleep = '', ...climbing] = open;
  await stage.settled();
  const ctx = stage.db.context();
  await resolve(ctx, { alertId: ended0 });
  await snooze(ctx, { alertId: asleep, until: after(3 * daySeconds).toISOString() });
  // One is on its way, and more come in, in the very moment of the backup.
  stage.smtp.from({ do: 'silent' });
  const underWay = await stage.alert(most, 'under-way');
  await until('it is on its way', async () => (await stage.inHand()) === 1);
  await Promise.all([
    backUp(ctx, file),
    ...Array.from({ length: 5 }, (_, n) => stage.alert(most + 1 + n, `during-${n}`)),
  ]);
  running.kill('SIGKILL');
  await ended(running);
  stage.smtp.from({ do: 'accept' });
  const handled = stage.requests().map(({ identity }) => identity);
  try {
    await restored(file, async (url, sql) => {
      await sql(`INSERT INTO "TestClock" ("id", "base", "setAt", "rate") VALUES (1, $1, clock_timestamp(), 1)`, [
        after(daySeconds + 7_200).toISOString(),
      ]);
      const worker = await stage.worker({ DATABASE_URL: url }, { turned: false });
      await until(
        'all that is due has been sent there',
        async () => {
          const [row] = await sql<{ turns: number; due: number }>(
            `SELECT (SELECT count(*) FROM "Worker" WHERE "turns" > 1)::int AS "turns",
             (SELECT count(*) FROM "Delivery" WHERE "state" IN ('due', 'claimed', 'sending') AND "dueAt" <= clock())::int
             + (SELECT count(*) FROM "EscalationRun" WHERE "nextAt" <= clock())::int AS "due"`,
          );
          return row && row.turns > 0 && row.due === 0;
        },
        60_000,
      );
      worker.kill('SIGKILL');
      await ended(worker);
      for (const identity of handled)
        expect(stage.requests().filter((one) => one.identity === identity)).toHaveLength(1);
      const stepsOf = async (id: string) =>
        (await sql<{ step: number }>('SELECT "step" FROM "Page" WHERE "subjectId" = $1 ORDER BY "step"', [id])).map(
          ({ step }) => step,
        );
      expect(await stepsOf(ended0)).toEqual([0]);
      expect(await stepsOf(asleep)).toEqual([0]);
      for (const id of [...climbing, underWay]) {
        expect(await stepsOf(id)).toEqual([0, 1]);
        const fired = await sql<{ late: boolean }>(
          `SELECT ("data"->>'late')::boolean AS "late" FROM "TimelineEvent" WHERE "subjectId" = $1 AND "kind" = 'step-fired' ORDER BY "id"`,
          [id],
        );
        expect(fired).toHaveLength(2);
        expect(fired[1]).toEqual({ late: true });
      }
      // Its outcome was lost with the running one, and it says so.
      const [row] = await sql(
        'SELECT "state", "possibleDuplicate" FROM "Delivery" WHERE "subjectId" = $1 AND "priority" = 0',
        [underWay],
      );
      expect(row).toEqual({ state: 'sent', possibleDuplicate: true });
      expect(await sql(`SELECT 1 FROM "Delivery" WHERE "state" IN ('claimed', 'sending')`)).toEqual([]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
