import type { PersonId } from '@/server/rotation/definition';
import type { Gap, Shift } from '@/server/rotation/shifts';

/** What `/calendar` draws: past and future shifts and gaps of the rotations chosen. */
export interface CalendarView {
  readonly now: Date;
  /** Null for a machine. */
  readonly viewer: { readonly id: PersonId; readonly timeZone: string } | null;
  /** Everybody who holds a shift below. */
  readonly people: readonly { readonly id: PersonId; readonly name: string; readonly timeZone: string }[];
  /** Every rotation that can be chosen, whichever are. */
  readonly choices: readonly { readonly id: string; readonly name: string; readonly team: string }[];
  readonly rotations: readonly CalendarRotation[];
}

export interface CalendarRotation {
  readonly id: string;
  readonly name: string;
  /** The zone of its handoffs. */
  readonly zone: string;
  readonly roles: readonly string[];
  readonly shifts: readonly Shift[];
  readonly gaps: readonly Gap[];
}

const dayMs = 86_400_000;

/**
 * The month of a day, with the weeks next to it that a month's sheet or a week across its edge also shows. Wide enough
 * for every time zone, so that changing the zone needs no other answer.
 */
export function monthAround(day: Date): { from: Date; to: Date } {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  return {
    from: new Date(Date.UTC(year, month, 1) - 9 * dayMs),
    to: new Date(Date.UTC(year, month + 1, 1) + 16 * dayMs),
  };
}
