import type { PersonId } from '@/server/rotation/definition';
import type { Shift } from '@/server/rotation/shifts';
import { turnsBeginningIn } from '@/server/rotation/turn';
import { dateLabel } from '@/server/time/label';
import { overlaps, type Span } from '@/server/time/span';
import { applied, type Plan } from './effect';
import type { Terms } from './request';
import { type Clock, isAsleep, isAtWork } from './rest-hours';
import { ahead, shareMs, turnHours, turnsWorth } from './share';
import type { Candidate } from './view';

export interface Question {
  readonly terms: Terms;
  readonly span: Span;
  readonly plan: Plan;
  readonly now: Date;
  readonly takers: readonly (Clock & { readonly id: PersonId })[];
  /** Whatever is held in the span in any rotation of the team, and what was held in the last 26 weeks of this one. */
  readonly busy: readonly Shift[];
  readonly served: readonly Shift[];
  readonly timeOff: readonly (Span & { readonly personId: PersonId })[];
  readonly isReachable: (id: PersonId) => boolean;
}

/** Everybody of the team who could take it, best first: free and awake, reachable, served least. */
export function candidatesOf(question: Question): Candidate[] {
  const { terms, plan, now, takers } = question;
  const length = turnHours(plan, now);
  const before = ahead(plan, now);
  const sight = { from: new Date(now.getTime() + 1), to: new Date(now.getTime() + shareMs) };
  const turns = turnsBeginningIn(plan.segments, sight);
  return takers
    .filter(({ id }) => id !== terms.personId)
    .map((taker): Candidate => {
      const { id } = taker;
      const after = terms.kind === 'cover' ? ahead(applied(plan, { ...terms, withId: id }, now).plan, now) : before;
      const facts = factsOf(taker, question);
      return {
        personId: id,
        ...facts,
        turnsServed: turnsWorth(question.served, id, null, length),
        turnsAfter: turnsWorth(after, id, terms.kind === 'cover' ? terms.role : null, length),
        warnings: warningsOf(taker, facts, question),
        turns: turns.filter(({ personId }) => personId === id).map(({ from }) => from),
      };
    })
    .sort((a, b) => rank(b) - rank(a) || a.turnsServed - b.turnsServed || a.turnsAfter - b.turnsAfter);
}

type Facts = Pick<Candidate, 'free' | 'reachable' | 'inWorkingHours' | 'asleep' | 'timeOff'>;

function factsOf(taker: Question['takers'][number], { span, busy, timeOff, isReachable }: Question): Facts {
  return {
    free: !busy.some((shift) => shift.personId === taker.id && overlaps(shift, span)),
    reachable: isReachable(taker.id),
    inWorkingHours: isAtWork(span, taker),
    asleep: isAsleep(span, taker),
    timeOff: timeOff.some((off) => off.personId === taker.id && overlaps(off, span)),
  };
}

/** What weighs most comes first: away, busy, not reachable, asleep; then whether it is their working day. */
const rank = ({ timeOff, free, reachable, asleep, inWorkingHours }: Candidate): number =>
  (timeOff ? 0 : 16) + (free ? 8 : 0) + (reachable ? 4 : 0) + (asleep ? 0 : 2) + (inWorkingHours ? 1 : 0);

function warningsOf(taker: Question['takers'][number], facts: Facts, { span, busy, timeOff }: Question): string[] {
  const away = timeOff.find((off) => off.personId === taker.id && overlaps(off, span));
  const roles = busy.filter((shift) => shift.personId === taker.id && overlaps(shift, span)).map(({ role }) => role);
  return [
    ...(away ? [`Away from ${dateLabel(away.from, taker.timeZone)}`] : []),
    ...(facts.free ? [] : [`Holds ${[...new Set(roles)].join(' and ')} in that time`]),
    ...(facts.reachable ? [] : ['Has no working contact method']),
    ...(facts.asleep ? ['It is night for them'] : []),
  ];
}
