import pg from 'pg';
import { workerLock } from './bounds';
import type { Context } from './context';
import { env } from './env';

/** Registers a worker process and returns its id; rows of processes long gone are removed. */
export async function joinWorkers(ctx: Context): Promise<number> {
  await ctx.db.$executeRaw`DELETE FROM "Worker" WHERE "lastTurnAt" < real_clock() - interval '7 days'`;
  // The first turn is yet to come: a worker that never turns must not look alive.
  const [row] = await ctx.db.$queryRaw<{ id: number }[]>`
    INSERT INTO "Worker" ("startedAt", "lastTurnAt", "lookedAt") VALUES (real_clock(), 'epoch', 'epoch') RETURNING "id"`;
  if (!row) throw new Error('the worker could not be registered');
  return row.id;
}

/**
 * Holds the advisory lock by which others see that this worker lives (R2), on a connection of its own: a lock taken
 * through a pool would stay with whichever client took it. Waits for a former connection of the same worker to be gone.
 * `lost` is called once, when the connection ends. Resolves with a function that lets go.
 */
export async function holdPresence(workerId: number, lost: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    application_name: 'baton-worker',
    keepAlive: true,
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
    lock_timeout: 4_000,
  });
  client.on('error', () => undefined);
  let held = true;
  client.once('end', () => {
    clearInterval(pulse);
    if (held) lost();
  });
  const pulse = setInterval(() => void client.query('SELECT 1').catch(() => client.end()), 10_000).unref();
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1, $2)', [workerLock, workerId]);
  } catch (error) {
    held = false;
    void client.end().catch(() => undefined);
    throw error;
  }
  return async () => {
    held = false;
    await client.end().catch(() => undefined);
  };
}

/**
 * The end of a turn that reached the database. `lookedAt`: up to when, by `clock()`, everything due has been seen to;
 * null when something is still waiting or on its way. Answers with the newest migration, for R15.
 */
export async function recordTurn(ctx: Context, workerId: number, lookedAt: Date | null): Promise<string> {
  const [row] = await ctx.db.$queryRaw<{ generation: string }[]>`
    UPDATE "Worker" SET "lastTurnAt" = real_clock(), "turns" = "turns" + 1, "lookedAt" = COALESCE(${lookedAt}::timestamptz, "lookedAt")
    WHERE "id" = ${workerId}
    RETURNING (SELECT max("migration_name") FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL) AS "generation"`;
  return row?.generation ?? '';
}

/**
 * Milliseconds until the next step of an escalation or the next message is due by `clock()`, at most `mostMs`: what is
 * known to come is not left to the next look.
 */
export async function untilNextDueMs(ctx: Context, mostMs: number): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ ms: number | null }[]>`
    WITH soon AS (SELECT clock() AS "from", clock() + ${mostMs} * interval '1 millisecond' AS "to")
    SELECT extract(epoch FROM least(
      (SELECT min("nextAt") FROM "EscalationRun" WHERE "nextAt" > (SELECT "from" FROM soon) AND "nextAt" < (SELECT "to" FROM soon)),
      (SELECT min("dueAt") FROM "Delivery" WHERE "state" = ANY (ARRAY['due'::text, 'claimed'::text, 'sending'::text])
        AND "dueAt" > (SELECT "from" FROM soon) AND "dueAt" < (SELECT "to" FROM soon))
    ) - (SELECT "from" FROM soon))::float8 * 1000 AS "ms"`;
  return row?.ms ?? mostMs;
}

export type Beat = {
  /** Seconds since a worker last finished a turn; null: none ever did. By `real_clock()`. */
  lastTurnAgeSeconds: number | null;
  lookedAt: Date | null;
  /** Turns of all workers together: it rises with each. */
  turns: number;
};

/** How the workers are: the last turn any of them finished, and how far it looked. */
export async function lastBeat(ctx: Context): Promise<Beat> {
  const [row] = await ctx.db.$queryRaw<{ age: number; lookedAt: Date; turns: bigint }[]>`
    SELECT extract(epoch FROM real_clock() - "lastTurnAt")::float8 AS "age", "lookedAt", (SELECT sum("turns")::bigint FROM "Worker") AS "turns"
    FROM "Worker" WHERE "turns" > 0 ORDER BY "lastTurnAt" DESC LIMIT 1`;
  return { lastTurnAgeSeconds: row?.age ?? null, lookedAt: row?.lookedAt ?? null, turns: Number(row?.turns ?? 0) };
}
