import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLow, marks, watchSpace } from './space';

describe('F52: the disk under the database', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is low below the one mark and has enough above the other', () => {
    expect(isLow(marks.low, false)).toBe(false);
    expect(isLow(marks.low - 1, false)).toBe(true);
    expect(isLow(marks.enough - 1, true)).toBe(true);
    expect(isLow(marks.enough, true)).toBe(false);
  });

  it('is told of once when it fills and once when it is freed; what cannot be read changes nothing', async () => {
    const said: boolean[] = [];
    const free = [marks.enough, marks.low - 1, Number.NaN, marks.low + 1, marks.enough + 1, marks.enough + 1];
    const stop = new AbortController();
    watchSpace(
      '.',
      (low) => said.push(low),
      stop.signal,
      async () => {
        const next = free.shift() ?? 0;
        if (Number.isNaN(next)) throw new Error('it cannot be read');
        return next;
      },
    );
    await vi.advanceTimersByTimeAsync(10_000);
    stop.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(said).toEqual([true, false]);
  });
});
