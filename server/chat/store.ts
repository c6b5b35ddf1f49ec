import type { Context } from '@/server/context';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { Post } from './post';
import type { Room } from './room';

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

type RoomRow = NonNullable<Awaited<ReturnType<Context['db']['slackRoom']['findFirst']>>>;

const toRoom = ({ subjectKind, subjectId, toldUpTo, ...row }: RoomRow): Room => ({
  ...row,
  subject: { kind: subjectKind as SubjectKind, id: subjectId },
  toldUpTo: toldUpTo.toString(),
});

const keyOf = ({ kind, id }: Subject) => ({ subjectKind_subjectId: { subjectKind: kind, subjectId: id } });

/** Leaves one that is there as it is. */
export async function insertRoom(ctx: Context, { kind, id }: Subject, name: string, now: Date): Promise<void> {
  const row = { subjectKind: kind, subjectId: id, name, createdAt: now, nextTryAt: now };
  await ctx.db.slackRoom.createMany({ data: [row], skipDuplicates: true });
}

export async function roomOf(ctx: Context, subject: Subject): Promise<Room | null> {
  const row = await ctx.db.slackRoom.findUnique({ where: keyOf(subject) });
  return row && toRoom(row);
}

export async function roomOfChannel(ctx: Context, channelId: string): Promise<Room | null> {
  const row = await ctx.db.slackRoom.findUnique({ where: { channelId } });
  return row && toRoom(row);
}

/** Those that Slack has not made yet and whose turn it is, the oldest first. */
export async function roomsToOpen(ctx: Context, now: Date, most: number): Promise<Room[]> {
  const where = { endedAt: null, channelId: null, nextTryAt: { lte: now } };
  return (await ctx.db.slackRoom.findMany({ where, orderBy: { createdAt: 'asc' }, take: most })).map(toRoom);
}

export async function openRooms(ctx: Context, kind: SubjectKind, most: number): Promise<Room[]> {
  const where = { endedAt: null, channelId: { not: null }, subjectKind: kind };
  return (await ctx.db.slackRoom.findMany({ where, orderBy: { createdAt: 'desc' }, take: most })).map(toRoom);
}

type RoomChange = Partial<Pick<Room, 'channelId' | 'topic' | 'invited' | 'tries' | 'error'>> & {
  nextTryAt?: Date;
  endedAt?: Date;
};

export async function changeRoom(ctx: Context, subject: Subject, change: RoomChange): Promise<void> {
  await ctx.db.slackRoom.update({ where: keyOf(subject), data: change });
}

/** Notes how far a room was told, if it stands where the caller read it; false when another was quicker. */
export async function toldRoom(ctx: Context, { subject, toldUpTo }: Room, next: string): Promise<boolean> {
  const where = { subjectKind: subject.kind, subjectId: subject.id, toldUpTo: BigInt(toldUpTo) };
  return (await ctx.db.slackRoom.updateMany({ where, data: { toldUpTo: BigInt(next) } })).count > 0;
}

/** False: Slack told us of it before. */
export async function firstHeard(ctx: Context, id: string, heardAt: Date): Promise<boolean> {
  return (await ctx.db.slackEvent.createMany({ data: [{ id, heardAt }], skipDuplicates: true })).count > 0;
}
