import type { Context } from '@/server/context';
import { isAway, refusal } from '@/server/database-refusal';

/** The database is away: nothing was decided. Not so when only one lock was waited for in vain. */
export const isDown = (error: unknown): boolean => isAway(error) && !isLocked(error);
export const isLocked = (error: unknown): boolean => refusal(error)?.sqlState === '55P03';

/** These alerts, and the open ones of the same groups: by service, for what one service has to say is one page. */
export async function batchesOf(ctx: Context, ids: string[]): Promise<{ serviceId: string; ids: string[] }[]> {
  return ctx.db.$queryRaw`
    SELECT "serviceId", array_agg("id" ORDER BY "number") AS "ids" FROM "Alert"
    WHERE "closedAt" IS NULL AND "batchId" IN (SELECT "batchId" FROM "Alert" WHERE "id" = ANY(${ids}))
    GROUP BY "serviceId" ORDER BY min(array_position(${ids}, "id"))`;
}

/** Whether this transaction alone advances that service's alerts; a second worker passes on to others. */
export async function claimBatch(ctx: Context, serviceId: string): Promise<boolean> {
  const [row] = await ctx.db.$queryRaw<
    { mine: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(hashtextextended(${serviceId}, 0)) AS mine`;
  return row?.mine ?? false;
}

export async function holdUntil(ctx: Context, ids: string[], until: Date): Promise<void> {
  await ctx.db.alert.updateMany({ where: { id: { in: ids } }, data: { heldUntil: until } });
}

/** Open alerts that planned work keeps quiet, by its window. Nearly always none. */
export async function heldByWindow(ctx: Context): Promise<{ windowId: string; ids: string[]; until: Date }[]> {
  return ctx.db.$queryRaw`
    SELECT "heldById" AS "windowId", array_agg("id") AS "ids", max("heldUntil") AS "until" FROM "Alert"
    WHERE "heldById" IS NOT NULL AND "closedAt" IS NULL AND "heldUntil" > (SELECT clock()) GROUP BY "heldById"`;
}
