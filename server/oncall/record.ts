import type { Segment } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { type Gap, type Shift, shifts } from '@/server/rotation/shifts';

/** A shift that has passed, as it stood. It only ever grows at its end while it is still going on. */
export type RecordedShift = Shift;

export interface Passed {
  /** Shifts that were already on record up to the last time and went on: their new ends. */
  readonly extended: { readonly shift: RecordedShift; readonly to: Date }[];
  readonly added: RecordedShift[];
  /** Gaps of the same time. A gap that went on is a second one that touches the first. */
  readonly gaps: Gap[];
  /** The record is complete up to here. */
  readonly recordedUntil: Date;
}

export interface PassedQuestion {
  readonly segments: readonly Segment[];
  readonly overrides: readonly Override[];
  readonly recordedUntil: Date;
  /** The recorded shifts that end at `recordedUntil`. */
  readonly latest: readonly RecordedShift[];
  readonly now: Date;
}

/** What has passed since the last recorded instant. Nothing, when the clock has not moved or was set back. */
export function passedSince({ segments, overrides, recordedUntil, latest, now }: PassedQuestion): Passed {
  const passed: Passed = { extended: [], added: [], gaps: [], recordedUntil };
  if (now.getTime() <= recordedUntil.getTime()) return passed;
  const { shifts: found, gaps } = shifts({ segments, overrides, span: { from: recordedUntil, to: now } });
  for (const shift of found) {
    const before = latest.find((recorded) => goesOn(recorded, shift));
    if (before) passed.extended.push({ shift: before, to: shift.to });
    else passed.added.push(shift);
  }
  return { ...passed, gaps, recordedUntil: now };
}

/**
 * The shifts of a span: the record where time has passed, the schedule where it has not. Both lists sorted by role and
 * time; a shift that runs across the seam is one again.
 */
export function withRecord(
  recorded: readonly RecordedShift[],
  planned: readonly Shift[],
  recordedUntil: Date,
): Shift[] {
  const seam = recordedUntil.getTime();
  const result = recorded.filter((shift) => shift.from.getTime() < seam);
  for (const shift of planned) {
    if (shift.to.getTime() <= seam) continue;
    const rest = shift.from.getTime() < seam ? { ...shift, from: recordedUntil } : shift;
    const before = result.findIndex((earlier) => goesOn(earlier, rest));
    const earlier = result[before];
    if (earlier) result[before] = { ...earlier, to: rest.to };
    else result.push(rest);
  }
  return result;
}

const goesOn = (before: Shift, after: Shift): boolean =>
  before.to.getTime() === after.from.getTime() &&
  before.role === after.role &&
  before.personId === after.personId &&
  before.source === after.source &&
  (after.source === 'override' || before.turnStartsAt.getTime() === after.turnStartsAt.getTime());
