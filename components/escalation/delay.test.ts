import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayOf, secondsOf } from './delay';

test('every delay a policy may hold is shown as a number that means the same when it is saved again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 * 86_400 }), (seconds) => {
      expect(secondsOf(delayOf(seconds))).toBe(seconds);
    }),
  );
});

test('a delay is told in the largest unit that holds it whole', () => {
  expect(delayOf(0)).toEqual({ amount: '0', unit: 'minutes' });
  expect(delayOf(5_400)).toEqual({ amount: '90', unit: 'minutes' });
  expect(delayOf(43_200)).toEqual({ amount: '12', unit: 'hours' });
  expect(delayOf(86_400)).toEqual({ amount: '1', unit: 'days' });
});

test('what is not a number is no delay', () => {
  for (const amount of ['', ' ', 'ten', '-5', '1e3', '5 min'])
    expect(secondsOf({ amount, unit: 'minutes' })).toBeNull();
  expect(secondsOf({ amount: '1,5', unit: 'hours' })).toBe(5_400);
});
