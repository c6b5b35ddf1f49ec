import type { Context } from '@/server/context';
import type { Channel } from '@/server/outbound';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { AddressRequest, NewPage, StoredPage } from './page';

/** Leaves out what was paged before: the same subject, round, step, person and method is one page, whoever asks twice. */
export async function insertPages(ctx: Context, pages: NewPage[]): Promise<StoredPage[]> {
  if (pages.length === 0) return [];
  const rows = await ctx.db.page.createManyAndReturn({
    data: pages.map(({ subject, ...page }) => ({ ...page, subjectKind: subject.kind, subjectId: subject.id })),
    skipDuplicates: true,
  });
  return rows.map(toPage);
}

type PageRow = Awaited<ReturnType<Context['db']['page']['findMany']>>[number];
const toPage = ({ subjectKind, subjectId, channel, ...row }: PageRow): StoredPage => ({
  ...row,
  channel: channel as Channel,
  subject: { kind: subjectKind as SubjectKind, id: subjectId },
});

export async function pagesOf(ctx: Context, subject: Subject): Promise<StoredPage[]> {
  const rows = await ctx.db.page.findMany({
    where: { subjectKind: subject.kind, subjectId: subject.id },
    orderBy: [{ createdAt: 'asc' }, { round: 'asc' }, { step: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toPage);
}

export async function pagedAbout(
  ctx: Context,
  kind: SubjectKind,
  subjectIds: string[],
): Promise<{ subjectId: string; personId: string }[]> {
  return ctx.db.$queryRaw`
    SELECT DISTINCT "subjectId", "personId" FROM "Page"
    WHERE "subjectKind" = ${kind} AND "subjectId" = ANY(${subjectIds}) AND "personId" IS NOT NULL ORDER BY 1, 2`;
}

/** Which of these subjects a channel or a webhook was told of already, by the same step. */
export async function toldToPlace(
  ctx: Context,
  {
    subjects,
    round,
    step,
    channel,
    address,
  }: Pick<AddressRequest, 'subjects' | 'round' | 'step' | 'channel' | 'address'>,
): Promise<Set<string>> {
  const kind = subjects[0]?.subject.kind ?? '';
  const rows = await ctx.db.$queryRaw<{ subjectId: string }[]>`
    SELECT p."subjectId" FROM "Page" p JOIN "Delivery" d ON d."id" = p."deliveryId"
    WHERE p."subjectKind" = ${kind} AND p."subjectId" = ANY(${subjects.map(({ subject }) => subject.id)})
      AND p."round" = ${round} AND p."step" = ${step} AND p."personId" IS NULL
      AND d."channel" = ${channel} AND d."address" = ${address}`;
  return new Set(rows.map(({ subjectId }) => subjectId));
}

/** Marks the pages of these subjects, of one kind, as no longer wanted and returns the deliveries they lie in. */
export async function withdrawPages(ctx: Context, subjects: Subject[], now: Date): Promise<string[]> {
  const [first] = subjects;
  if (!first) return [];
  const rows = await ctx.db.page.updateManyAndReturn({
    where: { subjectKind: first.kind, subjectId: { in: subjects.map(({ id }) => id) }, withdrawnAt: null },
    data: { withdrawnAt: now },
    select: { deliveryId: true },
  });
  return [...new Set(rows.map(({ deliveryId }) => deliveryId))];
}

/** Those of `deliveryIds` in which a page of some subject is still wanted. */
export async function stillWanted(ctx: Context, deliveryIds: string[]): Promise<Set<string>> {
  const rows = await ctx.db.page.findMany({
    where: { deliveryId: { in: deliveryIds }, withdrawnAt: null },
    select: { deliveryId: true },
  });
  return new Set(rows.map(({ deliveryId }) => deliveryId));
}

/** Until the transaction's end whoever pages any of these people, or places, waits; in one order for everybody. */
export async function lockPaged(ctx: Context, names: string[]): Promise<void> {
  await ctx.db.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('pages of ' || "id", 0))::text FROM unnest(${[...names].sort()}::text[]) AS "id"`;
}

/** The subjects of every message in which a person has a page about this one, where their pages are still wanted. */
export async function toldTogether(ctx: Context, { kind, id }: Subject, personId: string): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ subjectId: string }[]>`
    SELECT DISTINCT o."subjectId" FROM "Page" p JOIN "Page" o ON o."deliveryId" = p."deliveryId"
    WHERE p."subjectKind" = ${kind} AND p."subjectId" = ${id} AND p."personId" = ${personId}
      AND o."subjectKind" = ${kind} AND o."withdrawnAt" IS NULL`;
  return rows.map(({ subjectId }) => subjectId);
}
