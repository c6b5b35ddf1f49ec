import type { Context } from '@/server/context';
import { isAway, refusal } from '@/server/database-refusal';
import type { TeamScope } from '@/server/policy/authorize';
import type { Alert, NewAlert } from './alert';
import type { Change } from './decision';
import { flapHoldSeconds, flapsAfter, flapWindowSeconds } from './flapping';
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

export type Stored = Known & { flapping: boolean };

/**
 * One statement for all. Where another request opened the key a moment earlier, its alert is counted up instead. What
 * opens soon after another of its service joins that one's group, where the service wants it; what opens again and again is
 * marked and kept quiet for a while.
 */
export async function insertOpen(ctx: Context, alerts: NewAlert[], now: Date): Promise<Stored[]> {
  return ctx.db.$queryRaw<Stored[]>`
    INSERT INTO "Alert" ("id", "teamId", "serviceId", "integrationId", "origin", "key", "title", "details", "source", "priority",
      "urgency", "links", "payload", "batchId", "count", "openedAt", "lastSeenAt", "flapping", "heldUntil")
    SELECT r."id", "teamId", r."serviceId", "integrationId", r."origin", r."key", "title", "details", "source", "priority",
      "urgency", "links", "payload", COALESCE(g."batchId", r."batchId"), "count", ${now}, ${now}, f."flapping",
      CASE WHEN f."flapping" THEN ${now}::timestamptz + make_interval(secs => ${flapHoldSeconds}::int) END
    FROM jsonb_to_recordset(${rows(alerts)}::jsonb) AS r("id" text, "teamId" text, "serviceId" text, "integrationId" text, "origin" text,
      "key" text, "title" text, "details" jsonb, "source" text, "priority" text, "urgency" text, "links" jsonb, "payload" jsonb,
      "batchId" text, "count" int, "groupSeconds" int)
    LEFT JOIN LATERAL (
      SELECT a."batchId" FROM "Alert" a
      WHERE r."groupSeconds" > 0 AND a."serviceId" = r."serviceId" AND a."closedAt" IS NULL AND a."integrationId" IS NOT NULL
        AND a."openedAt" > ${now}::timestamptz - make_interval(secs => r."groupSeconds")
      ORDER BY a."openedAt" DESC, a."number" LIMIT 1
    ) AS g ON true
    CROSS JOIN LATERAL (
      SELECT r."integrationId" IS NOT NULL AND ${flapsAfter}::int <= (
        SELECT count(*) FROM (
          SELECT 1 FROM "Alert" a WHERE a."origin" = r."origin" AND a."key" = r."key"
            AND a."openedAt" > ${now}::timestamptz - make_interval(secs => ${flapWindowSeconds}::int) LIMIT ${flapsAfter}::int
        ) AS lives) AS "flapping"
    ) AS f
    ORDER BY r."origin", r."key"
    ON CONFLICT ("origin", "key") WHERE "closedAt" IS NULL DO UPDATE SET
      "count" = "Alert"."count" + EXCLUDED."count", "lastSeenAt" = EXCLUDED."lastSeenAt",
      "priority" = LEAST("Alert"."priority", EXCLUDED."priority"), "urgency" = LEAST("Alert"."urgency", EXCLUDED."urgency")
    RETURNING "id", "origin", "key", "priority", "urgency", "flapping"`;
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

/** Closes alerts, and with them those that are looked after as them. */
export async function close(ctx: Context, closings: ({ id: string } & Closing)[], now: Date): Promise<void> {
  const list = rows(closings);
  await ctx.db.$executeRaw`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${list}::jsonb) AS r("id" text, "closedBy" text, "closedById" text)
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

/** The alerts whose messages senders sent before: their names are kept for a day. Answers those that are new. */
export async function takeMessages(
  ctx: Context,
  messages: { integrationId: string; messageId: string }[],
): Promise<{ integrationId: string; messageId: string }[]> {
  return ctx.db.$queryRaw`
    INSERT INTO "ReceivedMessage" ("integrationId", "messageId", "receivedAt")
    SELECT DISTINCT "integrationId", "messageId", clock()
    FROM jsonb_to_recordset(${rows(messages)}::jsonb) AS r("integrationId" text, "messageId" text) ORDER BY 1, 2
    ON CONFLICT ("integrationId", "messageId") DO UPDATE SET "receivedAt" = EXCLUDED."receivedAt"
      WHERE "ReceivedMessage"."receivedAt" < clock() - interval '1 day'
    RETURNING "integrationId", "messageId"`;
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

/** Open alerts that planned work keeps quiet, by its window. Nearly always none. */
export async function heldByWindow(ctx: Context): Promise<{ windowId: string; ids: string[]; until: Date }[]> {
  return ctx.db.$queryRaw`
    SELECT "heldById" AS "windowId", array_agg("id") AS "ids", max("heldUntil") AS "until" FROM "Alert"
    WHERE "heldById" IS NOT NULL AND "closedAt" IS NULL AND "heldUntil" > (SELECT clock()) GROUP BY "heldById"`;
}

/** How the last lives of each alert's key went, newest first, at most five, its own among them. */
export async function livesOf(ctx: Context, ids: string[]): Promise<{ id: string; lives: string[] }[]> {
  return ctx.db.$queryRaw`
    SELECT a."id", array(
      SELECT CASE WHEN l."closedAt" IS NULL THEN 'open' ELSE COALESCE(l."classification", 'closed') END FROM "Alert" l
      WHERE l."origin" = a."origin" AND l."key" = a."key" ORDER BY l."openedAt" DESC, l."number" DESC LIMIT 5) AS "lives"
    FROM "Alert" a WHERE a."id" = ANY(${ids})`;
}

export async function ofSender(
  ctx: Context,
  integrationId: string,
  { type, value }: { type: 'id' | 'alias' | 'tiny' | 'request'; value: string },
): Promise<Alert | null> {
  const number = Number(value);
  if (type === 'tiny' && !(Number.isInteger(number) && number > 0 && number < 2 ** 31)) return null;
  const named = {
    id: { id: value },
    alias: { key: value },
    tiny: { number },
    request: { batchId: value },
  }[type];
  const [row] = await ctx.db.alert.findMany({
    where: { integrationId, ...named },
    omit: lean,
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { number: 'desc' }],
    take: 1,
  });
  return row ? toAlert(row) : null;
}

/** `tags` and `message` are looked for as text, whatever stands in them. */
export type SenderFilter = {
  closed?: boolean | undefined;
  alias?: string | undefined;
  priority?: Priority | undefined;
  message?: string | undefined;
  tag?: string | undefined;
  limit: number;
  offset: number;
  oldestFirst: boolean;
};

export async function listOfSender(
  ctx: Context,
  integrationId: string,
  { closed, alias, priority, message, tag, limit, offset, oldestFirst }: SenderFilter,
): Promise<{ alerts: Alert[]; count: number }> {
  const where = {
    integrationId,
    ...(closed !== undefined && { closedAt: closed ? { not: null } : null }),
    ...(alias !== undefined && { key: alias }),
    ...(priority !== undefined && { priority }),
    ...(message !== undefined && { title: { contains: message, mode: 'insensitive' as const } }),
    ...(tag !== undefined && { details: { path: ['fields'], array_contains: [{ name: 'Tags', value: tag }] } }),
  };
  const [rows, count] = await Promise.all([
    ctx.db.alert.findMany({
      where,
      omit: lean,
      orderBy: { number: oldestFirst ? 'asc' : 'desc' },
      skip: offset,
      take: limit,
    }),
    ctx.db.alert.count({ where }),
  ]);
  return { alerts: rows.map(toAlert), count };
}
