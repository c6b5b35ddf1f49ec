export type Unit = 'count' | 'per-week' | 'ratio' | 'seconds' | 'minutes' | 'hours' | 'weeks';

/** One figure of the catalogue. Null, never 0, when it is not known. */
export type Figure = {
  id: string;
  unit: Unit;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** How many rows it rests on. */
  sample: number;
  parts: Readonly<Record<string, number>>;
};

type More = { sample?: number; parts?: Readonly<Record<string, number>> };

export const count = (
  id: string,
  value: number,
  { sample = value, parts = {} }: More = {},
  unit: Unit = 'count',
): Figure => ({
  ...{ id, unit, value, numerator: value, denominator: null, sample, parts },
});

/** Null where nothing could be counted. */
export const ratio = (id: string, numerator: number, denominator: number, { parts = {} }: More = {}): Figure => ({
  ...{ id, unit: 'ratio' as const, value: denominator === 0 ? null : numerator / denominator },
  ...{ numerator, denominator, sample: denominator, parts },
});

/** A median exists from six values on: before, no 95 % interval for it does. */
export const medianFrom = 6;
export const p90From = 29;

/** As PostgreSQL's `percentile_cont`: linear between the two nearest. */
export const percentile = (values: readonly number[], share: number): number | null =>
  percentileOf(Float64Array.from(values).sort(), share);

/** The same of values in order. */
export function percentileOf(sorted: Float64Array, share: number): number | null {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number | null =>
  values.length < medianFrom ? null : percentile(values, 0.5);

export const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
