import { neighbouringSpan } from '@/server/oncall/whole-shift';
import type { PersonId, Trade } from '@/server/rotation/definition';
import type { Segment } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { type Revised, revise } from '@/server/rotation/revise';
import { type Schedule, type Shift, shifts } from '@/server/rotation/shifts';
import { type Turn, turnsBeginningIn } from '@/server/rotation/turn';
import { around, overlap, type Span, subtract } from '@/server/time/span';
import type { Change, Cover, Swap, Terms } from './request';

/** A rotation as it is, as far as a request needs to know. */
export interface Plan {
  readonly segments: readonly Segment[];
  readonly overrides: readonly Override[];
}

/** What putting a request into effect does to the plan: an override on top, or a trade in the queue. */
export interface Applied {
  readonly plan: Plan;
  readonly override: Override | null;
  readonly revised: Revised | null;
}

/**
 * The plan with the request in effect. One that lacks a taker, or the turn the taker gives, changes nothing yet. Throws
 * `schedule-moved` and `not-possible` where two turns cannot be traded (any more).
 */
export function applied(plan: Plan, terms: Terms, now: Date): Applied {
  if (terms.kind === 'cover') {
    const override = overrideOf(terms);
    if (!override) return { plan, override, revised: null };
    return { plan: { ...plan, overrides: [...plan.overrides, override] }, override, revised: null };
  }
  const trade = tradeOf(plan, terms);
  if (!trade) return { plan, override: null, revised: null };
  const revised = revise(plan.segments, trade, now);
  return { plan: { ...plan, segments: revised.segments }, override: null, revised };
}

const overrideOf = ({ role, personId, withId, from, to }: Cover): Override | null =>
  withId === null ? null : { role, personId: withId, replaces: personId, from, to };

/** The trade a swap stands for, in the layer in which the asker's turn is. */
export function tradeOf(plan: Plan, terms: Swap): ({ layer?: string | undefined } & Trade) | null {
  const { personId, turnStartsAt, withId, withTurnStartsAt } = terms;
  if (withId === null || withTurnStartsAt === null) return null;
  const layer = turnOf(plan.segments, personId, turnStartsAt)?.layer;
  return {
    kind: 'trade',
    personId,
    turnStartsAt: turnStartsAt.toISOString(),
    withPersonId: withId,
    withTurnStartsAt: withTurnStartsAt.toISOString(),
    ...(layer === undefined ? {} : { layer }),
  };
}

/** The same two turns given back. */
export const returned = (terms: Swap): Swap =>
  terms.withId === null ? terms : { ...terms, personId: terms.withId, withId: terms.personId };

/** A person's turn at the head that begins at an instant. */
export const turnOf = (segments: readonly Segment[], personId: PersonId, startsAt: Date): Turn | undefined =>
  turnsBeginningIn(segments, { from: startsAt, to: new Date(startsAt.getTime() + 1) }).find(
    (turn) => turn.personId === personId,
  );

/**
 * Whose time passes to whom, as the schedule is now: within the hours of a cover, or up to the end of the later of two
 * turns. Of an offer to everyone: the time that is offered, to nobody yet.
 */
export function changesOf(plan: Plan, terms: Terms, now: Date): Change[] {
  const { plan: after, revised } = applied(plan, terms, now);
  if (terms.kind === 'cover') {
    if (terms.withId === null) return offered(plan, terms.personId, terms, terms.role);
    return changesBetween(schedule(plan, terms), schedule(after, terms));
  }
  if (!revised) {
    const turn = turnOf(plan.segments, terms.personId, terms.turnStartsAt);
    return turn ? offered(plan, terms.personId, turn) : [];
  }
  const ends = [terms.turnStartsAt, terms.withTurnStartsAt].map((at) => endOfTurn(plan.segments, at));
  const span = { from: revised.effectiveFrom, to: new Date(Math.max(...ends)) };
  return changesBetween(schedule(plan, span), schedule(after, span));
}

function endOfTurn(segments: readonly Segment[], startsAt: Date | null): number {
  if (startsAt === null) return 0;
  const [turn] = turnsBeginningIn(segments, { from: startsAt, to: new Date(startsAt.getTime() + 1) });
  return (turn?.to ?? startsAt).getTime();
}

const schedule = ({ segments, overrides }: Plan, { from, to }: Span): Schedule =>
  shifts({ segments, overrides, span: { from, to } });

const offered = (plan: Plan, personId: PersonId, span: Span, role?: string): Change[] =>
  joined(
    schedule(plan, span)
      .shifts.filter((shift) => shift.personId === personId && (role === undefined || shift.role === role))
      .map((shift) => ({ role: shift.role, from: shift.from, to: shift.to, fromPersonId: personId, toPersonId: null })),
  );

/** Where two schedules of the same time differ, by role and then by time; touching stretches of the same are one. */
export function changesBetween(before: Schedule, after: Schedule): Change[] {
  const roles = [...new Set([...before.shifts, ...after.shifts].map(({ role }) => role))];
  return roles.flatMap((role) => {
    const [old, next] = [before, after].map(({ shifts: all }) => all.filter((shift) => shift.role === role));
    return joined(differences(role, old ?? [], next ?? []));
  });
}

function differences(role: string, old: readonly Shift[], next: readonly Shift[]): Change[] {
  const passed = old.flatMap((was) =>
    next.flatMap((is) => {
      const span = was.personId === is.personId ? null : overlap(was, is);
      return span ? [{ role, ...span, fromPersonId: was.personId, toPersonId: is.personId }] : [];
    }),
  );
  const lost = old.flatMap((was) =>
    subtract([was], next).map((span) => ({ role, ...span, fromPersonId: was.personId, toPersonId: null })),
  );
  const gained = next.flatMap((is) =>
    subtract([is], old).map((span) => ({ role, ...span, fromPersonId: null, toPersonId: is.personId })),
  );
  return [...passed, ...lost, ...gained];
}

function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  for (const change of [...changes].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = result.findLast(({ role }) => role === change.role);
    const goesOn =
      last?.to.getTime() === change.from.getTime() &&
      last.fromPersonId === change.fromPersonId &&
      last.toPersonId === change.toPersonId;
    if (last && goesOn) result[result.indexOf(last)] = { ...last, to: change.to };
    else result.push(change);
  }
  return result;
}

/** Whether two lists tell of the same time passing between the same hands. */
export const sameChanges = (a: readonly Change[], b: readonly Change[]): boolean => written(a) === written(b);

const written = (changes: readonly Change[]): string =>
  changes
    .map(({ role, from, to, fromPersonId, toPersonId }) =>
      JSON.stringify([from.getTime(), role, to.getTime(), fromPersonId, toPersonId]),
    )
    .sort()
    .join('\n');

/** The changed time of a request: the hours of a cover, or from the first changed instant to the end of the later turn. */
export function spanOf(terms: Terms, changes: readonly Change[]): Span {
  if (terms.kind === 'cover') return { from: terms.from, to: terms.to };
  const starts = [terms.turnStartsAt, ...changes.map(({ from }) => from)].map((at) => at.getTime());
  return {
    from: new Date(Math.min(...starts)),
    to: new Date(Math.max(...changes.map(({ to }) => to.getTime()))),
  };
}

export interface Shown {
  readonly window: Span;
  readonly before: Schedule;
  readonly after: Schedule;
}

/** Both calendars over the changed time and the whole shifts next to it, as they are now and as they would be. */
export function shownEffect(plan: Plan, terms: Terms, changes: readonly Change[], now: Date): Shown {
  const { plan: after } = applied(plan, terms, now);
  const span = spanOf(terms, changes);
  const window = around(span, [neighbouringSpan({ ...plan, span }), neighbouringSpan({ ...after, span })]);
  return { window, before: schedule(plan, window), after: schedule(after, window) };
}
