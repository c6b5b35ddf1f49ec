import type { Context } from '@/server/context';
import { refusal } from '@/server/database-refusal';
import type { TeamScope } from '@/server/policy/authorize';
import type { Alert } from './alert';
import type { Change } from './decision';

type Row = Omit<Awaited<ReturnType<Context['db']['alert']['findMany']>>[number], 'payload'>;
const toAlert = (row: Row): Alert => row as unknown as Alert;
const lean = { payload: true } as const;

type Closing = { closedBy: 'person' | 'source' | 'system'; closedById: string | null };

/** Closes alerts, and with them those that are looked after as them. */
export async function close(ctx: Context, closings: ({ id: string } & Closing)[], now: Date): Promise<void> {
  await ctx.db.$executeRaw`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(closings)}::jsonb) AS r("id" text, "closedBy" text, "closedById" text)
    ), merged AS (
      UPDATE "Alert" a SET "closedAt" = ${now}, "closedBy" = 'system', "snoozedUntil" = NULL
      FROM r WHERE a."mergedIntoId" = r."id" AND a."closedAt" IS NULL
    )
    UPDATE "Alert" a SET "closedAt" = ${now}, "closedBy" = r."closedBy", "closedById" = r."closedById", "snoozedUntil" = NULL,
      "heldUntil" = NULL, "heldById" = NULL
    FROM r WHERE a."id" = r."id" AND a."closedAt" IS NULL`;
}

/** Whatever is looked after as `id` is looked after as `into`. */
export async function moveMerged(ctx: Context, id: string, into: string): Promise<void> {
  await ctx.db.alert.updateMany({ where: { mergedIntoId: id }, data: { mergedIntoId: into } });
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

export async function change(ctx: Context, ids: string[], data: Change): Promise<void> {
  await ctx.db.alert.updateMany({ where: { id: { in: ids } }, data });
}

/** Opens a closed or merged alert again; false when its key is open as another alert. The caller's transaction ends there. */
export async function reopen(
  ctx: Context,
  { id, origin, key }: Pick<Alert, 'id' | 'origin' | 'key'>,
): Promise<boolean> {
  try {
    const changed = await ctx.db.$executeRaw`
      UPDATE "Alert" SET "closedAt" = NULL, "closedBy" = NULL, "closedById" = NULL, "acknowledgedAt" = NULL, "acknowledgedById" = NULL,
        "mergedIntoId" = NULL, "snoozedUntil" = NULL, "heldUntil" = NULL, "heldById" = NULL, "remindedAt" = NULL
      WHERE "id" = ${id} AND NOT EXISTS (
        SELECT 1 FROM "Alert" o WHERE o."origin" = ${origin} AND o."key" = ${key} AND o."closedAt" IS NULL AND o."id" <> ${id})`;
    return changed > 0;
  } catch (error) {
    if (refusal(error)?.sqlState === '23505') return false;
    throw error;
  }
}

export type Filter = {
  states: ('open' | 'acknowledged' | 'snoozed' | 'closed' | 'merged')[];
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
  const alive = { closedAt: null, mergedIntoId: null };
  const state = {
    open: { ...alive, acknowledgedAt: null },
    acknowledged: { ...alive, acknowledgedAt: { not: null } },
    snoozed: { ...alive, snoozedUntil: { gt: now } },
    closed: { closedAt: { not: null } },
    merged: { closedAt: null, mergedIntoId: { not: null } },
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

/** The open alerts of a group, and those of `ids`. */
export async function openTogether(ctx: Context, batchId: string, ids: string[]): Promise<Alert[]> {
  const found = await ctx.db.alert.findMany({
    where: { OR: [{ batchId }, { id: { in: ids } }], closedAt: null, mergedIntoId: null },
    omit: lean,
    orderBy: { number: 'asc' },
  });
  return found.map(toAlert);
}

/** Open alerts that nobody has taken and that were not put off, of these teams; null: of all. */
export async function countWaiting(ctx: Context, teamIds: string[] | null): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Alert"
    WHERE "closedAt" IS NULL AND "acknowledgedAt" IS NULL AND "mergedIntoId" IS NULL
      AND ("snoozedUntil" IS NULL OR "snoozedUntil" <= (SELECT clock()))
      AND ("heldUntil" IS NULL OR "heldUntil" <= (SELECT clock()))
      AND (${teamIds === null} OR "teamId" = ANY(${teamIds ?? []}::text[]))`;
  return row?.count ?? 0;
}

/** What is looked after as this alert, oldest first. */
export async function mergedInto(ctx: Context, id: string): Promise<Alert[]> {
  const found = await ctx.db.alert.findMany({ where: { mergedIntoId: id }, omit: lean, orderBy: { number: 'asc' } });
  return found.map(toAlert);
}

/** How the last lives of each alert's key went, newest first, at most five, its own among them. */
export async function livesOf(ctx: Context, ids: string[]): Promise<{ id: string; lives: string[] }[]> {
  return ctx.db.$queryRaw`
    SELECT a."id", array(
      SELECT CASE WHEN l."closedAt" IS NULL THEN 'open' ELSE COALESCE(l."classification", 'closed') END FROM "Alert" l
      WHERE l."origin" = a."origin" AND l."key" = a."key" ORDER BY l."openedAt" DESC, l."number" DESC LIMIT 5) AS "lives"
    FROM "Alert" a WHERE a."id" = ANY(${ids})`;
}
