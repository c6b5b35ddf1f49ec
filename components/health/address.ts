import type { Route } from 'next';
import type { PeriodKind } from '@/server/health/window';

/** What /health is asked for; all of it stands in the address, so that every view can be sent to somebody. */
export type Place = {
  team: string | null;
  rotation: string | null;
  service: string | null;
  period: PeriodKind;
  /** Any instant of the period, ISO 8601; null: the last whole week, or the running month, quarter, year. */
  at: string | null;
  /** The figure whose rows lie open beside the report. */
  show: string | null;
  /** Narrows the rows: to a week by its start, to a key, to an hour of the week. */
  week: string | null;
  key: string | null;
  weekday: string | null;
  hour: string | null;
};

const texts = ['team', 'rotation', 'service', 'at', 'show', 'week', 'key', 'weekday', 'hour'] as const;
const kinds: readonly string[] = ['week', 'month', 'quarter', 'year'] satisfies PeriodKind[];

type Asked = Record<string, string | string[] | undefined>;

export function placeIn(asked: Asked): Place {
  const text = (name: string): string | null => {
    const value = asked[name];
    return typeof value === 'string' && value !== '' && value.length <= 500 ? value : null;
  };
  const period = text('period') ?? 'week';
  return {
    ...(Object.fromEntries(texts.map((name) => [name, text(name)])) as Record<(typeof texts)[number], string | null>),
    period: kinds.includes(period) ? (period as PeriodKind) : 'week',
  };
}

/** The address of a place on `path`; what is as it is by itself is left out. */
export function addressOf(place: Partial<Place>, path = '/health'): Route {
  const query = new URLSearchParams();
  for (const name of texts.slice(0, 3)) if (place[name]) query.set(name, place[name]);
  if (place.period && place.period !== 'week') query.set('period', place.period);
  for (const name of texts.slice(3)) if (place[name]) query.set(name, place[name]);
  const words = query.toString();
  return (words ? `${path}?${words}` : path) as Route;
}

const closed = { show: null, week: null, key: null, weekday: null, hour: null } as const;

/** The same report without rows beside it. */
export const withoutRows = (place: Place): Place => ({ ...place, ...closed });

type Narrowing = Partial<Pick<Place, 'week' | 'key' | 'weekday' | 'hour'>>;

/** The rows behind a figure, beside the same report. */
export const rowsOf = (place: Place, show: string, narrowing: Narrowing = {}): Route =>
  addressOf({ ...withoutRows(place), show, ...narrowing });
