import type { Span } from './span';
import { addMonthsWall, formatLocal, parseLocal, partsOfWall, resolveWall, type Wall, wallAt } from './wall-clock';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How often: every `count` hours, days, weeks or months. */
export interface Every {
  readonly unit: 'hour' | 'day' | 'week' | 'month';
  readonly count: number;
}

/** Instants that come again and again from an anchor, numbered from 0 at the anchor, negative before it. */
export interface Recurrence {
  /** The instant of occurrence k, in milliseconds. Never decreases; two may fall together inside a clock change. */
  at(k: number): number;
  /** The last k with `at(k)` ≤ instant. */
  indexAt(instant: number): number;
  /** Occurrence k as the wall clock shows it: "YYYY-MM-DDTHH:mm". */
  localAt(k: number): string;
}

/**
 * Every n hours, days, weeks or months from a wall-clock anchor in a zone. Days, weeks, months, and hours that divide
 * a day, keep to the wall clock; other hours are elapsed time. Both directions are computed by a jump: a window far
 * from the anchor costs what it holds. Throws RangeError for an anchor that is no wall-clock time.
 */
export function recurrence(every: Every, anchor: string, zone: string): Recurrence {
  const start = parseLocal(anchor);
  if (start === null) throw new RangeError(`${anchor} is not a wall-clock time like 2026-03-02T12:00`);
  if (every.unit === 'hour' && 24 % every.count !== 0)
    return elapsed(resolveWall(start, zone), every.count * hourMs, zone);
  if (every.unit === 'month') return onWallClock(zone, ...months(start, every.count));
  const step = every.count * { hour: hourMs, day: dayMs, week: 7 * dayMs }[every.unit];
  return onWallClock(
    zone,
    (k) => start + k * step,
    (wall) => Math.floor((wall - start) / step),
  );
}

/** The instants of the recurrence in a span, in order. */
export function occurrencesIn(rule: Recurrence, span: Span): Date[] {
  const found: Date[] = [];
  let k = rule.indexAt(span.from.getTime());
  while (rule.at(k - 1) >= span.from.getTime()) k -= 1;
  for (; rule.at(k) < span.to.getTime(); k += 1) {
    if (rule.at(k) >= span.from.getTime()) found.push(new Date(rule.at(k)));
  }
  return found;
}

function elapsed(start: number, step: number, zone: string): Recurrence {
  const at = (k: number): number => start + k * step;
  return {
    at,
    indexAt: (instant) => Math.floor((instant - start) / step),
    localAt: (k) => formatLocal(wallAt(at(k), zone)),
  };
}

function onWallClock(zone: string, wallOf: (k: number) => Wall, guess: (wall: Wall) => number): Recurrence {
  const at = (k: number): number => resolveWall(wallOf(k), zone);
  return {
    at,
    indexAt: (instant) => {
      // The guess is off only near a clock change, by no more turns than the change is long.
      let k = guess(wallAt(instant, zone));
      while (at(k) > instant) k -= 1;
      while (at(k + 1) <= instant) k += 1;
      return k;
    },
    localAt: (k) => formatLocal(wallOf(k)),
  };
}

/** Always counted from the anchor, so that the 31st comes back after a February. */
function months(start: Wall, count: number): [(k: number) => Wall, (wall: Wall) => number] {
  const anchor = partsOfWall(start);
  const wallOf = (k: number): Wall => addMonthsWall(start, k * count);
  const guess = (wall: Wall): number => {
    const { year, month } = partsOfWall(wall);
    return Math.floor(((year - anchor.year) * 12 + month - anchor.month) / count);
  };
  return [wallOf, guess];
}
