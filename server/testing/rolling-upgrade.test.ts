import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ended, openStage, type Stage } from './faults/stage';
import { until } from './waiting';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(6);
});
afterAll(() => stage.close());

const workers = () =>
  stage.sql<{ id: number; still: boolean }>(
    `SELECT "id", "lastTurnAt" < real_clock() - interval '4 s' AS "still" FROM "Worker" ORDER BY "id"`,
  );

it('F46: a worker that was overtaken by a newer schema stands still, the new one pages all, and nothing is lost', async () => {
  const old = await stage.worker();
  await stage.alert(0, 'before');
  await stage.settled();
  await stage.sql(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
     VALUES ('newer', '', '99990101000000_newer', real_clock(), real_clock(), 1)`,
  );
  await until('the old worker stands still', async () => (await workers()).every(({ still }) => still));
  expect(old.exitCode).toBeNull();
  await Promise.all([1, 2].map((lane) => stage.alert(lane, `between-${lane}`)));
  expect(stage.requests()).toHaveLength(1);

  await stage.worker();
  for (const lane of [3, 4, 5]) await stage.alert(lane, `after-${lane}`);
  await stage.settled();
  const [first, second] = await workers();
  expect(first?.still).toBe(true);
  const claims = await stage.sql<{ by: number; count: number }>(
    `SELECT "claimedBy" AS "by", count(*)::int AS "count" FROM "Delivery" GROUP BY 1 ORDER BY 1`,
  );
  expect(claims).toEqual([
    { by: first?.id, count: 1 },
    { by: second?.id, count: 5 },
  ]);
  expect(await stage.broken()).toEqual([]);

  old.kill('SIGTERM');
  expect(await ended(old)).toBe(0);
});
