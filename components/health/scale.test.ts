import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countAxis, onSpan, onTimeAxis } from './scale';

test('an axis of counts holds every value, begins at 0 and has few, whole ticks', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { maxLength: 30 }), (values) => {
      const { max, ticks } = countAxis(values);
      expect(max).toBeGreaterThanOrEqual(Math.max(1, ...values));
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBe(max);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});

test('a longer wait never stands before a shorter one, and none leaves the chart', () => {
  fc.assert(
    fc.property(fc.nat(1e7), fc.nat(1e7), (a, b) => {
      const [one, other] = [onTimeAxis(Math.min(a, b)), onTimeAxis(Math.max(a, b))];
      expect(one).toBeLessThanOrEqual(other);
      expect(one).toBeGreaterThanOrEqual(0);
      expect(other).toBeLessThanOrEqual(100);
    }),
  );
});

test('an empty span is no division by zero', () => {
  const at = new Date('2026-11-02T17:00:00Z');
  expect(onSpan(at, at, at)).toBe(0);
});
