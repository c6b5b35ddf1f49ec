import { merge, milliseconds, overlap, type Span } from '@/server/time/span';
import {
  addDaysWall,
  parseLocal,
  partsOfWall,
  resolveWall,
  startOfDayWall,
  type Wall,
  wallAt,
} from '@/server/time/wall-clock';

/** Somebody's own clock, and when they work on it: "HH:mm", Monday to Friday. */
export interface Clock {
  readonly timeZone: string;
  readonly workStart: string;
  readonly workEnd: string;
}

const hourMs = 3_600_000;

/** When most people sleep, on their own clock. */
const night = { from: 22, to: 8 };

/** Whether at least half of a span lies in somebody's night. */
export const isAsleep = (span: Span, { timeZone }: Clock): boolean =>
  isMostly(span, timeZone, (day) => [day + (night.from - 24) * hourMs, day + night.to * hourMs]);

/** Whether at least half of a span lies in somebody's working hours. */
export const isAtWork = (span: Span, { timeZone, workStart, workEnd }: Clock): boolean =>
  isMostly(span, timeZone, (day) =>
    partsOfWall(day).weekday > 5 ? null : [day + ofDay(workStart), day + ofDay(workEnd)],
  );

const ofDay = (clock: string): number => (parseLocal(`2000-01-01T${clock}`) ?? midnight) - midnight;
const midnight: Wall = Date.UTC(2000, 0, 1);

/** Longer than this it holds nights and days alike: nobody is asleep, or at work, for most of it. */
const longestMs = 4 * 24 * hourMs;

function isMostly(span: Span, zone: string, stretchOf: (day: Wall) => readonly [Wall, Wall] | null): boolean {
  const length = milliseconds(span);
  if (length === 0 || length > longestMs) return false;
  const last = addDaysWall(startOfDayWall(wallAt(span.to.getTime(), zone)), 1);
  const found: Span[] = [];
  for (let day = startOfDayWall(wallAt(span.from.getTime(), zone)); day <= last; day = addDaysWall(day, 1)) {
    const [from, to] = stretchOf(day) ?? [0, 0];
    const stretch = { from: new Date(resolveWall(from, zone)), to: new Date(resolveWall(to, zone)) };
    const part = overlap(stretch, span);
    if (part) found.push(part);
  }
  return merge(found).reduce((sum, part) => sum + milliseconds(part), 0) * 2 >= length;
}
