import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { acknowledge } from '@/server/alert/commands';
import type { FaultPoint } from '@/server/fault';
import { draws, rounds, seed } from '../rounds';
import { until } from '../waiting';
import { ended, openStage, type Stage } from './stage';

// Processes are killed, frozen and told to end while pages are on their way; the oracle judges what is left.

vi.setConfig({ testTimeout: rounds(120_000, 3_600_000) });
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(rounds(12, 400));
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const points: FaultPoint[] = [
  'step.before-commit',
  'page.before-claim',
  'page.after-claim',
  'page.before-provider',
  'page.after-provider',
  'page.before-commit',
];

it('F14, F27: killed at every line of the way out, one after the other, and nothing is lost, nothing sent twice unmarked', async () => {
  const random = draws(seed);
  const pairs = Array.from({ length: rounds(0, 60) }, () =>
    [0, 1].map(() => points[Math.floor(random() * points.length)]),
  );
  const order = [...points, ...pairs.flat()].filter((point) => point !== undefined);
  let n = 0;
  let outcomesLost = 0;
  for (const point of order) {
    const worker = await stage.worker({ BATON_FAULT: `${point}=kill` }, { turned: false });
    // Each worker finishes what the one before it dropped, and dies of its own fault.
    await stage.alert(n, `crash-${n++}`);
    await ended(worker);
    outcomesLost += await stage.inHand();
  }
  await stage.worker();
  await stage.settled();
  expect(await stage.broken({ outcomesLost })).toEqual([]);
});

it('F15: a worker frozen over its lease is overtaken, and says nothing more when it wakes', async () => {
  const frozen = await stage.worker({ BATON_FAULT: 'page.before-provider=delay:1500' });
  const id = await stage.alert(0, 'frozen');
  const row = async () =>
    (
      await stage.sql<{ state: string; claimedBy: number }>(
        'SELECT "state", "claimedBy" FROM "Delivery" WHERE "subjectId" = $1',
        [id],
      )
    )[0];
  await until('it is claimed', async () => (await row())?.state === 'claimed');
  frozen.kill('SIGSTOP');
  // The lease runs out by the real clock: half a minute is not waited for.
  await stage.sql(`UPDATE "Delivery" SET "leaseUntil" = real_clock() - interval '1 s'`);
  await stage.worker();
  await until('another worker has sent it', async () => (await row())?.state === 'sent');
  frozen.kill('SIGCONT');
  const [{ turns = 0 } = {}] = await stage.sql<{ turns: number }>(
    'SELECT max("turns")::int AS "turns" FROM "Worker" WHERE "id" = (SELECT min("id") FROM "Worker")',
  );
  await until('the frozen one turns again', async () => {
    const [now] = await stage.sql<{ turns: number }>(
      'SELECT "turns"::int AS "turns" FROM "Worker" ORDER BY "id" LIMIT 1',
    );
    return (now?.turns ?? 0) > turns + 1;
  });
  expect(stage.requests()).toHaveLength(1);
  expect(await stage.broken()).toEqual([]);
});

it('F45: two workers under random kills: every alert is paged, and nothing twice but what a kill explains', async () => {
  const random = draws(seed + 1);
  const alerts = rounds(10, 1_000);
  const kills = rounds(2, 120);
  let workers: ChildProcess[] = await Promise.all([stage.worker(), stage.worker()]);
  let opened = 0;
  let outcomesLost = 0;
  for (let kill = 0; kill <= kills; kill++) {
    const upTo = Math.ceil(((kill + 1) * alerts) / (kills + 1));
    while (opened < upTo) {
      const id = await stage.alert(opened, `two-${opened}`);
      opened += 1;
      if (random() < 0.2) {
        const personId = stage.laneOf(opened - 1).person;
        const actor = {
          kind: 'person',
          personId,
          name: personId,
          role: 'admin',
          teams: new Map(),
          sessionId: null,
          signedInAt: null,
          via: 'session',
          scopes: new Set(['read', 'write']),
        } as const;
        await acknowledge(stage.db.context(actor as never), { alertId: id });
        stage.acknowledged.push({ alertId: id, atMs: Date.now() });
      }
    }
    if (kill === kills) break;
    const victim = workers[Math.floor(random() * workers.length)];
    victim?.kill('SIGKILL');
    if (victim) await ended(victim);
    outcomesLost += await stage.inHand();
    workers = [...workers.filter((one) => one !== victim), await stage.worker()];
  }
  await stage.settled();
  expect(await stage.broken({ outcomesLost })).toEqual([]);
});

it('F47: told to end with messages on their way, it gives them back within ten seconds and another takes over at once', async () => {
  const first = await stage.worker();
  stage.smtp.from({ do: 'silent' });
  for (let n = 0; n < 12; n++) await stage.alert(n, `leaving-${n}`);
  await until('all are on their way', async () => stage.smtp.connections() >= 12);
  const began = performance.now();
  first.kill('SIGTERM');
  expect(await ended(first)).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  const held = await stage.sql(`SELECT 1 FROM "Delivery" WHERE "state" IN ('claimed', 'sending')`);
  expect(held).toEqual([]);
  stage.smtp.from({ do: 'accept' });
  await stage.worker();
  await stage.settled(20_000);
  expect(await stage.broken({ outcomesLost: 12 })).toEqual([]);
});
