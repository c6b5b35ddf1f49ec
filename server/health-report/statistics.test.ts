import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsDiffer, sharesDiffer, usualRange, wilson } from './statistics';

const rounded = (value: number | null | undefined, digits: number) => Number((value ?? Number.NaN).toFixed(digits));

describe('small numbers, as the definitions print them', () => {
  it('a share has its range', () => {
    expect([rounded(wilson(6, 10)?.low, 2), rounded(wilson(6, 10)?.high, 2)]).toEqual([0.31, 0.83]);
    expect([rounded(wilson(60, 80)?.low, 2), rounded(wilson(60, 80)?.high, 2)]).toEqual([0.65, 0.83]);
    expect(wilson(0, 0)).toBeNull();
  });

  it.each([
    [14, 4, 56, 56, 0.031],
    [12, 4, 56, 56, 0.077],
    [20, 3, 56, 28, 0.053],
    [5, 0, 56, 56, 0.063],
    [6, 0, 56, 56, 0.031],
    [20, 0, 56, 14, 0.023],
    [3, 6, 7, 7, 0.51],
    [5, 10, 7, 7, 0.3],
  ])('%i and %i over %i and %i days: p = %f', (before, after, daysBefore, daysAfter, p) => {
    const found = countsDiffer(after, before, daysAfter, daysBefore);
    expect(Math.abs((found ?? 1) - p)).toBeLessThan(p < 0.1 ? 0.0006 : 0.01);
  });

  it('two equal weeks first differ at 0 and 6, 1 and 8, 2 and 10, 3 and 12, 5 and 15, 10 and 23', () => {
    for (const [few, many] of [
      [0, 6],
      [1, 8],
      [2, 10],
      [3, 12],
      [5, 15],
      [10, 23],
    ] as const) {
      expect(countsDiffer(few, many, 168, 168)).toBeLessThan(0.05);
      expect(countsDiffer(few, many - 1, 168, 168)).toBeGreaterThanOrEqual(0.05);
    }
  });

  it('a weekly count stays in its usual range', () => {
    expect([5, 10, 20].map(usualRange)).toEqual([
      { low: 0, high: 13 },
      { low: 2, high: 21 },
      { low: 8, high: 35 },
    ]);
    expect(usualRange(0)).toEqual({ low: 0, high: 0 });
  });

  it('never says what is no number', () => {
    const count = fc.nat(200_000);
    fc.assert(
      fc.property(count, count, fc.double({ min: 0, max: 9_000, noNaN: true }), (a, b, hours) => {
        for (const p of [countsDiffer(a, b, hours, 168), countsDiffer(0, 0, 0, 0)])
          expect(p === null || (p >= 0 && p <= 1)).toBe(true);
      }),
      { numRuns: 50 },
    );
    const few = fc.nat(400);
    fc.assert(
      fc.property(few, few, few, few, (a, b, c, d) => {
        const p = sharesDiffer(a, a + b, c, c + d);
        expect(p === null || (p >= 0 && p <= 1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
