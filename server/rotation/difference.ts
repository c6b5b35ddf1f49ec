import { clip, merge, type Span, subtract } from '@/server/time/span';
import { addDays } from '@/server/time/wall-clock';
import { type Conflict, newConflicts, type TimeOff } from './conflict';
import type { PersonId } from './definition';
import type { Segment } from './history';
import type { Override } from './override';
import { rolesOfSegments, type Schedule, type Shift, shifts } from './shifts';

/** A rotation as it is, or as it would be. */
export interface Plan {
  readonly segments: readonly Segment[];
  readonly overrides: readonly Override[];
}

export interface DifferenceQuestion {
  readonly before: Plan;
  readonly after: Plan;
  /** Where the change begins. */
  readonly from: Date;
  /** How many weeks from there are compared; twelve when left out. */
  readonly weeks?: number | undefined;
  /** The zone of the handoffs: weeks are its weeks. */
  readonly zone: string;
  readonly now: Date;
  readonly publishedUntil: Date;
  /** What Baton knows of people's time off. */
  readonly timeOff?: readonly TimeOff[] | undefined;
}

export interface WeekDifference extends Span {
  readonly before: Shift[];
  readonly after: Shift[];
  readonly changed: boolean;
}

/** Somebody whose time on call differs. */
export interface Affected {
  readonly personId: PersonId;
  readonly gained: readonly RoleSpan[];
  readonly lost: readonly RoleSpan[];
  readonly firstChange: Date;
  /** Whole days from now to the first change. */
  readonly noticeDays: number;
  /** A published week of theirs changes. */
  readonly published: boolean;
}

export interface RoleSpan extends Span {
  readonly role: string;
}

export interface Difference {
  readonly before: Schedule;
  readonly after: Schedule;
  readonly weeks: WeekDifference[];
  readonly affected: Affected[];
  readonly conflicts: Conflict[];
}

const dayMs = 86_400_000;

/**
 * What a change would do, week by week: who gains and who loses which time, how short the notice is, and which
 * conflicts there would be that there are not today. Times are compared, not rows: an unchanged week is unchanged.
 */
export function differenceBetween(question: DifferenceQuestion): Difference {
  const { from, zone, now, weeks: count = 12 } = question;
  const span = { from, to: addDays(from, 7 * count, zone) };
  const before = shifts({ ...question.before, span });
  const after = shifts({ ...question.after, span });
  const weeks = Array.from({ length: count }, (_, i) => {
    const week = { from: addDays(from, 7 * i, zone), to: addDays(from, 7 * (i + 1), zone) };
    const [old, next] = [clip(before.shifts, week), clip(after.shifts, week)];
    return { ...week, before: old, after: next, changed: fingerprint(old) !== fingerprint(next) };
  });
  const affected = affectedBy(before, after, question);
  const roles = rolesOfSegments(question.after.segments);
  const conflicts = newConflicts({ before, after, roles, affected, now, timeOff: question.timeOff ?? [] });
  return { before, after, weeks, affected, conflicts };
}

const fingerprint = (list: readonly Shift[]): string =>
  list.map(({ role, personId, from, to }) => `${role} ${personId} ${from.getTime()} ${to.getTime()}`).join('\n');

function affectedBy(before: Schedule, after: Schedule, { now, publishedUntil }: DifferenceQuestion): Affected[] {
  const people = new Set([...before.shifts, ...after.shifts].map((shift) => shift.personId));
  const found = [...people].flatMap((personId): Affected[] => {
    const gained = timeOnlyIn(after.shifts, before.shifts, personId);
    const lost = timeOnlyIn(before.shifts, after.shifts, personId);
    const [first] = [...gained, ...lost].sort((a, b) => a.from.getTime() - b.from.getTime());
    if (!first) return [];
    const noticeDays = Math.max(0, Math.floor((first.from.getTime() - now.getTime()) / dayMs));
    const published = first.from < publishedUntil;
    return [{ personId, gained, lost, firstChange: first.from, noticeDays, published }];
  });
  return found.sort((a, b) => a.firstChange.getTime() - b.firstChange.getTime());
}

/** A person's time in one list of shifts that the other does not give them, role by role. */
function timeOnlyIn(list: readonly Shift[], other: readonly Shift[], personId: PersonId): RoleSpan[] {
  const own = list.filter((shift) => shift.personId === personId);
  const theirs = other.filter((shift) => shift.personId === personId);
  const spans = [...new Set(own.map((shift) => shift.role))].flatMap((role) => {
    const inRole = (shift: Shift): boolean => shift.role === role;
    return subtract(merge(own.filter(inRole)), theirs.filter(inRole)).map((span) => ({ role, ...span }));
  });
  return spans.sort((a, b) => a.from.getTime() - b.from.getTime());
}
