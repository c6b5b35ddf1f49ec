import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { resolve } from '@/server/alert/commands';
import { audit } from '@/server/audit';
import { readinessOf } from '@/server/delivery/queries';
import { draws, rounds, seed } from '../rounds';
import { until } from '../waiting';
import { ended, openStage, type Stage, start } from './stage';

// Hours go by in seconds while everything that can break does, in an order that is drawn; then the oracle judges.

vi.setConfig({ testTimeout: rounds(120_000, 3_600_000) });
let stage: Stage;
const lanes = rounds(10, 100);
const rate = 120;

beforeAll(async () => {
  stage = await openStage(lanes);
});
afterAll(() => stage.close());

const random = draws(seed);
const oneOf = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

const forward = async (seconds: number, thenRate = rate): Promise<unknown> =>
  stage.db.setClock(new Date((await stage.clock()).getTime() + seconds * 1_000).toISOString(), thenRate);
const turns = async (): Promise<number> => (await readinessOf(stage.db.context())).turns;

it('F62: hours of random faults, by an accelerated clock: all invariants hold, and the auditor finds nothing', async () => {
  await stage.db.setClock(start.toISOString(), rate);
  let worker: ChildProcess = await stage.worker();
  // Whatever was in somebody's hands just before or just after a cut may have lost its outcome, and goes out once more.
  const lost = new Set<string>();
  const loses = async (): Promise<void> => {
    for (const { at } of await stage.sql<{ at: string }>(
      `SELECT "id" || '#' || "attempts" AS "at" FROM "Delivery" WHERE "state" = 'sending'`,
    ))
      lost.add(at);
  };
  let dropped = 0;
  let opened = 0;
  const open: string[] = [];
  const alerts = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) open.push(await stage.alert(opened, `soak-${opened++}`));
  };

  const faults: Record<string, () => Promise<void>> = {
    'the worker is killed': async () => {
      worker.kill('SIGKILL');
      await ended(worker);
      await loses();
      worker = await stage.worker({}, { turned: false });
    },
    'the worker stands still for a while': async () => {
      worker.kill('SIGSTOP');
      await alerts(1);
      worker.kill('SIGCONT');
    },
    'the database is away': async () => {
      stage.wire.cut();
      await loses();
      await alerts(1);
      await loses();
      stage.wire.mend();
    },
    'all sessions are cut': async () => {
      await loses();
      await stage.sql(
        // The worker's; ours open alerts here and are not what is judged.
        `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "datname" = current_database()
           AND "application_name" LIKE 'baton-%' AND "application_name" NOT IN ('baton-web', 'baton-ingest')`,
      );
      await loses();
    },
    'the mail server says later': async () => stage.smtp.next({ do: 'refuse', code: 451, text: 'later' }),
    'the mail server takes a message and says nothing': async () => {
      dropped += 1;
      stage.smtp.next({ do: 'drop-after-data' });
    },
    'time jumps forward': async () => void (await forward(600 + 3_000 * random())),
    'somebody resolves': async () => {
      const alertId = oneOf(open);
      if (!alertId) return;
      await resolve(stage.db.context(), { alertId });
      stage.acknowledged.push({ alertId, atMs: Date.now() });
    },
  };

  const decks = rounds(1, 40);
  for (let deck = 0; deck < decks; deck++)
    for (const name of shuffled(Object.keys(faults))) {
      await alerts(1);
      await faults[name]?.();
      const before = await turns();
      await until(`the worker turns, although ${name}`, async () => (await turns()) > before, 60_000);
    }
  // Time slows down, so that there is a moment without anything due; what waits for its minute goes out too.
  await forward(0, 1);
  await stage.atRest(rounds(60_000, 300_000));
  await until('the auditor finds nothing', async () => (await audit(stage.db.context())).length === 0);
  const addressees = [...stage.lanes.map(({ address }) => address), 'person-0000@example.org'];
  worker.kill('SIGTERM');
  await ended(worker);
  const outcomesLost = lost.size + dropped;
  expect(await stage.broken({ outcomesLost, addressees })).toEqual([]);
});
