import type { Context } from '@/server/context';
import type { OwnTimeOff, TimeOffFeed } from './time-off';

type TimeOffRow = Awaited<ReturnType<Context['db']['timeOff']['findMany']>>[number];

const toTimeOff = ({ id, personId, startsAt, endsAt, note, source }: TimeOffRow): OwnTimeOff => {
  return { id, personId, from: startsAt, to: endsAt, note, source };
};

/** Of some people, as far as it touches the span; the first begins first. */
export async function timeOffIn(
  ctx: Context,
  personIds: readonly string[],
  span: { from: Date; to?: Date },
): Promise<OwnTimeOff[]> {
  const rows = await ctx.db.timeOff.findMany({
    where: {
      personId: { in: [...personIds] },
      endsAt: { gt: span.from },
      ...(span.to && { startsAt: { lt: span.to } }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toTimeOff);
}

export async function timeOffById(ctx: Context, id: string): Promise<OwnTimeOff | null> {
  const row = await ctx.db.timeOff.findUnique({ where: { id } });
  return row && toTimeOff(row);
}

export async function insertTimeOff(ctx: Context, { from, to, ...row }: OwnTimeOff, createdAt: Date): Promise<void> {
  await ctx.db.timeOff.create({ data: { ...row, startsAt: from, endsAt: to, createdAt } });
}

export const deleteTimeOff = async (ctx: Context, id: string): Promise<boolean> =>
  (await ctx.db.timeOff.deleteMany({ where: { id } })).count > 0;

export async function putTimeOffFeed(ctx: Context, personId: string, address: string | null, now: Date): Promise<void> {
  await ctx.db.timeOff.deleteMany({ where: { personId, source: 'feed' } });
  await ctx.db.timeOffFeed.deleteMany({ where: { personId } });
  if (address !== null) await ctx.db.timeOffFeed.create({ data: { personId, address, createdAt: now, dueAt: now } });
}

export async function timeOffFeedOf(ctx: Context, personId: string): Promise<TimeOffFeed | null> {
  return ctx.db.timeOffFeed.findUnique({ where: { personId }, select: { readAt: true, fault: true } });
}

type DueFeed = { personId: string; address: string };

/** A few that are due, of active people; nobody else takes them for the next hours. */
export const takeDueFeeds = (ctx: Context, now: Date): Promise<DueFeed[]> => ctx.db.$queryRaw`
  UPDATE "TimeOffFeed" SET "dueAt" = ${now}::timestamptz + interval '6 hours' WHERE "personId" IN (
    SELECT f."personId" FROM "TimeOffFeed" f JOIN "Person" p ON p."id" = f."personId"
    WHERE f."dueAt" <= ${now} AND p."deactivatedAt" IS NULL ORDER BY f."dueAt" LIMIT 5 FOR UPDATE OF f SKIP LOCKED)
  RETURNING "personId", "address"`;

/** What a feed said in place of what it said before, or why it said nothing; not if it was exchanged meanwhile. */
export async function keepRead(
  ctx: Context,
  { personId, address }: DueFeed,
  found: { from: Date; to: Date }[] | string,
  now: Date,
): Promise<void> {
  const change = typeof found === 'string' ? { fault: found } : { fault: null, readAt: now };
  const { count } = await ctx.db.timeOffFeed.updateMany({ where: { personId, address }, data: change });
  if (count === 0 || typeof found === 'string') return;
  await ctx.db.timeOff.deleteMany({ where: { personId, source: 'feed' } });
  await ctx.db.timeOff.createMany({
    data: found.map(({ from, to }) => {
      return { id: crypto.randomUUID(), personId, startsAt: from, endsAt: to, source: 'feed', createdAt: now };
    }),
  });
}
