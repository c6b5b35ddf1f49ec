import {
  addDaysWall,
  formatLocal,
  hourOfDay,
  instantOf,
  isoWeekday,
  localDate,
  parseLocal,
} from '@/server/time/wall-clock';
import { type PersonFact, type Span, zoneAt } from './facts';

export type HourClass = 'sleep' | 'off' | 'business';

/** When people sleep and work, on their own clocks; settings of the team and of the person. */
export type Clock = { sleepFrom: number; sleepTo: number; workFrom: number; workTo: number };

export const usualClock: Clock = { sleepFrom: 22, sleepTo: 8, workFrom: 8, workTo: 18 };

/** What an instant feels like to a person. Half-open: 08:00:00 is business, 22:00:00 is sleep. */
export function hourClassOf(at: Date, person: PersonFact, clock: Clock = usualClock): HourClass {
  const zone = zoneAt(person, at);
  const hour = hourOfDay(at, zone);
  if (hour >= clock.sleepFrom || hour < clock.sleepTo) return 'sleep';
  if (isoWeekday(at, zone) >= 6 || person.holidays.has(localDate(at, zone))) return 'off';
  return hour >= clock.workFrom && hour < clock.workTo ? 'business' : 'off';
}

const wallOf = (date: string, hour: number): string => `${date}T${String(hour).padStart(2, '0')}:00`;
const nextDay = (date: string): string => formatLocal(addDaysWall(parseLocal(`${date}T00:00`) ?? 0, 1)).slice(0, 10);
const dayBefore = (date: string): string => formatLocal(addDaysWall(parseLocal(`${date}T00:00`) ?? 0, -1)).slice(0, 10);

/** The night that holds an instant, by the date on which it begins; null in the daytime. */
export function nightOf(at: Date, person: PersonFact, clock: Clock = usualClock): string | null {
  const zone = zoneAt(person, at);
  const hour = hourOfDay(at, zone);
  const date = localDate(at, zone);
  if (hour >= clock.sleepFrom) return date;
  return hour < clock.sleepTo ? dayBefore(date) : null;
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
