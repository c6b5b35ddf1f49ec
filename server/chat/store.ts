import type { Context } from '@/server/context';
import type { SubjectKind } from '@/server/timeline/subject';
import type { Post } from './post';

/** Those of `people` whose place in Slack was never looked up, was under another address, or was before `since`. */
export async function unmatched<P extends { id: string; email: string }>(
  ctx: Context,
  people: P[],
  since: Date,
): Promise<P[]> {
  const rows = await ctx.db.slackUser.findMany({ where: { personId: { in: people.map(({ id }) => id) } } });
  const fresh = new Set(
    rows.filter(({ checkedAt }) => checkedAt > since).map(({ personId, email }) => `${personId} ${email}`),
  );
  return people.filter(({ id, email }) => !fresh.has(`${id} ${email}`));
}

type Match = { personId: string; email: string; slackId: string | null; checkedAt: Date };

export async function saveMatch(ctx: Context, { personId, ...match }: Match): Promise<void> {
  await ctx.db.slackUser.upsert({ where: { personId }, create: { personId, ...match }, update: match });
}

export async function matchesOf(ctx: Context, slackId: string): Promise<{ personId: string; email: string }[]> {
  return ctx.db.slackUser.findMany({ where: { slackId }, select: { personId: true, email: true } });
}

export async function matchedIds(ctx: Context, personIds: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.slackUser.findMany({ where: { personId: { in: personIds }, slackId: { not: null } } });
  return new Map(rows.map(({ personId, slackId }) => [personId, slackId ?? '']));
}

type NewPost = Omit<Post, 'updateId'> & { createdAt: Date };

export async function insertPost(ctx: Context, { subject, ...post }: NewPost): Promise<void> {
  const row = { ...post, subjectKind: subject.kind, subjectId: subject.id };
  await ctx.db.slackPost.createMany({ data: [row], skipDuplicates: true });
}

/** Messages whose subject has not ended, the newest first. */
export async function openPosts(ctx: Context, kind: SubjectKind, most: number): Promise<Post[]> {
  const rows = await ctx.db.slackPost.findMany({
    where: { endedAt: null, subjectKind: kind },
    orderBy: { createdAt: 'desc' },
    take: most,
  });
  return rows.map(({ deliveryId, subjectId: id, post, said, updateId }) => {
    return { deliveryId, subject: { kind, id }, post, said, updateId };
  });
}

/** Notes what a message is going to say, if it still says what the caller read; false when another was quicker. */
export async function claimPost(
  ctx: Context,
  { deliveryId, said }: Post,
  next: { said: string; updateId: string; endedAt: Date | null },
): Promise<boolean> {
  const { count } = await ctx.db.slackPost.updateMany({ where: { deliveryId, said }, data: next });
  return count > 0;
}
