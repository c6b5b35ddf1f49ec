import { localParts, localTime } from '@/server/time/wall-clock';
import type { ToldPerson, ToldSpan } from './health-told';

const second = 1_000;
export const hour = 3_600 * second;
export const day = 24 * hour;
export const isIn = ({ from, to }: ToldSpan, at: number): boolean => from <= at && at < to;
export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** The zone somebody lived in at an instant. */
export const zoneOf = ({ zones }: ToldPerson, at: number): string =>
  zones.filter(({ from }) => from <= at).at(-1)?.zone ?? zones[0]?.zone ?? 'UTC';

/** "2026-11-01T01:30" on a zone's clock. */
export const clockOf = (at: number, zone: string): string => localTime(new Date(at), zone);

const known = new WeakMap<ToldPerson, Map<number, ReturnType<typeof freshlyFelt>>>();

/** The same as `feltAs`, worked out once: for walks by the quarter of an hour. */
export function feltOnce(person: ToldPerson, at: number): ReturnType<typeof freshlyFelt> {
  const own = known.get(person) ?? new Map();
  known.set(person, own);
  if (!own.has(at)) own.set(at, freshlyFelt(person, at));
  return own.get(at) ?? freshlyFelt(person, at);
}

function freshlyFelt(person: ToldPerson, at: number) {
  const zone = zoneOf(person, at);
  const isFree = localParts(new Date(at), zone).weekday > 5 || person.holidays.has(clockOf(at, zone).slice(0, 10));
  return { ...feltAs(person, at), isFree };
}

/** The next instant at which somebody's hour may be of another kind: a full quarter of an hour, or a move. */
export const nextQuarter = ({ zones }: ToldPerson, at: number): number => {
  const quarter = 15 * 60 * second;
  return Math.min(
    at - (((at % quarter) + quarter) % quarter) + quarter,
    ...zones.map(({ from }) => from).filter((from) => from > at),
  );
};

/** What an instant feels like to a person: sleep, off or business; the night is named after the date it begins on. */
export function feltAs(person: ToldPerson, at: number): { kind: 'sleep' | 'off' | 'business'; night: string | null } {
  const zone = zoneOf(person, at);
  const { hour: ofDay, weekday } = localParts(new Date(at), zone);
  const date = clockOf(at, zone).slice(0, 10);
  if (ofDay >= 22) return { kind: 'sleep', night: date };
  if (ofDay < 8) return { kind: 'sleep', night: dayBefore(date) };
  const isFree = weekday > 5 || person.holidays.has(date);
  return { kind: isFree || ofDay >= 18 ? 'off' : 'business', night: null };
}

export const dayBefore = (date: string): string => shifted(date, -1);
export const dayAfter = (date: string): string => shifted(date, 1);
const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * day).toISOString().slice(0, 10);

/** The first instant at which a zone's clock shows a local time or a later one: found by walking minute by minute. */
export function instantAt(local: string, zone: string): number {
  const around = Date.parse(`${local}:00Z`);
  for (let at = around - 15 * hour; at < around + 15 * hour; at += 15 * 60 * second)
    if (clockOf(at, zone) >= local) return at;
  return around;
}

/** Two instants at which nothing in between changes: every edge of these spans inside a window, in order. */
export function pieces(spans: readonly ToldSpan[], window: ToldSpan): ToldSpan[] {
  const edges = [
    window.from,
    ...spans.flatMap(({ from, to }) => [from, to]).filter((at) => isIn(window, at)),
    window.to,
  ];
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => ({ from: sorted[i] ?? to, to }));
}

/** How long at least one of these spans holds inside a window. */
export const heldFor = (spans: readonly ToldSpan[], window: ToldSpan): number =>
  sum(
    pieces(spans, window)
      .filter((piece) => spans.some((span) => isIn(span, piece.from)))
      .map(({ from, to }) => to - from),
  );

/** The middle, or between the two middles; null below a number of values. */
export function quantile(values: readonly number[], share: number, least: number): number | null {
  if (values.length < least) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low * (1 - (place - Math.floor(place))) + high * (place - Math.floor(place));
}

export const share = (numerator: number, denominator: number, parts: object = {}) => ({
  ...{ value: denominator === 0 ? null : numerator / denominator, numerator, denominator, parts },
});
export const number = (value: number | null, parts: object = {}) => ({ value, parts });
