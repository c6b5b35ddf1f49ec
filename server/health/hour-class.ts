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

/** The nights whose span meets another span, by the date on which they begin. */
export function nightsIn(span: Span, person: PersonFact, clock: Clock = usualClock): string[] {
  const nights: string[] = [];
  const last = localDate(span.to, zoneAt(person, span.to));
  for (let date = dayBefore(localDate(span.from, zoneAt(person, span.from))); date <= last; date = nextDay(date)) {
    const { from, to } = nightBegun(date, person, clock);
    if (from < span.to && span.from < to) nights.push(date);
  }
  return nights;
}

/** A report asks for the same nights once for each week and once for all of them. */
const known = new WeakMap<PersonFact, Map<string, Span>>();

/** Whoever moves during a night has the one that began where they were. */
function nightBegun(date: string, person: PersonFact, clock: Clock): Span {
  const nights = known.get(person) ?? new Map<string, Span>();
  known.set(person, nights);
  const key = `${date} ${clock.sleepFrom} ${clock.sleepTo}`;
  const found = nights.get(key);
  if (found) return found;
  const zone = zoneAt(person, instantOf(wallOf(date, clock.sleepFrom), person.zone));
  const night = {
    from: instantOf(wallOf(date, clock.sleepFrom), zone),
    to: instantOf(wallOf(nextDay(date), clock.sleepTo), zone),
  };
  nights.set(key, night);
  return night;
}
