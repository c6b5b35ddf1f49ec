import type { Alert } from '@/server/alert/alert';
import type { Context } from '@/server/context';
import { flapHoldSeconds, flapsAfter, flapWindowSeconds } from './flapping';
import type { NewAlert } from './new-alert';
import { type Priority, storableJson } from './signal';

const toAlert = (row: unknown): Alert => row as Alert;
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
