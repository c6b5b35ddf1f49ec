import type { Context } from '@/server/context';
import { authorize } from '@/server/policy/authorize';
import type { EventKind, TimelineEvent } from './event';
import * as store from './store';
import type { Subject } from './subject';

/** What happened to one thing, oldest first. The caller has authorised the thing itself. */
export const historyOf = (ctx: Context, subject: Subject, after?: string): Promise<TimelineEvent[]> =>
  store.ofSubject(ctx, subject, after);

/** A part of what happened to one thing, by when. The caller has authorised the thing itself. */
export const historyPart = (
  ctx: Context,
  subject: Subject,
  part: store.Part,
  without: readonly EventKind[],
): Promise<TimelineEvent[]> => store.part(ctx, subject, part, without);

/** How much of it there is. The caller has authorised the thing itself. */
export const historyCount = (ctx: Context, subject: Subject, without: readonly EventKind[]): Promise<number> =>
  store.count(ctx, subject, without);

/** Everything that happened, for admins: 200 at a time, `nextCursor` null at the end. */
export async function audit(
  ctx: Context,
  input: { since?: string | undefined },
): Promise<{ items: TimelineEvent[]; nextCursor: string | null }> {
  authorize(ctx.actor, 'audit.read');
  const items = await store.since(ctx, input.since ?? '0', 200);
  return { items, nextCursor: items.length === 200 ? (items.at(-1)?.id ?? null) : null };
}
