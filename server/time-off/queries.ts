import type { Context } from '@/server/context';
import { authorize } from '@/server/policy/authorize';
import * as store from './store';
import type { OwnTimeOff, TimeOff, TimeOffFeed } from './time-off';

/** When people are away, without why. The caller has authorised the people. */
export async function timeOffOf(
  ctx: Context,
  personIds: readonly string[],
  span: { from: Date; to: Date },
): Promise<TimeOff[]> {
  const found = personIds.length === 0 ? [] : await store.timeOffIn(ctx, personIds, span);
  return found.map(({ personId, from, to }) => ({ personId, from, to }));
}

/** One's own time off from now on, with the notes; for the person and admins. */
export async function listTimeOff(ctx: Context, { personId }: { personId: string }): Promise<OwnTimeOff[]> {
  authorize(ctx.actor, 'time-off.view', { personId });
  return store.timeOffIn(ctx, [personId], { from: await ctx.now() });
}

/** How reading one's calendar of absences went; null: there is none. */
export async function timeOffFeedState(ctx: Context, { personId }: { personId: string }): Promise<TimeOffFeed | null> {
  authorize(ctx.actor, 'time-off.view', { personId });
  return store.timeOffFeedOf(ctx, personId);
}
