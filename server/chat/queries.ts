import { holdersInSlack, provenInSlack } from '@/server/contact/queries';
import type { Context } from '@/server/context';
import { peopleByIds } from '@/server/team/queries';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { Post } from './post';
import type { Room } from './room';
import * as store from './store';

/**
 * Who a member of Slack is: whoever proved it with a code, else the one person whose present e-mail address Slack knows
 * them by. Null when nobody is linked, or several are. Internal, for doors that have checked Slack's signature.
 */
export async function personInSlack(ctx: Context, slackId: string): Promise<string | null> {
  const proven = await holdersInSlack(ctx, slackId);
  if (proven.length > 0) return proven.length === 1 ? (proven[0] ?? null) : null;
  const matches = await store.matchesOf(ctx, slackId);
  const people = await peopleByIds(
    ctx,
    matches.map(({ personId }) => personId),
  );
  const same = matches.filter(({ personId, email }) => people.get(personId)?.email === email);
  return same.length === 1 ? (same[0]?.personId ?? null) : null;
}

/** Slack's ids of these people; those that are not linked are left out. Internal, for the worker. */
export async function slackIdsOf(ctx: Context, personIds: string[]): Promise<Map<string, string>> {
  return new Map([...(await store.matchedIds(ctx, personIds)), ...(await provenInSlack(ctx, personIds))]);
}

/** More than are ever open at once: a storm makes bundles. */
const mostPosts = 500;

/** Messages in Slack whose subject has not ended. Internal, for the worker. */
export const openPosts = (ctx: Context, kind: SubjectKind): Promise<Post[]> => store.openPosts(ctx, kind, mostPosts);

/** The channel of one thing, where there is to be one. The caller has authorised the thing. */
export const roomOf = (ctx: Context, about: Subject): Promise<Room | null> => store.roomOf(ctx, about);

/** The room of a channel of Slack. Internal, for doors that have checked Slack's signature. */
export const roomOfChannel = (ctx: Context, channelId: string): Promise<Room | null> =>
  store.roomOfChannel(ctx, channelId);

/** Rooms that Slack is to be asked for now. Internal, for the worker. */
export const roomsToOpen = (ctx: Context, now: Date): Promise<Room[]> => store.roomsToOpen(ctx, now, 5);

/** Rooms that are there, of things that have not ended. Internal, for the worker. */
export const openRooms = (ctx: Context, kind: SubjectKind): Promise<Room[]> => store.openRooms(ctx, kind, 100);
