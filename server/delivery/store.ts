import { Prisma } from '@/prisma/generated/client';
import { sending, workerLock } from '@/server/bounds';
import type { Context } from '@/server/context';
import type { Channel, Outlet } from '@/server/outbound';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { Attempted, Verdict } from './attempt';
import type { Record as HealthRecord } from './health';
import type {
  About,
  Addressees,
  Claim,
  DeliveryView,
  Kept,
  NewRow,
  Recent,
  SentMessage,
  StoredMessage,
} from './parcel';
import { listedView, statesListed, toSent, toView } from './record';
import type { ListDeliveries } from './schema';

// A command that keeps trying while the database is away asks here: only stores see the database.
export { isAway } from '@/server/database-refusal';

/** Leaves out what is there already by identity. Returns the ids that are new. */
export async function insert(ctx: Context, rows: NewRow[]): Promise<string[]> {
  const made = await ctx.db.delivery.createManyAndReturn({
    data: rows.map(({ message, person, thread: _, ...row }) => ({
      ...row,
      subjectKind: message.about[0]?.subject.kind ?? 'delivery',
      subjectId: message.about[0]?.subject.id ?? row.id,
      teamId: message.about[0]?.teamId ?? null,
      source: message.sources?.[0] ?? null,
      personId: person?.id ?? null,
      message: message as Prisma.InputJsonObject,
    })),
    skipDuplicates: true,
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

/**
 * What went, or is to go, to these about things of one kind: made within the last two hours, longer ago than any
 * rule or pause lasts. What nobody has taken yet is locked, where that needs no waiting.
 */
export async function recentTo(ctx: Context, to: Addressees, kind: SubjectKind): Promise<Recent[]> {
  const theirs =
    'personIds' in to
      ? Prisma.sql`"personId" = ANY(${to.personIds})`
      : Prisma.sql`"personId" IS NULL AND "channel" = ${to.channel} AND "address" = ${to.address}`;
  const rows = await ctx.db.$queryRaw<(Omit<Recent, 'open'> & { waits: boolean })[]>`
    SELECT "id", "personId", "channel", "address", COALESCE("sentAt", "dueAt") AS "at", "message",
      "state" = 'due' AND "attempts" = 0 AS "waits"
    FROM "Delivery" WHERE ${theirs} AND "createdAt" > (SELECT clock()) - interval '2 hours'
      AND "subjectKind" = ${kind} AND "state" IN ('due', 'claimed', 'sending', 'sent')`;
  const waiting = rows.filter(({ waits }) => waits).map(({ id }) => id);
  if (waiting.length === 0) return rows.map(({ waits: _, ...row }) => ({ ...row, open: false }));
  const held = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Delivery" WHERE "id" IN (${Prisma.join(waiting)}) AND "state" = 'due' AND "attempts" = 0
    ORDER BY "id" FOR UPDATE SKIP LOCKED`;
  const open = new Set(held.map(({ id }) => id));
  return rows.map(({ waits: _, ...row }) => ({ ...row, open: open.has(row.id) }));
}

/** Says something else in a message whose lock the caller holds. */
export async function rewrite(ctx: Context, id: string, message: StoredMessage, priority: number): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Delivery" SET "message" = ${JSON.stringify(message)}::jsonb, "priority" = LEAST("priority", ${priority}::int)
    WHERE "id" = ${id} AND "state" = 'due'`;
}

/** The messages of `ids` that have not begun, for whoever holds their locks. */
export async function unbegun(ctx: Context, ids: string[]): Promise<Pick<Recent, 'id' | 'personId' | 'message'>[]> {
  if (ids.length === 0) return [];
  return ctx.db.$queryRaw`
    SELECT "id", "personId", "message" FROM "Delivery"
    WHERE "id" IN (${Prisma.join(ids)}) AND "state" = 'due' AND "attempts" = 0`;
}

// Everything a worker may take: due by clock(), and not held, or held longer than a lease. The lease of a `due` row is
// its back-off: providers recover in real time, whatever a test does to the clock.
const takeable = Prisma.sql`"state" IN ('due', 'claimed', 'sending') AND "dueAt" <= (SELECT clock())
  AND ("leaseUntil" IS NULL OR "leaseUntil" < (SELECT real_clock()))`;

type ClaimRow = Omit<Claim, 'subject' | 'token'> & { claimToken: bigint; subjectKind: SubjectKind; subjectId: string };

/**
 * Takes up to `most` messages for `workerId` (R2). First pages before everything else, then one of each team in turn,
 * and within a team one of each source, so that one storm delays nobody else's single alert (R13). What was `sending`
 * may have arrived already. `except`: channels of which none is taken.
 */
export async function claim(ctx: Context, workerId: number, most: number, except: Outlet[] = []): Promise<Claim[]> {
  const rows = await ctx.db.$queryRaw<ClaimRow[]>`
    WITH waiting AS (
      SELECT "id", "priority", "dueAt", "teamId",
        row_number() OVER (PARTITION BY "priority", "teamId", "source" ORDER BY "dueAt", "id") AS "turn"
      FROM "Delivery" WHERE ${takeable} AND "channel" <> ALL(${except}::text[])
    ), ranked AS (
      SELECT "id", "priority", "dueAt", row_number() OVER (PARTITION BY "priority", "teamId" ORDER BY "turn", "dueAt", "id") AS "turn"
      FROM waiting
    ), picked AS MATERIALIZED (
      SELECT d."id" FROM "Delivery" d JOIN ranked r ON r."id" = d."id"
      WHERE d."state" IN ('due', 'claimed', 'sending') AND (d."leaseUntil" IS NULL OR d."leaseUntil" < (SELECT real_clock()))
      ORDER BY r."priority", r."turn", r."dueAt" LIMIT ${most}::int FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE "Delivery" d SET
      "possibleDuplicate" = d."possibleDuplicate" OR d."state" = 'sending',
      "giveUpAt" = CASE WHEN d."state" = 'due' THEN d."giveUpAt" END,
      "state" = 'claimed', "claimToken" = nextval('claim_token'), "claimedBy" = ${workerId}::int,
      "leaseUntil" = real_clock() + make_interval(secs => ${sending.leaseSeconds}::int), "attempts" = d."attempts" + 1
    FROM picked WHERE d."id" = picked."id"
    RETURNING d."id", d."claimToken", d."identity", d."subjectKind", d."subjectId", d."personId", d."channel", d."address",
      d."message", d."priority", d."attempts", d."createdAt"`;
  return rows.map(({ claimToken, subjectKind, subjectId, ...row }) => ({
    ...row,
    token: claimToken,
    subject: { kind: subjectKind, id: subjectId },
  }));
}

/**
 * The last look (R14): null when the claim is no longer ours or the message no longer wanted. Otherwise the seconds
 * left of its retry window, which begins here the first time. May be asked again when the answer was lost.
 */
export async function markSending(ctx: Context, { id, token }: Claim): Promise<number | null> {
  const [row] = await ctx.db.$queryRaw<{ secondsLeft: number }[]>`
    UPDATE "Delivery" SET "state" = 'sending',
      "giveUpAt" = COALESCE("giveUpAt", real_clock() + make_interval(secs => ${sending.retryWindowSeconds}::int))
    WHERE "id" = ${id} AND "claimToken" = ${token} AND "state" IN ('claimed', 'sending') AND "leaseUntil" > real_clock()
    RETURNING extract(epoch FROM "giveUpAt" - real_clock())::float8 AS "secondsLeft"`;
  return row?.secondsLeft ?? null;
}

/** Writes what became of an attempt; null when the claim is stale, and then nothing is written. */
export async function record(
  ctx: Context,
  { id, token }: Claim,
  next: Verdict,
): Promise<{ possibleDuplicate: boolean } | null> {
  const mine = Prisma.sql`"id" = ${id} AND "claimToken" = ${token}`;
  const change =
    next.state === 'sent'
      ? // also what was withdrawn while on the wire: the record says what really happened
        Prisma.sql`"state" = 'sent', "sentAt" = clock(), "endedAt" = clock(), "providerId" = ${next.providerId}, "leaseUntil" = NULL
          WHERE ${mine} AND "state" IN ('sending', 'withdrawn')`
      : next.state === 'failed'
        ? Prisma.sql`"state" = 'failed', "endedAt" = clock(), "lastError" = ${next.reason}, "leaseUntil" = NULL WHERE ${mine} AND "state" = 'sending'`
        : Prisma.sql`"state" = 'due', "lastError" = ${next.reason}, "possibleDuplicate" = "possibleDuplicate" OR ${next.mayHaveArrived},
            "claimedBy" = NULL, "leaseUntil" = real_clock() + make_interval(secs => ${next.waitSeconds}::float8)
          WHERE ${mine} AND "state" = 'sending'`;
  const [row] = await ctx.db.$queryRaw<
    { possibleDuplicate: boolean }[]
  >`UPDATE "Delivery" SET ${change} RETURNING "possibleDuplicate"`;
  return row ?? null;
}

/** Gives back a message that was claimed and never reached the provider. */
export async function release(ctx: Context, { id, token }: Claim): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Delivery" SET "state" = 'due', "claimedBy" = NULL, "claimToken" = NULL, "leaseUntil" = NULL
    WHERE "id" = ${id} AND "claimToken" = ${token} AND "state" = 'claimed'`;
}

/**
 * Gives back what nobody works on, so that it does not wait out a lease: what workers hold whose advisory lock is free,
 * and what `workerId` itself holds besides `inHand` (the answer to a claim was lost). A worker that turned a moment ago
 * may just be connecting again: it gets three seconds.
 */
export async function releaseDead(ctx: Context, workerId: number, inHand: string[]): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE "Delivery" d SET "possibleDuplicate" = d."possibleDuplicate" OR d."state" = 'sending', "state" = 'due',
      "claimedBy" = NULL, "claimToken" = NULL, "leaseUntil" = NULL, "giveUpAt" = NULL
    WHERE d."state" IN ('claimed', 'sending') AND CASE WHEN d."claimedBy" = ${workerId}::int THEN d."id" <> ALL(${inHand}::text[])
      ELSE NOT EXISTS (SELECT 1 FROM pg_locks l WHERE l."locktype" = 'advisory' AND l."granted"
          AND l."database" = (SELECT "oid" FROM pg_database WHERE "datname" = current_database())
          AND l."classid" = ${workerLock}::int::oid AND l."objid" = d."claimedBy"::oid AND l."objsubid" = 2)
        AND NOT EXISTS (SELECT 1 FROM "Worker" w WHERE w."id" = d."claimedBy" AND w."lastTurnAt" > real_clock() - interval '3 s') END`;
}

/** Cancels what has not ended; what is `sending` is not tried again. Returns the ids of those cancelled. */
export async function withdraw(ctx: Context, ids: string[], now: Date): Promise<string[]> {
  const rows = await ctx.db.delivery.updateManyAndReturn({
    where: { id: { in: ids }, state: { in: ['due', 'claimed', 'sending'] } },
    data: { state: 'withdrawn', endedAt: now },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Locks those of `ids` that have not ended, in one order for everybody. */
export async function lockUnended(ctx: Context, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Delivery" WHERE "id" IN (${Prisma.join(ids)}) AND "state" IN ('due', 'claimed', 'sending') ORDER BY "id" FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Makes due at once what the same person would have got next about the same thing over another channel. */
export async function bringForward(
  ctx: Context,
  { subject, personId, createdAt }: Pick<SentMessage, 'subject' | 'personId' | 'createdAt'>,
): Promise<void> {
  if (!personId) return;
  await ctx.db.$executeRaw`
    UPDATE "Delivery" SET "dueAt" = clock() WHERE "id" = (
      SELECT "id" FROM "Delivery" WHERE "subjectKind" = ${subject.kind} AND "subjectId" = ${subject.id} AND "personId" = ${personId}
        AND "createdAt" = ${createdAt} AND "state" = 'due' AND "dueAt" > (SELECT clock()) ORDER BY "dueAt", "id" LIMIT 1 FOR UPDATE)`;
}

export async function byIds(ctx: Context, ids: string[]): Promise<Map<string, DeliveryView>> {
  const rows = await ctx.db.delivery.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, toView(row)]));
}

export async function byIdentity(ctx: Context, identity: string): Promise<SentMessage | null> {
  const row = await ctx.db.delivery.findUnique({ where: { identity } });
  return row && toSent(row);
}

/** Like `byIdentity`, and nobody else changes it until the transaction ends. */
export async function lockByIdentity(ctx: Context, identity: string): Promise<SentMessage | null> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Delivery" WHERE "identity" = ${identity} FOR UPDATE`;
  return byIdentity(ctx, identity);
}

/** What was sent to these people since then over a channel and to an address, the newest first. */
export async function sentTo(
  ctx: Context,
  { personIds, channel, address, since }: { personIds: string[]; channel: Outlet; address: string; since: Date },
): Promise<SentMessage[]> {
  const where = { personId: { in: personIds }, channel, address, createdAt: { gte: since } };
  const rows = await ctx.db.delivery.findMany({ where, orderBy: { createdAt: 'desc' }, take: 500 });
  return rows.map(toSent);
}

export async function saveReceipt(ctx: Context, id: string, { receipt, rank, at }: Kept): Promise<void> {
  await ctx.db.delivery.update({ where: { id }, data: { receipt, receiptRank: rank, receiptAt: at } });
}

export async function insertAttempt(ctx: Context, row: Attempted): Promise<void> {
  await ctx.db.deliveryAttempt.createMany({ data: [row], skipDuplicates: true });
}

/** A page of the list: rows with their attempts, and where the next one begins. */
export async function list(ctx: Context, { channel, state, cursor }: ListDeliveries, most: number) {
  const rows = await ctx.db.delivery.findMany({
    where: { ...(channel && { channel }), ...(state && { state: { in: statesListed[state] } }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: most + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  });
  const shown = rows.slice(0, most);
  const attempts = await ctx.db.deliveryAttempt.findMany({
    where: { deliveryId: { in: shown.map(({ id }) => id) } },
    orderBy: { number: 'asc' },
  });
  const items = shown.map((row) => listedView(row, attempts));
  return { items, nextCursor: rows.length > most ? (shown.at(-1)?.id ?? null) : null };
}

/** How each channel's last attempts went: what was sent last, and what has failed since for which no address is to blame. */
export async function channelRecords(ctx: Context, channels: readonly Channel[]): Promise<HealthRecord[]> {
  const rows = await ctx.db.$queryRaw<HealthRecord[]>`
    SELECT c."channel", s."at" AS "lastSentAt", f."failures", f."failingSince", f."lastError"
    FROM unnest(${[...channels]}::text[]) AS c("channel")
    LEFT JOIN LATERAL (
      SELECT a."at" FROM "DeliveryAttempt" a WHERE a."channel" = c."channel" AND a."state" = 'sent' ORDER BY a."at" DESC LIMIT 1
    ) s ON true
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "failures", min(a."at") AS "failingSince",
        (array_agg(a."reason" ORDER BY a."at" DESC))[1] AS "lastError"
      FROM "DeliveryAttempt" a WHERE a."channel" = c."channel" AND a."state" <> 'sent' AND NOT a."permanent"
        AND a."at" > COALESCE(s."at", '-infinity') AND a."at" > (SELECT clock()) - interval '7 days'
    ) f`;
  return rows;
}

/** What these messages are about, as they said it. */
export async function aboutOf(ctx: Context, ids: string[]): Promise<Map<string, Subject[]>> {
  const rows = await ctx.db.$queryRaw<{ id: string; about: About[] }[]>`
    SELECT "id", "message"->'about' AS "about" FROM "Delivery" WHERE "id" = ANY(${ids})`;
  return new Map(rows.map(({ id, about }) => [id, about.map(({ subject }) => subject)]));
}

/** Whether nothing that was due at `at` is still waiting or on its way. */
export async function isQuiet(ctx: Context, at: Date): Promise<boolean> {
  const [row] = await ctx.db.$queryRaw<{ quiet: boolean }[]>`
    SELECT NOT EXISTS (SELECT 1 FROM "Delivery" WHERE "state" IN ('due', 'claimed', 'sending') AND "dueAt" <= ${at}) AS "quiet"`;
  return row?.quiet ?? false;
}

/** How many seconds the oldest message that should have left by now is late; 0 when none is. */
export async function oldestDueSeconds(ctx: Context): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM clock() - min("dueAt"))::float8 AS "seconds"
    FROM "Delivery" WHERE "state" IN ('due', 'claimed', 'sending') AND "dueAt" <= (SELECT clock())`;
  return row?.seconds ?? 0;
}
