import type { Db } from './db';

/**
 * The database's clock, and nothing else, decides what is due. `BATON_TEST_CLOCK` moves what `clock()` reads;
 * `real_clock()` measures leases and the liveness of workers, and no test moves it.
 */
export async function databaseTime(db: Pick<Db, '$queryRaw'>): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock() AS now`;
  if (!row) throw new Error('the database did not tell the time');
  return row.now;
}

/** This machine's clock: for comparing with the database's, for metrics, never for a decision. */
export const machineTime = (): Date => new Date();

/** A stopwatch that no clock change moves. Seconds since the call. */
export function stopwatch(): () => number {
  const began = performance.now();
  return () => (performance.now() - began) / 1_000;
}

/** Sets what `clock()` reads: `at` now, and from there `rate` times as fast. For `BATON_TEST_CLOCK` only. */
export async function moveTestClock(db: Pick<Db, '$executeRaw'>, at: Date, rate: number): Promise<void> {
  await db.$executeRaw`INSERT INTO "TestClock" ("id", "base", "setAt", "rate") VALUES (1, ${at}, clock_timestamp(), ${rate})
    ON CONFLICT ("id") DO UPDATE SET "base" = ${at}, "setAt" = clock_timestamp(), "rate" = ${rate}`;
}

/** Without `BATON_TEST_CLOCK` time is the database's own, whatever a test left behind. */
export async function forgetTestClock(db: Pick<Db, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`DELETE FROM "TestClock"`;
}
