import type { Context } from '@/server/context';
import { refusal } from '@/server/database-refusal';
import { AppError } from '@/server/errors';
import type { Source } from '@/server/rotation/piece';
import type { FeedView } from './feed';
import type { Passed, RecordedShift } from './record';

type Row = Awaited<ReturnType<Context['db']['shift']['findMany']>>[number];

export type StoredShift = RecordedShift & { rotationId: string };

const toShift = (row: Row): StoredShift => ({
  rotationId: row.rotationId,
  role: row.role,
  personId: row.personId,
  from: row.startsAt,
  to: row.endsAt,
  turnStartsAt: row.turnStartsAt,
  source: row.source as Source,
});

/** Recorded shifts that touch the span, by time. */
export async function recordedIn(
  ctx: Context,
  rotationIds: string[],
  span: { from: Date; to: Date },
): Promise<StoredShift[]> {
  const rows = await ctx.db.shift.findMany({
    where: { rotationId: { in: rotationIds }, startsAt: { lt: span.to }, endsAt: { gt: span.from } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toShift);
}

/** Recorded shifts that hold at an instant. */
export async function recordedAt(ctx: Context, rotationId: string, at: Date): Promise<StoredShift[]> {
  const rows = await ctx.db.shift.findMany({ where: { rotationId, startsAt: { lte: at }, endsAt: { gt: at } } });
  return rows.map(toShift);
}

/** Recorded shifts that end exactly at `endsAt`: those that may go on. */
export async function recordedUpTo(ctx: Context, rotationId: string, endsAt: Date): Promise<StoredShift[]> {
  const rows = await ctx.db.shift.findMany({ where: { rotationId, endsAt } });
  return rows.map(toShift);
}

/** Up to when the past of each rotation is on record. */
export async function recordMarks(ctx: Context, rotationIds: string[]): Promise<Map<string, Date>> {
  const rows = await ctx.db.shiftRecord.findMany({ where: { rotationId: { in: rotationIds } } });
  return new Map(rows.map(({ rotationId, recordedTo }) => [rotationId, recordedTo]));
}

/** Holds the record of a rotation until the transaction ends; begun at `start` where there is none. */
export async function lockRecord(ctx: Context, rotationId: string, start: Date): Promise<Date> {
  await ctx.db.$executeRaw`
    INSERT INTO "ShiftRecord" ("rotationId", "recordedTo") VALUES (${rotationId}, ${start}) ON CONFLICT DO NOTHING`;
  const [row] = await ctx.db.$queryRaw<{ recordedTo: Date }[]>`
    SELECT "recordedTo" FROM "ShiftRecord" WHERE "rotationId" = ${rotationId} FOR UPDATE`;
  return row?.recordedTo ?? start;
}

/** Throws `schedule-moved` where a recorded shift of the role is in the way: the record is never written over. */
export async function savePassed(ctx: Context, rotationId: string, passed: Passed): Promise<void> {
  try {
    for (const { shift, to } of passed.extended) {
      await ctx.db.shift.updateMany({
        where: { rotationId, role: shift.role, endsAt: shift.to },
        data: { endsAt: to },
      });
    }
    await ctx.db.shift.createMany({
      data: passed.added.map(({ role, personId, source, turnStartsAt, from, to }) => {
        return {
          id: crypto.randomUUID(),
          rotationId,
          role,
          personId,
          source,
          turnStartsAt,
          startsAt: from,
          endsAt: to,
        };
      }),
    });
    await ctx.db.shiftRecord.update({ where: { rotationId }, data: { recordedTo: passed.recordedUntil } });
  } catch (error) {
    if (refusal(error)?.sqlState !== '23P01') throw error;
    throw new AppError('schedule-moved', 'This time is on record already, with somebody else in the role', {
      cause: error,
    });
  }
}

// Addresses that calendars read

export type StoredFeed = Omit<FeedView, 'name'> & { personId: string };

type FeedRow = Awaited<ReturnType<Context['db']['feed']['findMany']>>[number];

const toFeed = ({ tokenHash: _, revokedAt: __, ...row }: FeedRow): StoredFeed => row;

/** Those of a person that are not revoked, oldest first. */
export async function feedsOf(ctx: Context, personId: string): Promise<StoredFeed[]> {
  const rows = await ctx.db.feed.findMany({
    where: { personId, revokedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toFeed);
}

export async function feedById(ctx: Context, id: string): Promise<StoredFeed | null> {
  const row = await ctx.db.feed.findFirst({ where: { id, revokedAt: null } });
  return row && toFeed(row);
}

export async function feedByHash(ctx: Context, tokenHash: string): Promise<StoredFeed | null> {
  const row = await ctx.db.feed.findFirst({ where: { tokenHash, revokedAt: null } });
  return row && toFeed(row);
}

type NewFeed = { id: string; personId: string; rotationId: string | null; tokenHash: string; createdAt: Date };

export const insertFeed = async (ctx: Context, feed: NewFeed): Promise<StoredFeed> =>
  toFeed(await ctx.db.feed.create({ data: feed }));

type FeedChange = { tokenHash?: string; replacedAt?: Date; lastFetchedAt?: null; revokedAt?: Date };

export const changeFeed = async (ctx: Context, id: string, change: FeedChange): Promise<StoredFeed> =>
  toFeed(await ctx.db.feed.update({ where: { id }, data: change }));

/** A calendar read it. At most a write a minute, however often it asks. */
export async function feedWasRead(ctx: Context, id: string): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Feed" SET "lastFetchedAt" = clock() WHERE "id" = ${id}
      AND ("lastFetchedAt" IS NULL OR "lastFetchedAt" NOT BETWEEN clock() - interval '1 minute' AND clock())`;
}

// What people were reminded of

/** Those of `reminders` that nobody has written before; they count as written when the transaction ends. */
export async function claimReminders<T extends { key: string; personId: string }>(
  ctx: Context,
  reminders: readonly T[],
  createdAt: Date,
): Promise<T[]> {
  if (reminders.length === 0) return [];
  const rows = await ctx.db.reminder.createManyAndReturn({
    data: reminders.map(({ key, personId }) => ({ key, personId, createdAt })),
    skipDuplicates: true,
  });
  const fresh = new Set(rows.map(({ key, personId }) => `${personId} ${key}`));
  return reminders.filter(({ key, personId }) => fresh.has(`${personId} ${key}`));
}

/** What names this installation for good. */
export async function installationName(ctx: Context): Promise<string> {
  return (await ctx.db.installation.findUniqueOrThrow({ where: { id: 1 } })).name;
}

/** How often each rotation was changed and when last: handoffs are no change of it. */
export async function changesOf(
  ctx: Context,
  rotationIds: string[],
): Promise<Map<string, { version: number; changedAt: Date }>> {
  const rows = await ctx.db.$queryRaw<{ rotationId: string; version: number; changedAt: Date }[]>`
    SELECT "subjectId" AS "rotationId", count(*)::int AS "version", max("at") AS "changedAt" FROM "TimelineEvent"
    WHERE "subjectKind" = 'rotation' AND "subjectId" = ANY(${rotationIds}) AND "kind" <> 'handed-off' GROUP BY "subjectId"`;
  return new Map(rows.map(({ rotationId, ...rest }) => [rotationId, rest]));
}
