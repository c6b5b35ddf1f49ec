import type { PersonId } from '@/server/rotation/definition';
import type { Gap, Shift } from '@/server/rotation/shifts';

/** What `/calendar` draws: past and future shifts and gaps of the rotations chosen. */
export interface CalendarView {
  readonly now: Date;
  /** What is told below is cut to this time: a shift that touches its edge is longer. */
  readonly from: Date;
  readonly to: Date;
  /** Null for a machine. */
  readonly viewer: { readonly id: PersonId; readonly timeZone: string } | null;
  /** Everybody who holds a shift below. */
  readonly people: readonly { readonly id: PersonId; readonly name: string; readonly timeZone: string }[];
  /** Every team whose rotations the viewer may see. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** Time off and public holidays of those who hold a shift below, by their own country and clock. */
  readonly away: readonly Away[];
  /** Every rotation that can be chosen, whichever are. */
  readonly choices: readonly { readonly id: string; readonly name: string; readonly team: string }[];
  readonly rotations: readonly CalendarRotation[];
}

/** Somebody is not, or not fully, there: a public holiday, or time off. */
export interface Away {
  readonly personId: PersonId;
  readonly kind: 'holiday' | 'time-off';
  /** "Christmas Day". */
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

export interface CalendarRotation {
  readonly id: string;
  readonly name: string;
  /** The zone of its handoffs. */
  readonly zone: string;
  readonly roles: readonly string[];
  readonly shifts: readonly Shift[];
  readonly gaps: readonly Gap[];
  /** Its handoffs in this time: where its weeks begin and end. */
  readonly handoffs: readonly Date[];
  /** Up to here the weeks stand: they change only after somebody has seen what it does, and confirmed it. */
  readonly publishedUntil: Date;
}

/**
 * The month of a day, and three months to both sides: whatever the sheet of a month or a quarter shows is seen whole, in
 * every time zone and for all but the longest turns.
 */
export function monthAround(day: Date): { from: Date; to: Date } {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  return { from: new Date(Date.UTC(year, month - 3, 1)), to: new Date(Date.UTC(year, month + 4, 1)) };
}
