import {
  addDaysWall,
  formatLocal,
  instantOf,
  localDate,
  parseLocal,
  resolveWall,
  wallAt,
} from '@/server/time/wall-clock';
import { type PersonFact, type Span, zoneAt } from './facts';

export type HourClass = 'sleep' | 'off' | 'business';

/** When people sleep and work, on their own clocks; settings of the team and of the person. */
export type Clock = { sleepFrom: number; sleepTo: number; workFrom: number; workTo: number };

export const usualClock: Clock = { sleepFrom: 22, sleepTo: 8, workFrom: 8, workTo: 18 };

const dayMs = 86_400_000;

/** An instant on somebody's own clock: days since 1970, and the hour with its fraction. */
function onTheClock(at: Date, person: PersonFact): { day: number; hour: number } {
  const wall = wallAt(at.getTime(), zoneAt(person, at));
  const day = Math.floor(wall / dayMs);
  return { day, hour: (wall - day * dayMs) / 3_600_000 };
}

const dates = new Map<number, string>();
function dateOf(day: number): string {
  const date = dates.get(day) ?? new Date(day * dayMs).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** 1 is Monday; 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The day that an instant lies on, on somebody's own clock, counted since 1970. */
export const dayOf = (at: Date, person: PersonFact): number => onTheClock(at, person).day;

/** When such a day begins in a zone. */
export const midnightOf = (day: number, zone: string): number => resolveWall(day * dayMs, zone);

/** Saturdays, Sundays and holidays. */
export const isFreeDay = (day: number, person: PersonFact): boolean =>
  weekdayOf(day) >= 6 || person.holidays.has(dateOf(day));

/** What an instant feels like to a person. Half-open: 08:00:00 is business, 22:00:00 is sleep. */
export function hourClassOf(at: Date, person: PersonFact, clock: Clock = usualClock): HourClass {
  const { day, hour } = onTheClock(at, person);
  if (hour >= clock.sleepFrom || hour < clock.sleepTo) return 'sleep';
  if (isFreeDay(day, person)) return 'off';
  return hour >= clock.workFrom && hour < clock.workTo ? 'business' : 'off';
}

/** The weekday, 1 being Monday, and the whole hour of an instant on somebody's own clock. */
export function hourOfWeekOf(at: Date, person: PersonFact): { weekday: number; hour: number } {
  const { day, hour } = onTheClock(at, person);
  return { weekday: weekdayOf(day), hour: Math.floor(hour) };
}

const wallOf = (date: string, hour: number): string => `${date}T${String(hour).padStart(2, '0')}:00`;
const nextDay = (date: string): string => formatLocal(addDaysWall(parseLocal(`${date}T00:00`) ?? 0, 1)).slice(0, 10);
const dayBefore = (date: string): string => formatLocal(addDaysWall(parseLocal(`${date}T00:00`) ?? 0, -1)).slice(0, 10);

/** The night that holds an instant, by the date on which it begins; null in the daytime. */
export function nightOf(at: Date, person: PersonFact, clock: Clock = usualClock): string | null {
  const { day, hour } = onTheClock(at, person);
  if (hour >= clock.sleepFrom) return dateOf(day);
  return hour < clock.sleepTo ? dateOf(day - 1) : null;
}

/** The nights whose span meets another span, by the date on which they begin, on the clock of wherever one was. */
export function nightsIn(span: Span, person: PersonFact, clock: Clock = usualClock): string[] {
  const moved = (person.earlier ?? []).map(({ until }) => until).filter((at) => span.from < at && at < span.to);
  const nights = new Set<string>();
  for (const [i, from] of [span.from, ...moved].entries()) {
    const [to, zone] = [moved[i] ?? span.to, zoneAt(person, from)];
    const last = localDate(to, zone);
    for (let date = dayBefore(localDate(from, zone)); date <= last; date = nextDay(date)) {
      const night = nightOn(date, zone, clock);
      if (night.from < to && from < night.to) nights.add(date);
    }
  }
  return [...nights];
}

/** A report asks for the same nights once for each week, once for each shift and once for all of them. */
const known = new Map<string, Span>();
const mostKnown = 20_000;

function nightOn(date: string, zone: string, clock: Clock): Span {
  const key = `${date} ${zone} ${clock.sleepFrom} ${clock.sleepTo}`;
  const found = known.get(key);
  if (found) return found;
  const night = {
    from: instantOf(wallOf(date, clock.sleepFrom), zone),
    to: instantOf(wallOf(nextDay(date), clock.sleepTo), zone),
  };
  if (known.size >= mostKnown) known.clear();
  known.set(key, night);
  return night;
}
