import { addDaysWall, partsOfWall, startOfDayWall, type Wall } from '@/server/time/wall-clock';

/** The part of RFC 5545's rules that absences have. Weekdays: 1 is Monday. Empty lists: as the first day has it. */
export type RepeatRule = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  count: number | null;
  /** The last instant of the clock that may begin one. */
  until: Wall | null;
  weekdays: readonly number[];
  monthDays: readonly number[];
  months: readonly number[];
};

const dayMs = 86_400_000;

/**
 * The beginnings inside a window of the clock, found by looking at one day after the other: no rule, however odd, costs
 * more than `most` days. `looked`: how many it were. The rules come from strangers, and general engines can be made to
 * search for ever.
 */
export function repeatedDays(
  rule: RepeatRule,
  start: Wall,
  window: { from: Wall; to: Wall },
  most: number,
): { walls: Wall[]; looked: number } {
  const timeOfDay = start - startOfDayWall(start);
  const first = startOfDayWall(start);
  // A count has to be counted from the first; without one the window alone is looked at.
  let day = rule.count === null ? Math.max(first, startOfDayWall(window.from)) : first;
  const last = Math.min(window.to, rule.until ?? window.to);
  const walls: Wall[] = [];
  let [looked, counted] = [0, 0];
  for (; day + timeOfDay <= last && looked < most; day = addDaysWall(day, 1)) {
    looked += 1;
    if (!matches(rule, first, day)) continue;
    counted += 1;
    if (rule.count !== null && counted > rule.count) break;
    if (day + timeOfDay >= window.from) walls.push(day + timeOfDay);
  }
  return { walls, looked };
}

function matches({ freq, interval, weekdays, monthDays, months }: RepeatRule, first: Wall, day: Wall): boolean {
  const [from, at] = [partsOfWall(first), partsOfWall(day)];
  const weeks = Math.round((day - (at.weekday - 1) * dayMs - (first - (from.weekday - 1) * dayMs)) / (7 * dayMs));
  const passed = {
    DAILY: Math.round((day - first) / dayMs),
    WEEKLY: weeks,
    MONTHLY: (at.year - from.year) * 12 + at.month - from.month,
    YEARLY: at.year - from.year,
  }[freq];
  if (passed % interval !== 0) return false;
  if (months.length > 0 && !months.includes(at.month)) return false;
  if (weekdays.length > 0 && !weekdays.includes(at.weekday)) return false;
  const daysInMonth = new Date(Date.UTC(at.year, at.month, 0)).getUTCDate();
  if (monthDays.length > 0 && !monthDays.some((each) => each === at.day || each === at.day - daysInMonth - 1))
    return false;
  if (weekdays.length > 0 || monthDays.length > 0 || freq === 'DAILY') return true;
  if (freq === 'WEEKLY') return at.weekday === from.weekday;
  return at.day === from.day && (freq === 'MONTHLY' || months.length > 0 || at.month === from.month);
}
