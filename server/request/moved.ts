import { AppError, isAppError } from '@/server/errors';
import type { LaidOverride } from '@/server/rotation/override';
import { clip } from '@/server/time/span';
import { changesOf, type Plan, sameChanges } from './effect';
import { isPending, type Request } from './request';
import { holdsAny } from './stops';

type LaidPlan = Pick<Plan, 'segments'> & { readonly overrides: readonly LaidOverride[] };

/**
 * Whether the schedule has moved under a request. Undecided: it would do something else than what was asked. A cover in
 * effect: nothing is left of the time ahead that it takes, or somebody took it off the rotation. A swap in effect goes
 * with the queue, whose changes are confirmed by people who see what they do.
 */
function hasMoved(request: Request, plan: LaidPlan, now: Date): boolean {
  const { terms, state, from, to, changes, overrideId } = request;
  if (isPending(request)) return from > now && !wouldDoAsAsked(request, plan, now);
  if (state !== 'in-effect' || terms.kind === 'swap' || request.endedAt !== null || to <= now) return false;
  const ahead = { ...terms, from: from > now ? from : now };
  if (clip(changes, ahead).length === 0) return false;
  const at = plan.overrides.findIndex(({ id }) => id === overrideId);
  // Whatever lies on top of it may have taken the time on: it rests on what lies below.
  return at < 0 || !holdsAny({ ...plan, overrides: plan.overrides.slice(0, at) }, ahead);
}

function wouldDoAsAsked({ terms, changes }: Request, plan: Plan, now: Date): boolean {
  try {
    return sameChanges(changes, changesOf(plan, terms, now));
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

/** What has become of a request by itself: nobody decided in time, or the schedule moved away. Null: nothing. */
export function endingOf(request: Request, plan: LaidPlan, now: Date): 'expired' | 'moved-away' | null {
  if (isPending(request) && request.from <= now) return 'expired';
  return hasMoved(request, plan, now) ? 'moved-away' : null;
}

/** Throws `schedule-moved` where consent would be given to something else than what was asked. */
export function refuseMoved(request: Request, plan: LaidPlan, now: Date): void {
  if (!hasMoved(request, plan, now)) return;
  throw new AppError(
    'schedule-moved',
    'The schedule moved since this was asked: look at it as it is now, then ask again',
  );
}
