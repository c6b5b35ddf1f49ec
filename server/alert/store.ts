import type { Context } from '@/server/context';
import { isAway, refusal } from '@/server/database-refusal';
import type { TeamScope } from '@/server/policy/authorize';
import type { Alert, NewAlert } from './alert';
import { type Priority, storableJson } from './signal';

/** The database is away: nothing was decided. Not so when only one lock was waited for in vain. */
export const isDown = (error: unknown): boolean => isAway(error) && !isLocked(error);
export const isLocked = (error: unknown): boolean => refusal(error)?.sqlState === '55P03';
type Row = Omit<Awaited<ReturnType<Context['db']['alert']['findMany']>>[number], 'payload'>;
const toAlert = (row: Row): Alert => row as unknown as Alert;
const lean = { payload: true } as const;

const rows = (list: unknown[]): string => storableJson(JSON.stringify(list));

export type Known = Pick<Alert, 'id' | 'origin' | 'key' | 'priority' | 'urgency'>;

/**
 * The open alerts of these keys, locked in one order for everybody. Key by key (LATERAL), so that the index is used
 * however many alerts are open.
 */
export async function lockOpen(ctx: Context, keys: { origin: string; key: string }[]): Promise<Known[]> {
  const list = rows(keys.map(({ origin, key }) => ({ origin, key })));
  return ctx.db.$queryRaw<Known[]>`
    SELECT a.* FROM (
      SELECT * FROM jsonb_to_recordset(${list}::jsonb) AS k("origin" text, "key" text) ORDER BY "origin", "key" OFFSET 0
    ) AS k CROSS JOIN LATERAL (
      SELECT "id", "origin", "key", "priority", "urgency" FROM "Alert"
      WHERE "origin" = k."origin" AND "key" = k."key" AND "closedAt" IS NULL FOR UPDATE
    ) AS a`;
}

/** One statement for all. Where another request opened the key a moment earlier, its alert is counted up instead. */
export async function insertOpen(ctx: Context, alerts: NewAlert[], now: Date): Promise<Known[]> {
  return ctx.db.$queryRaw<Known[]>`
    INSERT INTO "Alert" ("id", "teamId", "serviceId", "integrationId", "origin", "key", "title", "details", "source", "priority",
      "urgency", "links", "payload", "batchId", "count", "openedAt", "lastSeenAt")
    SELECT "id", "teamId", "serviceId", "integrationId", "origin", "key", "title", "details", "source", "priority",
      "urgency", "links", "payload", "batchId", "count", ${now}, ${now}
    FROM jsonb_to_recordset(${rows(alerts)}::jsonb) AS r("id" text, "teamId" text, "serviceId" text, "integrationId" text, "origin" text,
      "key" text, "title" text, "details" jsonb, "source" text, "priority" text, "urgency" text, "links" jsonb, "payload" jsonb,
      "batchId" text, "count" int)
    ORDER BY "origin", "key"
    ON CONFLICT ("origin", "key") WHERE "closedAt" IS NULL DO UPDATE SET
      "count" = "Alert"."count" + EXCLUDED."count", "lastSeenAt" = EXCLUDED."lastSeenAt",
      "priority" = LEAST("Alert"."priority", EXCLUDED."priority"), "urgency" = LEAST("Alert"."urgency", EXCLUDED."urgency")
    RETURNING "id", "origin", "key", "priority", "urgency"`;
}

/** The same trouble again: counts up, takes a higher priority over, never a lower one. */
export async function countRepeats(
  ctx: Context,
  repeats: { id: string; count: number; priority: Priority; urgency: string }[],
  now: Date,
): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Alert" a SET "count" = a."count" + r."count", "lastSeenAt" = ${now},
      "priority" = LEAST(a."priority", r."priority"), "urgency" = LEAST(a."urgency", r."urgency")
    FROM jsonb_to_recordset(${rows(repeats)}::jsonb) AS r("id" text, "count" int, "priority" text, "urgency" text)
    WHERE a."id" = r."id"`;
}

type Closing = { closedBy: 'person' | 'source' | 'system'; closedById: string | null };

export async function close(ctx: Context, closings: ({ id: string } & Closing)[], now: Date): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Alert" a SET "closedAt" = ${now}, "closedBy" = r."closedBy", "closedById" = r."closedById", "snoozedUntil" = NULL
    FROM jsonb_to_recordset(${rows(closings)}::jsonb) AS r("id" text, "closedBy" text, "closedById" text)
    WHERE a."id" = r."id" AND a."closedAt" IS NULL`;
}

/** Locks alerts in the one order (R4) and reads them. */
export async function lock(ctx: Context, ids: string[]): Promise<Alert[]> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Alert" WHERE "id" = ANY(${ids}) ORDER BY "origin", "key" FOR UPDATE`;
  return byIds(ctx, ids);
}

export async function byIds(ctx: Context, ids: string[]): Promise<Alert[]> {
  const found = await ctx.db.alert.findMany({ where: { id: { in: ids } }, omit: lean, orderBy: { number: 'asc' } });
  return found.map(toAlert);
}

export async function payloadOf(ctx: Context, id: string): Promise<unknown> {
  return (await ctx.db.alert.findUnique({ where: { id }, select: { payload: true } }))?.payload ?? null;
}

export type Change = Partial<
  Pick<Alert, 'acknowledgedAt' | 'acknowledgedById' | 'snoozedUntil' | 'closedAt' | 'closedBy' | 'closedById'>
>;

export async function change(ctx: Context, ids: string[], data: Change): Promise<void> {
  await ctx.db.alert.updateMany({ where: { id: { in: ids } }, data });
}

/** Opens a closed alert again; false when its key is open as another alert. The caller's transaction ends there. */
export async function reopen(ctx: Context, id: string): Promise<boolean> {
  try {
    const changed = await ctx.db.$executeRaw`
      UPDATE "Alert" a SET "closedAt" = NULL, "closedBy" = NULL, "closedById" = NULL, "acknowledgedAt" = NULL, "acknowledgedById" = NULL
      WHERE "id" = ${id} AND NOT EXISTS (
        SELECT 1 FROM "Alert" o WHERE o."origin" = a."origin" AND o."key" = a."key" AND o."closedAt" IS NULL)`;
    return changed > 0;
  } catch (error) {
    if (refusal(error)?.sqlState === '23505') return false;
    throw error;
  }
}

/** These alerts, and the open ones that the same requests opened: by request. */
export async function batchesOf(ctx: Context, ids: string[]): Promise<string[][]> {
  const found = await ctx.db.$queryRaw<{ ids: string[] }[]>`
    SELECT array_agg("id" ORDER BY "number") AS "ids" FROM "Alert"
    WHERE "closedAt" IS NULL AND "batchId" IN (SELECT "batchId" FROM "Alert" WHERE "id" = ANY(${ids}))
    GROUP BY "batchId" ORDER BY min(array_position(${ids}, "id"))`;
  return found.map((row) => row.ids);
}

/** Whether this transaction alone advances that request's alerts; a second worker passes on to others. */
export async function claimBatch(ctx: Context, first: string): Promise<boolean> {
  const [row] = await ctx.db.$queryRaw<
    { mine: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(hashtextextended(${first}, 0)) AS mine`;
  return row?.mine ?? false;
}

export type Filter = {
  states: ('open' | 'acknowledged' | 'snoozed' | 'closed')[];
  serviceId?: string | undefined;
  /** Beside what the caller may see: of another team there is simply nothing. */
  teamId?: string | undefined;
  since?: Date | undefined;
  /** Older than this number. */
  before?: number | undefined;
};

export async function list(
  ctx: Context,
  teams: TeamScope[] | null,
  filter: Filter,
  now: Date,
  most: number,
): Promise<Alert[]> {
  const asleep = { closedAt: null, snoozedUntil: { gt: now } };
  const state = {
    open: { closedAt: null, acknowledgedAt: null },
    acknowledged: { closedAt: null, acknowledgedAt: { not: null } },
    snoozed: asleep,
    closed: { closedAt: { not: null } },
  };
  const found = await ctx.db.alert.findMany({
    where: {
      ...(teams && { teamId: { in: teams } }),
      ...(filter.serviceId && { serviceId: filter.serviceId }),
      ...(filter.teamId && { AND: { teamId: filter.teamId } }),
      ...(filter.since && { openedAt: { gte: filter.since } }),
      ...(filter.before && { number: { lt: filter.before } }),
      ...(filter.states.length > 0 && { OR: filter.states.map((name) => state[name]) }),
    },
    omit: lean,
    orderBy: { number: 'desc' },
    take: most,
  });
  return found.map(toAlert);
}

/** Earlier lives of the same key, newest first. */
export async function openingsOf(
  ctx: Context,
  alert: Pick<Alert, 'id' | 'origin' | 'key'>,
  most: number,
): Promise<Alert[]> {
  const found = await ctx.db.alert.findMany({
    where: { origin: alert.origin, key: alert.key, id: { not: alert.id } },
    omit: lean,
    orderBy: { number: 'desc' },
    take: most,
  });
  return found.map(toAlert);
}

/** Every life of the keys of these origins that begin with `prefix`. */
export async function openedUnder(
  ctx: Context,
  origins: string[],
  prefix: string,
): Promise<{ alertId: string; key: string; closed: boolean }[]> {
  const found = await ctx.db.alert.findMany({
    where: { origin: { in: origins }, key: { startsWith: prefix } },
    select: { id: true, key: true, closedAt: true },
    orderBy: { number: 'asc' },
  });
  return found.map(({ id, key, closedAt }) => ({ alertId: id, key, closed: closedAt !== null }));
}

/** What a team has not closed, the oldest first. */
export async function unclosedOf(ctx: Context, teamId: string, most: number): Promise<Alert[]> {
  const found = await ctx.db.alert.findMany({
    where: { teamId, closedAt: null },
    omit: lean,
    orderBy: { number: 'asc' },
    take: most,
  });
  return found.map(toAlert);
}

/** Keys of a team that opened at least so often in a span, the most frequent first, each with its last opening. */
export async function openedOften(
  ctx: Context,
  teamId: string,
  { from, to }: { from: Date; to: Date },
  atLeast: number,
): Promise<{ id: string; title: string; serviceId: string; openings: number }[]> {
  return ctx.db.$queryRaw`
    SELECT (array_agg("id" ORDER BY "number" DESC))[1] AS "id", (array_agg("title" ORDER BY "number" DESC))[1] AS "title",
      min("serviceId") AS "serviceId", count(*)::int AS "openings"
    FROM "Alert" WHERE "teamId" = ${teamId} AND "openedAt" >= ${from} AND "openedAt" < ${to}
    GROUP BY "origin", "key" HAVING count(*) >= ${atLeast} ORDER BY "openings" DESC, "title" LIMIT 20`;
}

type Link = { alertId: string; personId: string };

/** The id of a person's link to an alert: the one that exists, else this one. */
export async function linkOf(ctx: Context, link: Link & { id: string; tokenHash: string }, now: Date): Promise<string> {
  const where = { alertId_personId: { alertId: link.alertId, personId: link.personId } };
  const kept = await ctx.db.acknowledgeLink.upsert({
    where,
    create: { ...link, createdAt: now },
    update: {},
    select: { id: true },
  });
  return kept.id;
}

export async function linkByHash(ctx: Context, tokenHash: string): Promise<Link | null> {
  return ctx.db.acknowledgeLink.findUnique({ where: { tokenHash }, select: { alertId: true, personId: true } });
}

/** The open alerts that one request opened. */
export async function openOfBatch(ctx: Context, batchId: string): Promise<Alert[]> {
  const found = await ctx.db.alert.findMany({
    where: { batchId, closedAt: null },
    omit: lean,
    orderBy: { number: 'asc' },
  });
  return found.map(toAlert);
}

/** Open alerts that nobody has taken and that were not put off, of these teams; null: of all. */
export async function countWaiting(ctx: Context, teamIds: string[] | null): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Alert"
    WHERE "closedAt" IS NULL AND "acknowledgedAt" IS NULL AND ("snoozedUntil" IS NULL OR "snoozedUntil" <= (SELECT clock()))
      AND (${teamIds === null} OR "teamId" = ANY(${teamIds ?? []}::text[]))`;
  return row?.count ?? 0;
}
