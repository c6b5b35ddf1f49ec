import type { Span } from './span';
import { wallAt } from './wall-clock';

export interface ClockChange {
  /** The instant from which the clock shows another time. */
  readonly at: Date;
  /** Positive: the clock goes forward. */
  readonly minutes: number;
}

/** When the clocks of a zone change inside a span of some weeks; null: they do not. */
export function clockChangeIn(zone: string, { from, to }: Span): ClockChange | null {
  const offset = (instant: number): number => wallAt(instant, zone) - instant;
  let [low, high] = [from.getTime(), to.getTime()];
  const [before, after] = [offset(low), offset(high)];
  if (before === after) return null;
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000;
    if (middle <= low) break;
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return { at: new Date(Math.ceil(high / 1_000) * 1_000), minutes: (after - before) / 60_000 };
}
