import { isKnownZone, offsetAt, resolve } from './zone';

/**
 * Wall-clock time as a number: the milliseconds `Date.UTC` gives for what the clock shows. Days and months are added
 * to it without a thought for clock changes; only turning it into an instant asks the zone.
 */
export type Wall = number;

const dayMs = 86_400_000;
const localPattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::00)?$/;

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Whether the name is an IANA time zone known here. */
export const isZone = (name: string): boolean => isKnownZone(name);

/** Reads "YYYY-MM-DDTHH:mm"; null when it is not such a text or names a day that no calendar has. */
export function parseLocal(text: string): Wall | null {
  const match = localPattern.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  return formatLocal(wall) === text.slice(0, 16) ? wall : null;
}

/** Writes "YYYY-MM-DDTHH:mm". */
export const formatLocal = (wall: Wall): string => new Date(wall).toISOString().slice(0, 16);

/** Wall-clock time → instant (both in milliseconds). Twice: the first. Missing: the end of the gap. */
export const resolveWall = (wall: Wall, zone: string): number => resolve(wall, zone);

/** What the zone's clock shows at an instant (both in milliseconds). */
export const wallAt = (instant: number, zone: string): Wall => instant + offsetAt(instant, zone);

/**
 * The instant of "YYYY-MM-DDTHH:mm" in a zone. Twice: the first. Missing: the end of the gap.
 * Throws RangeError for a text that is no such time: check with `parseLocal` first.
 */
export function instantOf(local: string, zone: string): Date {
  const wall = parseLocal(local);
  if (wall === null) throw new RangeError(`${local} is not a wall-clock time like 2026-03-02T12:00`);
  return new Date(resolve(wall, zone));
}

/** The zone's clock at an instant as "YYYY-MM-DDTHH:mm"; seconds are dropped. */
export const localTime = (instant: Date, zone: string): string => formatLocal(wallAt(instant.getTime(), zone));

/** The zone's calendar date at an instant as "YYYY-MM-DD". */
export const localDate = (instant: Date, zone: string): string => localTime(instant, zone).slice(0, 10);

export interface LocalParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** ISO: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
}

export function partsOfWall(wall: Wall): LocalParts {
  const clock = new Date(wall);
  return {
    year: clock.getUTCFullYear(),
    month: clock.getUTCMonth() + 1,
    day: clock.getUTCDate(),
    hour: clock.getUTCHours(),
    minute: clock.getUTCMinutes(),
    second: clock.getUTCSeconds(),
    weekday: clock.getUTCDay() || 7,
  };
}

export const localParts = (instant: Date, zone: string): LocalParts => partsOfWall(wallAt(instant.getTime(), zone));

/** ISO weekday at an instant: 1 is Monday, 7 is Sunday. */
export const isoWeekday = (instant: Date, zone: string): number => localParts(instant, zone).weekday;

/** Hour of the local day with minutes as a fraction: 22:30 is 22.5. */
export function hourOfDay(instant: Date, zone: string): number {
  const { hour, minute, second } = localParts(instant, zone);
  return hour + minute / 60 + second / 3600;
}

export const startOfDayWall = (wall: Wall): Wall => Math.floor(wall / dayMs) * dayMs;
export const addDaysWall = (wall: Wall, days: number): Wall => wall + days * dayMs;

/** Same day and time n months on; the last day of the month where that day is missing. */
export function addMonthsWall(wall: Wall, months: number): Wall {
  const { year, month, day } = partsOfWall(wall);
  const first = Date.UTC(year, month - 1 + months, 1);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return first + (Math.min(day, lastDay) - 1) * dayMs + (wall - startOfDayWall(wall));
}

/** The same wall-clock time n days on: 23, 24 or 25 hours a day. */
export const addDays = (instant: Date, days: number, zone: string): Date =>
  new Date(resolve(addDaysWall(wallAt(instant.getTime(), zone), days), zone));

/** The same wall-clock time n months on; the last day of the month where that day is missing. */
export const addMonths = (instant: Date, months: number, zone: string): Date =>
  new Date(resolve(addMonthsWall(wallAt(instant.getTime(), zone), months), zone));

/** The instant at which the local day of `instant` begins (00:00, or the end of the gap where there is none). */
export const startOfDay = (instant: Date, zone: string): Date =>
  new Date(resolve(startOfDayWall(wallAt(instant.getTime(), zone)), zone));
