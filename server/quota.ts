import { type LimitName, limits } from './bounds';
import type { Context } from './context';
import { AppError } from './errors';

/**
 * Counts one more for `key` and throws 429 past the limit. Rows, so that every process counts the same and a restart
 * forgets nothing; for sign-in, codes and tokens. Called outside the transaction of what it guards: a refused try counts.
 */
export async function hit(ctx: Context, name: LimitName, key: string): Promise<void> {
  const { most, windowSeconds } = limits[name];
  const [row] = await ctx.client.$queryRaw<{ count: number; left: number }[]>`
    INSERT INTO "Quota" ("name", "key", "windowStart", "count")
    VALUES (${name}, ${key}, to_timestamp(floor(extract(epoch FROM clock()) / ${windowSeconds}) * ${windowSeconds}), 1)
    ON CONFLICT ("name", "key", "windowStart") DO UPDATE SET "count" = "Quota"."count" + 1
    RETURNING "count", ceil(extract(epoch FROM "windowStart") + ${windowSeconds} - extract(epoch FROM clock()))::int AS "left"`;
  if (row && row.count > most) throw tooMany(Math.max(1, row.left));
}

/** Whether the limit is reached already, without counting. */
export async function isOver(ctx: Context, name: LimitName, key: string): Promise<boolean> {
  const { most, windowSeconds } = limits[name];
  const [row] = await ctx.client.$queryRaw<{ count: number }[]>`
    SELECT "count" FROM "Quota" WHERE "name" = ${name} AND "key" = ${key}
      AND "windowStart" = to_timestamp(floor(extract(epoch FROM clock()) / ${windowSeconds}) * ${windowSeconds})`;
  return (row?.count ?? 0) >= most;
}

/** Takes one `hit` back: the try was counted before its outcome was known, and it was no failure. */
export async function giveBack(ctx: Context, name: LimitName, key: string): Promise<void> {
  const { windowSeconds } = limits[name];
  await ctx.client.$executeRaw`
    UPDATE "Quota" SET "count" = "count" - 1 WHERE "name" = ${name} AND "key" = ${key} AND "count" > 0
      AND "windowStart" = to_timestamp(floor(extract(epoch FROM clock()) / ${windowSeconds}) * ${windowSeconds})`;
}

export const tooMany = (retryAfterSeconds: number): AppError =>
  new AppError('too-many', `Too many tries: wait ${retryAfterSeconds} s`, { retryAfterSeconds });

type Window = { start: number; count: number };
const windows = new Map<string, Window>();

/**
 * For the doors of machines: counted in this process alone, because a counter row in the alert's transaction would put
 * all senders in one line. `nowSeconds` is any steady clock. Returns the seconds to wait, or 0.
 */
export function hitInMemory(name: LimitName, key: string, nowSeconds: number): number {
  const { most, windowSeconds } = limits[name];
  const start = Math.floor(nowSeconds / windowSeconds);
  const id = `${name} ${key}`;
  const held = windows.get(id);
  if (windows.size > 50_000) windows.clear();
  if (!held || held.start !== start) {
    windows.set(id, { start, count: 1 });
    return 0;
  }
  held.count += 1;
  return held.count > most ? Math.max(1, Math.ceil((start + 1) * windowSeconds - nowSeconds)) : 0;
}

/** Whether that limit is reached, without counting anything. */
export function isSpentInMemory(name: LimitName, key: string, nowSeconds: number): boolean {
  const { most, windowSeconds } = limits[name];
  const held = windows.get(`${name} ${key}`);
  return held?.start === Math.floor(nowSeconds / windowSeconds) && held.count >= most;
}

/** What one place may still try with keys that nobody has: `note` counts a wrong one. `nowSeconds`: a steady clock. */
export const guessesOf = (prefix: string, nowSeconds: () => number) => ({
  spent: () => isSpentInMemory('unknown-key-prefix', prefix, nowSeconds()),
  note: () => void hitInMemory('unknown-key-prefix', prefix, nowSeconds()),
});
