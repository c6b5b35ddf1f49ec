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

export interface Ending {
  readonly happening: 'expired' | 'moved-away' | 'ended-early';
  readonly at: Date;
}

/**
 * What has become of a request by itself: nobody decided in time, the schedule moved away, or somebody ended its override
 * by hand while it ran. Null: nothing.
 */
export function endingOf(request: Request, plan: LaidPlan, now: Date): Ending | null {
  if (isPending(request) && request.from <= now) return { happening: 'expired', at: request.from };
  const laid = plan.overrides.find(({ id }) => id === request.overrideId);
  const running = request.state === 'in-effect' && request.endedAt === null;
  if (running && laid && laid.to <= now && laid.to < request.to) return { happening: 'ended-early', at: laid.to };
  return hasMoved(request, plan, now) ? { happening: 'moved-away', at: now } : null;
}

/** Throws `schedule-moved` where consent would be given to something else than what was asked. */
export function refuseMoved(request: Request, plan: LaidPlan, now: Date): void {
  if (!hasMoved(request, plan, now)) return;
  throw new AppError(
    'schedule-moved',
    'The schedule moved since this was asked: look at it as it is now, then ask again',
  );
}

/**
 * Throws `schedule-moved` where a warning has come up since the counterpart agreed, and `not-possible` where one is to be
 * decided with others at once (`inBulk`) and there is anything to look at. `warnings`: the kinds of conflicts as it is now.
 */
export function refuseUnseen({ conflictKinds }: Request, warnings: readonly string[], inBulk: boolean): void {
  if (inBulk && (warnings.length > 0 || conflictKinds.length > 0))
    throw new AppError('not-possible', 'It has warnings: open it and decide there');
  if (warnings.some((kind) => !conflictKinds.includes(kind)))
    throw new AppError('schedule-moved', 'There is something new to look at since this was accepted');
}
