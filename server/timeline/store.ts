import { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import type { EventKind, NewEvent, TimelineEvent } from './event';
import type { Subject, SubjectKind } from './subject';

type Row = Awaited<ReturnType<Context['db']['timelineEvent']['findMany']>>[number];

const toEvent = (row: Row): TimelineEvent => ({
  id: row.id.toString(),
  at: row.at,
  subject: { kind: row.subjectKind as SubjectKind, id: row.subjectId },
  teamId: row.teamId,
  kind: row.kind as EventKind,
  actor: { kind: row.actorKind, id: row.actorId },
  data: row.data as Record<string, unknown>,
});

type Told = { at: Date; actorKind: string; actorId: string | null; requestId: string };

/** One statement for all, written by hand: a storm tells of many at once, and the client's own way costs most of their time. */
export async function append(
  ctx: Context,
  events: NewEvent[],
  { at, actorKind, actorId, requestId }: Told,
): Promise<void> {
  if (events.length === 0) return;
  const list = events.map(({ subject, teamId, kind, data }) => ({
    subjectKind: subject.kind,
    subjectId: subject.id,
    teamId,
    kind,
    data: data ?? {},
  }));
  await ctx.db.$executeRaw`
    INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "teamId", "kind", "actorKind", "actorId", "data", "requestId")
    SELECT ${at}, "subjectKind", "subjectId", "teamId", "kind", ${actorKind}, ${actorId}, "data", ${requestId}
    FROM jsonb_to_recordset(${JSON.stringify(list)}::jsonb) AS e("subjectKind" text, "subjectId" text, "teamId" text, "kind" text, "data" jsonb)`;
}

/** Oldest first. `after`: the id of the last event already seen. */
export async function ofSubject(
  ctx: Context,
  { kind, id }: Subject,
  after = '0',
  most = 500,
): Promise<TimelineEvent[]> {
  const rows = await ctx.db.timelineEvent.findMany({
    where: { subjectKind: kind, subjectId: id, id: { gt: BigInt(after) } },
    orderBy: { id: 'asc' },
    take: most,
  });
  return rows.map(toEvent);
}

export async function since(ctx: Context, after: string, most: number): Promise<TimelineEvent[]> {
  const rows = await ctx.db.timelineEvent.findMany({
    where: { id: { gt: BigInt(after) } },
    orderBy: { id: 'asc' },
    take: most,
  });
  return rows.map(toEvent);
}

/** `from` is left out itself; without one the part begins at that end. `most` null: all. */
export type Part = { order: 'earlier' | 'later'; from: { at: Date; id: string } | null; most: number | null };

/** A part of what happened to one thing, by when and in the order asked for, without what is of these kinds. */
export async function part(
  ctx: Context,
  { kind, id }: Subject,
  { order, from, most }: Part,
  without: readonly EventKind[],
): Promise<TimelineEvent[]> {
  const sign = Prisma.raw(order === 'earlier' ? '<' : '>');
  const way = Prisma.raw(order === 'earlier' ? 'DESC' : 'ASC');
  const beyond = from
    ? Prisma.sql`("at", "id") ${sign} (${from.at}::timestamptz, ${from.id}::bigint)`
    : Prisma.sql`true`;
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT * FROM "TimelineEvent" WHERE "subjectKind" = ${kind} AND "subjectId" = ${id}
      AND "kind" <> ALL(${[...without]}::text[]) AND ${beyond}
    ORDER BY "at" ${way}, "id" ${way} LIMIT ${most}::int`;
  return rows.map(toEvent);
}

export const count = (ctx: Context, { kind, id }: Subject, without: readonly EventKind[]): Promise<number> =>
  ctx.db.timelineEvent.count({ where: { subjectKind: kind, subjectId: id, kind: { notIn: [...without] } } });
