import type { PersonId } from '@/server/rotation/definition';
import type { Shift } from '@/server/rotation/shifts';
import type { Person } from '@/server/team/person';
import type { Span } from '@/server/time/span';
import { addDays } from '@/server/time/wall-clock';
import { lastWorkingMorning, nextWorkingMoment, type WorkingHours } from '@/server/time/working-hours';

/** One person's time in one role within one turn, as a whole, whatever others cover in the middle of it. */
export interface HeldTurn {
  readonly rotationId: string;
  readonly role: string;
  /** The first role of the rotation: whose week one prepares for. */
  readonly isPrimary: boolean;
  readonly personId: PersonId;
  readonly turnStartsAt: Date;
  readonly from: Date;
  readonly to: Date;
  /** The same person held the role right before, or holds it right after. */
  readonly goesOnFromBefore: boolean;
  readonly goesOnAfter: boolean;
}

export type ReminderKind = 'week-before' | 'day-before' | 'start' | 'end';

export interface Reminder {
  readonly kind: ReminderKind;
  /** The same whenever it is computed: who was reminded once is not reminded again. */
  readonly key: string;
  readonly turn: HeldTurn;
  /** Within the person's working hours. */
  readonly dueAt: Date;
  /** From here on it would tell old news. */
  readonly expiresAt: Date;
}

interface Seen {
  readonly rotationId: string;
  /** The rotation's first. */
  readonly primaryRole: string | undefined;
  /** All of the rotation's in this time; those at its edges may be cut. */
  readonly shifts: readonly Shift[];
  readonly span: Span;
}

/** Shifts as turns; those that are not seen whole are left out. */
export function heldTurns({ rotationId, primaryRole, shifts, span }: Seen): HeldTurn[] {
  const turns = new Map<string, Shift & { from: Date; to: Date }>();
  for (const shift of shifts) {
    const key = `${shift.role}\n${shift.personId}\n${shift.turnStartsAt.getTime()}`;
    const before = turns.get(key);
    const from = before && before.from < shift.from ? before.from : shift.from;
    const to = before && before.to > shift.to ? before.to : shift.to;
    turns.set(key, { ...shift, from, to });
  }
  const holds = (one: Shift, edge: 'from' | 'to', other: 'from' | 'to') =>
    shifts.some(
      (shift) =>
        shift.role === one.role && shift.personId === one.personId && shift[other].getTime() === one[edge].getTime(),
    );
  const whole = [...turns.values()].filter(({ from, to }) => from > span.from && to < span.to);
  return whole.map((turn) => ({
    rotationId,
    role: turn.role,
    isPrimary: turn.role === primaryRole,
    personId: turn.personId,
    turnStartsAt: turn.turnStartsAt,
    from: turn.from,
    to: turn.to,
    goesOnFromBefore: holds(turn, 'from', 'to'),
    goesOnAfter: holds(turn, 'to', 'from'),
  }));
}

const dayMs = 86_400_000;

/** A turn as short as this comes too often for a week's notice. */
const shortTurnMs = 3 * dayMs;

/** All reminders of one turn, on its holder's own clock. */
export function remindersOf(turn: HeldTurn, hours: WorkingHours): Reminder[] {
  const remind = (kind: ReminderKind, dueAt: Date, expiresAt: Date): Reminder[] => {
    if (dueAt >= expiresAt) return [];
    const key = `${kind} ${turn.rotationId} ${turn.role} ${turn.turnStartsAt.toISOString()}`;
    return [{ kind, key, turn, dueAt, expiresAt }];
  };
  const found: Reminder[] = [];
  if (!turn.goesOnFromBefore) {
    if (turn.isPrimary) {
      const eve = beforeStart(turn, 1, hours);
      const isLong = turn.to.getTime() - turn.from.getTime() >= shortTurnMs;
      if (isLong) found.push(...remind('week-before', beforeStart(turn, 7, hours), eve));
      found.push(...remind('day-before', eve, turn.from));
    }
    found.push(...remind('start', nextWorkingMoment(turn.from, hours), turn.to));
  }
  if (!turn.goesOnAfter) {
    const dueAt = nextWorkingMoment(turn.to, hours);
    found.push(...remind('end', dueAt, new Date(dueAt.getTime() + dayMs)));
  }
  return found;
}

/** Some days before the start, in working hours: later rather than earlier, but never after it began. */
function beforeStart({ from }: HeldTurn, days: number, hours: WorkingHours): Date {
  const next = nextWorkingMoment(addDays(from, -days, hours.zone), hours);
  return next < from ? next : lastWorkingMorning(from, hours);
}

type Reader = Pick<Person, 'active' | 'demo' | 'timeZone' | 'workStart' | 'workEnd'>;

/** Nobody is reminded who has left, or who came with the demo company: nobody real is behind their addresses. */
export const hoursOf = (person: Reader | undefined): WorkingHours | undefined =>
  person?.active && !person.demo ? { zone: person.timeZone, start: person.workStart, end: person.workEnd } : undefined;

type Hours = (personId: PersonId) => WorkingHours | undefined;

/** The reminders that are to go out at `now`, the one due first comes first. Who has no hours is not reminded. */
export const remindersDue = (turns: readonly HeldTurn[], hoursOf: Hours, now: Date): Reminder[] =>
  turns
    .flatMap((turn) => {
      const hours = hoursOf(turn.personId);
      return hours ? remindersOf(turn, hours) : [];
    })
    .filter(({ dueAt, expiresAt }) => dueAt <= now && now < expiresAt)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
