import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { ReviewState } from './lifecycle';
import type { Section, SectionTemplate } from './section';

export type Review = {
  id: string;
  incidentId: string;
  teamId: string;
  state: ReviewState;
  dueOn: string;
  timeZone: string;
  meetingAt: Date | null;
  createdAt: Date;
  doneAt: Date | null;
  doneById: string | null;
  reopenReason: string | null;
};

type Row = Awaited<ReturnType<Context['db']['review']['findMany']>>[number];

const toReview = ({ demo: _, dueOn, ...row }: Row): Review => ({
  ...row,
  state: row.state as ReviewState,
  dueOn: dueOn.toISOString().slice(0, 10),
});

const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

export async function byIds(ctx: Context, ids: string[]): Promise<Review[]> {
  return (await ctx.db.review.findMany({ where: { id: { in: ids } } })).map(toReview);
}

export async function ofIncidents(ctx: Context, incidentIds: string[]): Promise<Review[]> {
  return (await ctx.db.review.findMany({ where: { incidentId: { in: incidentIds } } })).map(toReview);
}

export async function list(ctx: Context, teams: TeamScope[] | null): Promise<Review[]> {
  const rows = await ctx.db.review.findMany({
    where: { ...(teams && { teamId: { in: teams } }) },
    orderBy: { createdAt: 'desc' },
    take: 200,
  });
  return rows.map(toReview);
}

export async function lock(ctx: Context, id: string): Promise<Review | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Review" WHERE "id" = ${id} FOR UPDATE`;
  return (await byIds(ctx, [id]))[0];
}

/** The review of an incident that was stored, or the one that is there already. */
export async function insert(ctx: Context, row: Review): Promise<Review> {
  const { count } = await ctx.db.review.createMany({
    data: [{ ...row, dueOn: asDate(row.dueOn) }],
    skipDuplicates: true,
  });
  const [found] = count > 0 ? [row] : await ofIncidents(ctx, [row.incidentId]);
  return found ?? row;
}

export async function save(ctx: Context, id: string, { dueOn, ...change }: Partial<Review>): Promise<void> {
  await ctx.db.review.update({ where: { id }, data: { ...change, ...(dueOn && { dueOn: asDate(dueOn) }) } });
}

export const sectionsOf = (ctx: Context, reviewId: string): Promise<Section[]> =>
  ctx.db.reviewSection.findMany({
    where: { reviewId },
    omit: { reviewId: true, position: true },
    orderBy: { position: 'asc' },
  });

export async function insertSections(ctx: Context, reviewId: string, sections: readonly Section[]): Promise<void> {
  await ctx.db.reviewSection.createMany({ data: sections.map((one, position) => ({ reviewId, position, ...one })) });
  await ctx.db.reviewSectionVersion.createMany({
    data: sections.map(({ key, version, text, changedAt }) => ({ reviewId, key, version, text, at: changedAt })),
  });
}

export async function lockSection(ctx: Context, reviewId: string, key: string): Promise<Section | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "ReviewSection" WHERE "reviewId" = ${reviewId} AND "key" = ${key} FOR UPDATE`;
  const row = await ctx.db.reviewSection.findUnique({
    where: { reviewId_key: { reviewId, key } },
    omit: { reviewId: true, position: true },
  });
  return row ?? undefined;
}

type Saved = { reviewId: string; key: string; version: number; text: string; at: Date; personId: string | null };

export async function saveSection(ctx: Context, { reviewId, key, version, text, at, personId }: Saved): Promise<void> {
  await ctx.db.reviewSection.update({
    where: { reviewId_key: { reviewId, key } },
    data: { text, version, changedAt: at },
  });
  await ctx.db.reviewSectionVersion.create({ data: { reviewId, key, version, text, at, personId } });
}

export async function versionText(
  ctx: Context,
  reviewId: string,
  key: string,
  version: number,
): Promise<string | null> {
  const where = { reviewId_key_version: { reviewId, key, version } };
  return (await ctx.db.reviewSectionVersion.findUnique({ where, select: { text: true } }))?.text ?? null;
}

export const versionsOf = (
  ctx: Context,
  reviewId: string,
  key: string,
): Promise<Omit<Saved, 'text' | 'reviewId' | 'key'>[]> =>
  ctx.db.reviewSectionVersion.findMany({
    where: { reviewId, key },
    select: { version: true, at: true, personId: true },
    orderBy: { version: 'desc' },
    take: 200,
  });

export type Reviewer = { personId: string; approvedAt: Date | null };

export const reviewersOf = (ctx: Context, reviewId: string): Promise<Reviewer[]> =>
  ctx.db.reviewReviewer.findMany({ where: { reviewId }, omit: { reviewId: true } });

export async function setReviewers(ctx: Context, reviewId: string, personIds: string[]): Promise<void> {
  await ctx.db.reviewReviewer.deleteMany({ where: { reviewId, personId: { notIn: personIds } } });
  await ctx.db.reviewReviewer.createMany({
    data: personIds.map((personId) => ({ reviewId, personId })),
    skipDuplicates: true,
  });
}

export async function approve(ctx: Context, reviewId: string, personId: string, approvedAt: Date): Promise<boolean> {
  return (await ctx.db.reviewReviewer.updateMany({ where: { reviewId, personId }, data: { approvedAt } })).count > 0;
}

export type Comment = {
  id: string;
  reviewId: string;
  sectionKey: string | null;
  text: string;
  personId: string;
  at: Date;
  settledAt: Date | null;
};

export const commentsOf = (ctx: Context, reviewId: string): Promise<Comment[]> =>
  ctx.db.reviewComment.findMany({ where: { reviewId }, orderBy: { at: 'asc' } });

export const commentById = (ctx: Context, id: string): Promise<Comment | null> =>
  ctx.db.reviewComment.findUnique({ where: { id } });

export async function insertComment(ctx: Context, comment: Comment): Promise<void> {
  await ctx.db.reviewComment.create({ data: comment });
}

export async function settleComment(ctx: Context, id: string, settledAt: Date | null): Promise<void> {
  await ctx.db.reviewComment.update({ where: { id }, data: { settledAt } });
}

export type Share = {
  id: string;
  reviewId: string;
  createdAt: Date;
  createdById: string;
  expiresAt: Date;
  revokedAt: Date | null;
};

const hidden = { tokenHash: true } as const;

export const sharesOf = (ctx: Context, reviewId: string): Promise<Share[]> =>
  ctx.db.reviewShare.findMany({ where: { reviewId }, omit: hidden, orderBy: { createdAt: 'desc' } });

export const shareById = (ctx: Context, id: string): Promise<Share | null> =>
  ctx.db.reviewShare.findUnique({ where: { id }, omit: hidden });

export const shareByHash = (ctx: Context, tokenHash: string): Promise<Share | null> =>
  ctx.db.reviewShare.findUnique({ where: { tokenHash }, omit: hidden });

export async function insertShare(ctx: Context, share: Share & { tokenHash: string }): Promise<void> {
  await ctx.db.reviewShare.create({ data: share });
}

export async function revokeShare(ctx: Context, id: string, revokedAt: Date): Promise<void> {
  await ctx.db.reviewShare.update({ where: { id }, data: { revokedAt } });
}

export async function template(ctx: Context): Promise<{ sections: SectionTemplate[]; changedAt: Date } | null> {
  const row = await ctx.db.reviewTemplate.findUnique({ where: { id: 1 } });
  return row ? { sections: row.sections as SectionTemplate[], changedAt: row.changedAt } : null;
}

/** Those who change the template go one after the other, also while there is no row yet. */
export async function lockTemplate(ctx: Context): Promise<void> {
  await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('review.template'))`;
}

export async function saveTemplate(ctx: Context, sections: SectionTemplate[], changedAt: Date): Promise<void> {
  const row = { sections, changedAt };
  await ctx.db.reviewTemplate.upsert({ where: { id: 1 }, create: { id: 1, ...row }, update: row });
}

export async function forgetTemplate(ctx: Context): Promise<void> {
  await ctx.db.reviewTemplate.deleteMany({ where: { id: 1 } });
}
