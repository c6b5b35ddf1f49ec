import { isAppError } from '@/server/errors';
import { shortNoticeMs, type TimeOff } from '@/server/rotation/conflict';
import type { PersonId } from '@/server/rotation/definition';
import { rolesOfSegments, type Shift } from '@/server/rotation/shifts';
import { conflictsOf } from './conflicts';
import { decidedEffect } from './decided-effect';
import { applied, changesOf, type Plan, sameChanges, shownEffect, spanOf } from './effect';
import { takersOf } from './offer';
import type { Change, Request, Terms } from './request';
import type { Clock } from './rest-hours';
import { circleIn, type Scene } from './scene';
import { ahead, turnHours, turnsWorth } from './share';
import type { RequestEffect, ShownShift } from './view';

/** What the effect of a request is judged by. */
export interface Surroundings {
  readonly plan: Plan;
  /** The rotation's version that the plan is of. */
  readonly version: number;
  readonly now: Date;
  readonly askedAt: Date;
  readonly timeOff: readonly TimeOff[];
  readonly clockOf: (id: PersonId) => Clock | undefined;
  readonly isReachable: (id: PersonId) => boolean;
  readonly tradesOf: ReadonlyMap<PersonId, number>;
}

const shown = ({ role, personId, from, to, source }: Shift): ShownShift => ({ role, personId, from, to, source });

/**
 * What a request does to the calendar as it is now. `agreed`: what those who said yes saw; where that is not what would
 * happen, it has moved. Throws `schedule-moved` and `not-possible` where two turns cannot be traded (any more).
 */
export function effectOf(terms: Terms, around: Surroundings, agreed?: readonly Change[]): RequestEffect {
  const { plan, now, askedAt, timeOff, clockOf, isReachable, tradesOf, version } = around;
  const changes = changesOf(plan, terms, now);
  const calendars = shownEffect(plan, terms, changes, now);
  const noticeMs = Math.max(0, spanOf(terms, changes).from.getTime() - askedAt.getTime());
  const roles = rolesOfSegments(plan.segments);
  return {
    window: calendars.window,
    before: calendars.before.shifts.map(shown),
    after: calendars.after.shifts.map(shown),
    changes,
    conflicts: conflictsOf({ shown: calendars, changes, roles, askedAt, timeOff, clockOf, isReachable }),
    people: sharesOf(terms, plan, changes, now, tradesOf),
    noticeSeconds: Math.floor(noticeMs / 1_000),
    short: noticeMs < shortNoticeMs,
    moved: agreed !== undefined && !sameChanges(agreed, changes),
    version,
  };
}

/**
 * The effect of an undecided request as one person sees it: whoever could take an open cover, as if they took it. One
 * that has become impossible shows what was asked, and that it has moved.
 */
export function seenEffect(
  request: Request,
  scene: Scene,
  around: Surroundings,
  viewerId: PersonId | null,
): RequestEffect {
  const { terms, changes } = request;
  const couldTake = viewerId !== null && takersOf(circleIn(scene, request), request).includes(viewerId);
  try {
    const effect = effectOf(terms, around, changes);
    if (terms.kind === 'swap' || terms.withId !== null || !couldTake) return effect;
    return { ...effectOf({ ...terms, withId: viewerId }, around), moved: effect.moved };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ...decidedEffect(request, scene.plan), moved: true };
  }
}

function sharesOf(
  terms: Terms,
  plan: Plan,
  changes: readonly Change[],
  now: Date,
  trades: ReadonlyMap<PersonId, number>,
): RequestEffect['people'] {
  const role = terms.kind === 'cover' ? terms.role : (rolesOfSegments(plan.segments)[0] ?? null);
  const length = turnHours(plan, now);
  const [before, after] = [ahead(plan, now), ahead(applied(plan, terms, now).plan, now)];
  const concerned = [terms.personId, terms.withId, ...changes.flatMap((each) => [each.fromPersonId, each.toPersonId])];
  return [...new Set(concerned.filter((id) => id !== null))].map((personId) => ({
    personId,
    turnsBefore: turnsWorth(before, personId, role, length),
    turnsAfter: turnsWorth(after, personId, role, length),
    tradesThisQuarter: trades.get(personId) ?? 0,
  }));
}
