import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, contains, covers, hours, merge, overlap, overlaps, type Span, subtract } from './span';

const span = (from: number, to: number): Span => ({ from: new Date(from), to: new Date(to) });
const pairs = (spans: readonly Span[]): number[][] => spans.map(({ from, to }) => [from.getTime(), to.getTime()]);
const anySpans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
    .map(([from, length]) => span(from, from + length)),
  { maxLength: 8 },
);
const inside = (spans: readonly Span[], at: number): boolean => spans.some((one) => contains(one, new Date(at)));

describe('half-open spans', () => {
  it('holds its start and not its end', () => {
    expect(contains(span(1, 3), new Date(1))).toBe(true);
    expect(contains(span(1, 3), new Date(3))).toBe(false);
    expect(overlaps(span(1, 3), span(3, 5))).toBe(false);
    expect(overlap(span(1, 4), span(3, 5))).toEqual(span(3, 4));
    expect(overlap(span(1, 3), span(3, 5))).toBeNull();
    expect(covers(span(1, 5), span(1, 5))).toBe(true);
    expect(hours(span(0, 7_200_000))).toBe(2);
  });

  it('clips rows and keeps what they carry', () => {
    expect(
      clip(
        [
          { ...span(0, 10), name: 'a' },
          { ...span(20, 30), name: 'b' },
        ],
        span(5, 20),
      ),
    ).toEqual([{ ...span(5, 10), name: 'a' }]);
  });

  it('merges and subtracts instant by instant', () => {
    fc.assert(
      fc.property(anySpans, anySpans, (some, taken) => {
        const rest = subtract(some, taken);
        const joined = merge(some);
        for (let at = 0; at < 60; at += 1) {
          expect(inside(joined, at)).toBe(inside(some, at));
          expect(inside(rest, at)).toBe(inside(some, at) && !inside(taken, at));
        }
        for (const list of [pairs(rest), pairs(joined)]) {
          for (const [i, [from = 0, to = 0]] of list.entries()) {
            expect(from).toBeLessThan(to);
            if (i > 0) expect(list[i - 1]?.[1]).toBeLessThan(from);
          }
        }
      }),
    );
  });
});
