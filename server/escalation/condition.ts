import type { FieldFaults } from '@/server/errors';
import { activeIn } from '@/server/rotation/active-hours';
import { isZone, type Weekday } from '@/server/time/wall-clock';
import { type Priority, priorities } from './priority';

/** "Only outside Monday to Friday, 09:00 to 17:00 in Berlin". An end that is not after the start lies on the next day. */
export type Hours = {
  only: 'inside' | 'outside';
  timeZone: string;
  days: Weekday[];
  /** "HH:mm" on the wall clock; `end` may be "24:00". */
  start: string;
  end: string;
};

/** When a step fires at all. Left out or null: always. */
export type Conditions = {
  hours?: Hours | null | undefined;
  /** Only for what is at least this bad. */
  priorityAtLeast?: Priority | null | undefined;
};

/** What a step is measured by as it fires. `priority` null: the subject has none, and passes every mark. */
export type Circumstances = { at: Date; priority: Priority | null };

/** Why a step does not fire; null: it does. The hours begin with their first instant and end before their last. */
export function heldBackBy(
  { hours, priorityAtLeast }: Conditions,
  { at, priority }: Circumstances,
): 'hours' | 'priority' | null {
  if (priorityAtLeast && priority && priority > priorityAtLeast) return 'priority';
  if (hours && isWithin(hours, at) !== (hours.only === 'inside')) return 'hours';
  return null;
}

function isWithin({ timeZone, days, start, end }: Hours, at: Date): boolean {
  const instant = at.getTime();
  return activeIn([{ days, start, end }], timeZone, instant, instant + 1).length > 0;
}

/** What makes conditions nonsense, by field path under `path`. */
export function conditionFaults(path: string, { hours, priorityAtLeast }: Conditions): FieldFaults {
  const faults: FieldFaults = {};
  if (priorityAtLeast && !priorities.includes(priorityAtLeast))
    faults[`${path}.priorityAtLeast`] = `Choose one of ${priorities.join(', ')}`;
  if (!hours) return faults;
  if (!isZone(hours.timeZone)) faults[`${path}.hours.timeZone`] = 'Name a time zone, such as Europe/Berlin';
  if (hours.days.length === 0) faults[`${path}.hours.days`] = 'Choose at least one day';
  if (hours.start === hours.end) faults[`${path}.hours.end`] = 'The end is the start: leave the hours out for “always”';
  return faults;
}
