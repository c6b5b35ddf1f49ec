import {
  addDaysWall,
  partsOfWall,
  resolveWall,
  startOfDayWall,
  type Wall,
  wallAt,
  weekdays,
} from '@/server/time/wall-clock';
import type { ActiveHours } from './definition';
import { joined, type Stretch } from './piece';

const minuteMs = 60_000;

/** The active time inside [from, to), sorted and joined. No active hours at all means always. */
export function activeIn(
  entries: readonly ActiveHours[] | undefined,
  zone: string,
  from: number,
  to: number,
): Stretch[] {
  if (!entries || entries.length === 0) return from < to ? [{ from, to }] : [];
  const days = entries.map((entry) => ({
    weekdays: new Set(entry.days.map((day) => weekdays.indexOf(day) + 1)),
    start: minutesOf(entry.start),
    length: lengthOf(entry),
  }));
  const found: Stretch[] = [];
  // A stretch belongs to the day it starts on and may reach a whole day further: begin two days early, for the day a
  // zone may skip.
  const last = startOfDayWall(wallAt(to, zone));
  for (let day: Wall = addDaysWall(startOfDayWall(wallAt(from, zone)), -2); day <= last; day = addDaysWall(day, 1)) {
    const { weekday } = partsOfWall(day);
    for (const entry of days) {
      if (!entry.weekdays.has(weekday)) continue;
      const start = day + entry.start * minuteMs;
      const stretch = {
        from: Math.max(from, resolveWall(start, zone)),
        to: Math.min(to, resolveWall(start + entry.length * minuteMs, zone)),
      };
      if (stretch.from < stretch.to) found.push(stretch);
    }
  }
  return joined(found);
}

/** Minutes on the wall clock; an end that is not after the start lies on the next day. */
function lengthOf(entry: ActiveHours): number {
  const length = minutesOf(entry.end) - minutesOf(entry.start);
  return length > 0 ? length : length + 24 * 60;
}

function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}
