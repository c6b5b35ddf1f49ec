import { type Context, inTransaction } from '@/server/context';
import * as delivery from '@/server/delivery/commands';
import { type Outcome, plainParcel } from '@/server/delivery/parcel';
import { env } from '@/server/env';
import type { Notice, Offer } from '@/server/outbound';
import { digest } from '@/server/secret';
import { listPeople } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { type Subject, subject } from '@/server/timeline/subject';
import { markOf, type Post, type Standing, standingNotice } from './post';
import { type Room, roomWaitSeconds } from './room';
import * as store from './store';

const dayMs = 86_400_000;

/**
 * Looks people up in Slack by their e-mail address, some at a time, each once a day. `find` answers Slack's id, or null
 * for an address that Slack does not know. For the worker. Returns how many it looked up.
 */
export async function matchPeople(
  ctx: Context,
  find: (email: string) => Promise<string | null>,
  most = 20,
): Promise<number> {
  const now = await ctx.now();
  const people = (await listPeople(ctx)).filter(({ active, demo }) => active && !demo);
  const due = (await store.unmatched(ctx, people, new Date(now.getTime() - dayMs))).slice(0, most);
  for (const { id, email } of due) {
    const slackId = await find(email);
    await store.saveMatch(ctx, { personId: id, email, slackId, checkedAt: now });
  }
  return due.length;
}

/** Remembers a page that Slack took, so that it follows what becomes of its alert. In the transaction that records it. */
export async function heardPost(
  ctx: Context,
  { state, channel, providerId, deliveryId, about }: Outcome,
): Promise<void> {
  const alert = about.find((one) => one.subject.kind === 'alert')?.subject;
  if (state !== 'sent' || channel !== 'slack' || !providerId || !alert) return;
  await store.insertPost(ctx, {
    deliveryId,
    subject: alert,
    post: providerId,
    said: 'open',
    createdAt: await ctx.now(),
  });
}

/** Brings a message up to date when its alert stands otherwise than it says. For the worker. True when it did. */
export async function follow(ctx: Context, post: Post, standing: Standing): Promise<boolean> {
  const said = markOf(standing);
  if (said === post.said) return false;
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const identity = delivery.identityOf('slack post', post.deliveryId, post.updateId, said);
    const [address = ''] = post.post.split(' ');
    const about = { subject: subject('delivery', post.deliveryId), teamId: null };
    const notice = standingNotice(standing);
    const to = { person: null, channel: 'slack' as const, address };
    const parcel = plainParcel(about, { ...to, identity, notice, priority: 3, now });
    const endedAt = standing.state === 'closed' ? now : null;
    if (!(await store.claimPost(ctx, post, { said, updateId: parcel.id, endedAt }))) return false;
    if (post.updateId) await delivery.withdraw(ctx, [post.updateId], now);
    await delivery.enqueue(ctx, now, [{ ...parcel, replaces: post.post }]);
    return true;
  });
}

/**
 * A word to one member of Slack alone, where they pressed a button, with what they may press next. `replyTo`: the
 * address Slack gave for it.
 */
export async function whisper(
  ctx: Context,
  { slackId, replyTo, text, offer }: { slackId: string; replyTo: string; text: string; offer?: Offer | undefined },
): Promise<void> {
  const now = await ctx.now();
  const id = crypto.randomUUID();
  const notice: Notice = { title: text, lines: [], facts: [], links: [], reason: '' };
  const about = { subject: subject('delivery', id), teamId: null };
  const to = { person: null, channel: 'slack' as const, address: slackId };
  const identity = digest(id).slice(0, 32);
  const parcel = plainParcel(about, { ...to, identity, notice, priority: 2, now });
  await delivery.enqueue(ctx, now, [{ ...parcel, id, secret: replyTo, offer: offer ?? null }]);
}

/** A channel is wanted for a thing: the worker opens it, so that nobody waits for Slack. In the caller's transaction. */
export async function wantRoom(ctx: Context, about: Subject, name: string, now: Date): Promise<void> {
  if (env.SLACK_BOT_TOKEN) await store.insertRoom(ctx, about, name, now);
}

/** Slack has made the channel. For the worker. */
export async function roomOpened(ctx: Context, room: Room, channelId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await store.changeRoom(ctx, room.subject, { channelId, error: null });
    const { name } = room;
    await tell(ctx, await ctx.now(), { subject: room.subject, teamId: null, kind: 'room-opened', data: { name } });
  });
}

/** Slack did not make it: it is asked again later, and the screen says why. For the worker. */
export async function roomHeldUp(ctx: Context, room: Room, error: string): Promise<void> {
  const tries = room.tries + 1;
  const nextTryAt = new Date((await ctx.now()).getTime() + roomWaitSeconds(tries) * 1_000);
  await store.changeRoom(ctx, room.subject, { tries, nextTryAt, error });
}

type Kept = { topic?: string; invited?: string[]; endedAt?: Date };

/** What Slack was told of a room. For the worker. */
export const keptRoom = (ctx: Context, room: Room, kept: Kept): Promise<void> =>
  store.changeRoom(ctx, room.subject, kept);

/**
 * Says in a room what happened since it was last told, as one message; `upTo`: the last event that was looked at, said
 * or not. False when another worker was quicker. For the worker.
 */
export async function tellRoom(ctx: Context, room: Room, upTo: string, notice: Notice | null): Promise<boolean> {
  const { subject: about, channelId } = room;
  if (!channelId) return false;
  return inTransaction(ctx, async (ctx) => {
    if (!(await store.toldRoom(ctx, room, upTo))) return false;
    if (!notice) return true;
    const now = await ctx.now();
    const identity = delivery.identityOf('room', about.kind, about.id, upTo);
    const to = { person: null, channel: 'slack' as const, address: channelId };
    // About itself: what becomes of it is no news of the thing, and must not be told in the room again.
    const parcel = plainParcel(
      { subject: subject('delivery', identity), teamId: null },
      { ...to, identity, notice, priority: 4, now },
    );
    await delivery.enqueue(ctx, now, [parcel]);
    return true;
  });
}

/** Whether an event of Slack's is new: it repeats itself when an answer was slow. For doors that checked its signature. */
export const firstHeard = async (ctx: Context, eventId: string): Promise<boolean> =>
  store.firstHeard(ctx, eventId, await ctx.now());
