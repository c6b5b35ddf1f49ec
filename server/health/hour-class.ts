import { resolveWall, wallAt } from '@/server/time/wall-clock';
import { type PersonFact, type Span, zoneAt } from './facts';

export type HourClass = 'sleep' | 'off' | 'business';

/** When people sleep and work, on their own clocks; settings of the team and of the person. */
export type Clock = { sleepFrom: number; sleepTo: number; workFrom: number; workTo: number };

export const usualClock: Clock = { sleepFrom: 22, sleepTo: 8, workFrom: 8, workTo: 18 };

const [hourMs, dayMs] = [3_600_000, 86_400_000];

/** An instant on somebody's own clock: days since 1970, and the hour with its fraction. */
function onTheClock(at: Date, person: PersonFact): { day: number; hour: number } {
  const wall = wallAt(at.getTime(), zoneAt(person, at));
  const day = Math.floor(wall / dayMs);
  return { day, hour: (wall - day * dayMs) / hourMs };
}

const dates = new Map<number, string>();

/** "YYYY-MM-DD" of a day counted since 1970. */
export function dateOf(day: number): string {
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

/** When a zone's clock shows "HH:mm" on such a day. */
export function onDay(day: number, time: string, zone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return resolveWall(day * dayMs + hours * hourMs + minutes * 60_000, zone);
}

/** Saturdays, Sundays and holidays. */
export const isFreeDay = (day: number, person: PersonFact): boolean =>
  weekdayOf(day) >= 6 || person.holidays.has(dateOf(day));

/** What an instant was to a person. `night`: the day it began on, counted since 1970; null in the daytime. Monday is 1. */
export type FeltAs = { hourClass: HourClass; night: number | null; weekday: number; hour: number };

/** Half-open: 08:00:00 is business, 22:00:00 is sleep. */
export function feltAs(at: Date, person: PersonFact, clock: Clock = usualClock): FeltAs {
  const { day, hour } = onTheClock(at, person);
  const [isLate, isEarly] = [hour >= clock.sleepFrom, hour < clock.sleepTo];
  const isAtWork = hour >= clock.workFrom && hour < clock.workTo && !isFreeDay(day, person);
  return {
    hourClass: isLate || isEarly ? 'sleep' : isAtWork ? 'business' : 'off',
    night: isLate ? day : isEarly ? day - 1 : null,
    weekday: weekdayOf(day),
    hour: Math.floor(hour),
  };
}

/** Nights that meet a span, by the day on which each begins, on the clock of wherever one was. */
export function nightsIn(span: Span, person: PersonFact, clock: Clock = usualClock): number[] {
  const moved = (person.earlier ?? []).map(({ until }) => until).filter((at) => span.from < at && at < span.to);
  const nights = new Set<number>();
  for (const [i, from] of [span.from, ...moved].entries()) {
    const [to, zone] = [moved[i] ?? span.to, zoneAt(person, from)];
    const dayIn = (at: Date) => Math.floor(wallAt(at.getTime(), zone) / dayMs);
    for (let day = dayIn(from) - 1; day <= dayIn(to); day++) {
      const begins = resolveWall(day * dayMs + clock.sleepFrom * hourMs, zone);
      const ends = resolveWall((day + 1) * dayMs + clock.sleepTo * hourMs, zone);
      if (begins < to.getTime() && from.getTime() < ends) nights.add(day);
    }
  }
  return [...nights];
}
