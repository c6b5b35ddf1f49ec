import { addDaysWall, partsOfWall, startOfDayWall, type Wall } from '@/server/time/wall-clock';

/** "The second Tuesday" is `{ weekday: 2, nth: 2 }`, "the last Friday" `{ weekday: 5, nth: -1 }`, "Mondays" has nth 0. */
export type WeekdayRule = { readonly weekday: number; readonly nth: number };

/** RFC 5545's rules for days. Weekdays: 1 is Monday. Negative numbers count from the end. Empty: as the first day has it. */
export type RepeatRule = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  count: number | null;
  /** The last instant of the clock that may begin one. */
  until: Wall | null;
  /** The weekday that weeks begin on. */
  weekStart: number;
  weekdays: readonly WeekdayRule[];
  monthDays: readonly number[];
  yearDays: readonly number[];
  weeks: readonly number[];
  months: readonly number[];
  /** Which of the days that match in one period count: 1 is the first, -1 the last. */
  positions: readonly number[];
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
  const last = Math.min(window.to, rule.until ?? window.to);
  // A count has to be counted from the first; without one the window alone is looked at. Positions need whole periods.
  const wanted = rule.count === null ? Math.max(first, startOfDayWall(window.from)) : first;
  let day = rule.positions.length === 0 ? wanted : periodOf(rule, wanted).first;
  const walls: Wall[] = [];
  let [looked, counted] = [0, 0];
  while (day + timeOfDay <= last && looked < most) {
    const found: Wall[] = [];
    const end = rule.positions.length === 0 ? day + dayMs : periodOf(rule, day).next;
    for (; day < end; day = addDaysWall(day, 1)) {
      looked += 1;
      if (matches(rule, first, day)) found.push(day);
    }
    for (const each of placed(found, rule.positions)) {
      if (each < first || each + timeOfDay > last) continue;
      counted += 1;
      if (rule.count !== null && counted > rule.count) return { walls, looked };
      if (each + timeOfDay >= window.from) walls.push(each + timeOfDay);
    }
  }
  return { walls, looked };
}

/** The first, the last but one …: those of the days that stand at the positions named. */
function placed(days: readonly Wall[], positions: readonly number[]): readonly Wall[] {
  if (positions.length === 0) return days;
  const places = new Set(positions.map((position) => (position > 0 ? position - 1 : days.length + position)));
  return days.filter((_, i) => places.has(i));
}

/** The day, week, month or year that a day lies in: its first day, and the first after it. */
function periodOf({ freq, weekStart }: RepeatRule, day: Wall): { first: Wall; next: Wall } {
  const { year, month } = partsOfWall(day);
  if (freq === 'DAILY') return { first: day, next: addDaysWall(day, 1) };
  if (freq === 'WEEKLY') {
    const first = weekOf(day, weekStart);
    return { first, next: addDaysWall(first, 7) };
  }
  if (freq === 'MONTHLY') return { first: Date.UTC(year, month - 1, 1), next: Date.UTC(year, month, 1) };
  return { first: Date.UTC(year, 0, 1), next: Date.UTC(year + 1, 0, 1) };
}

function matches(rule: RepeatRule, first: Wall, day: Wall): boolean {
  const { weekdays, monthDays, yearDays, weeks, months } = rule;
  const [from, at] = [partsOfWall(first), partsOfWall(day)];
  if (periodsBetween(rule, first, day) % rule.interval !== 0) return false;
  if (months.length > 0 && !months.includes(at.month)) return false;
  const [monthLength, yearLength] = [daysBetween(at.year, at.month - 1, at.month), daysBetween(at.year, 0, 12)];
  const dayOfYear = (day - Date.UTC(at.year, 0, 1)) / dayMs + 1;
  if (monthDays.length > 0 && !counts(monthDays, at.day, monthLength)) return false;
  if (yearDays.length > 0 && !counts(yearDays, dayOfYear, yearLength)) return false;
  if (weeks.length > 0 && !inWeeks(weeks, rule.weekStart, day)) return false;
  if (weekdays.length > 0) {
    const inMonth = rule.freq === 'MONTHLY' || months.length > 0;
    const [place, length] = inMonth ? [at.day, monthLength] : [dayOfYear, yearLength];
    return weekdays.some(
      ({ weekday, nth }) => weekday === at.weekday && (nth === 0 || nth === nthOf(place, length, nth)),
    );
  }
  if (monthDays.length > 0 || yearDays.length > 0 || rule.freq === 'DAILY') return true;
  if (rule.freq === 'WEEKLY' || weeks.length > 0) return at.weekday === from.weekday;
  return at.day === from.day && (rule.freq === 'MONTHLY' || months.length > 0 || at.month === from.month);
}

function periodsBetween({ freq, weekStart, weeks }: RepeatRule, first: Wall, day: Wall): number {
  const [from, at] = [partsOfWall(first), partsOfWall(day)];
  switch (freq) {
    case 'DAILY':
      return Math.round((day - first) / dayMs);
    case 'WEEKLY':
      return Math.round((weekOf(day, weekStart) - weekOf(first, weekStart)) / (7 * dayMs));
    case 'MONTHLY':
      return (at.year - from.year) * 12 + at.month - from.month;
    case 'YEARLY':
      // Days around New Year belong to a week of the other year.
      return weeks.length > 0 ? weekYear(day, weekStart) - weekYear(first, weekStart) : at.year - from.year;
  }
}

const daysBetween = (year: number, fromMonth: number, toMonth: number): number =>
  (Date.UTC(year, toMonth, 1) - Date.UTC(year, fromMonth, 1)) / dayMs;

/** Whether one of the numbers names the place, from the front or from the end of so many. */
const counts = (numbers: readonly number[], place: number, length: number): boolean =>
  numbers.includes(place) || numbers.includes(place - length - 1);

/** Which of its weekday in so many days a day is, counted from the side that `nth` counts from. */
const nthOf = (place: number, length: number, nth: number): number =>
  nth > 0 ? Math.ceil(place / 7) : -Math.ceil((length - place + 1) / 7);

/** The day that the week of a day begins on. */
const weekOf = (day: Wall, weekStart: number): Wall =>
  addDaysWall(day, -((partsOfWall(day).weekday - weekStart + 7) % 7));

/** The year that a week belongs to: that of its fourth day. */
const weekYear = (day: Wall, weekStart: number): number => partsOfWall(addDaysWall(weekOf(day, weekStart), 3)).year;

function inWeeks(weeks: readonly number[], weekStart: number, day: Wall): boolean {
  const year = weekYear(day, weekStart);
  // The fourth of January lies in the first week of its year.
  const firstOf = (of: number): Wall => weekOf(Date.UTC(of, 0, 4), weekStart);
  const number = Math.round((weekOf(day, weekStart) - firstOf(year)) / (7 * dayMs)) + 1;
  return counts(weeks, number, Math.round((firstOf(year + 1) - firstOf(year)) / (7 * dayMs)));
}
