import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hoursWords, percentWords, secondsWords, signedWords, valueWords } from './figure-words';

const ratio = (numerator: number, denominator: number) =>
  valueWords({ unit: 'ratio', value: denominator === 0 ? null : numerator / denominator, numerator, denominator });

test('a share of a handful is told as counts, and a percentage stands from ten on', () => {
  expect(ratio(6, 8)).toBe('6 of 8');
  expect(ratio(6, 10)).toBe('6 of 10 (60 %)');
  expect(ratio(0, 0)).toBe('None to count');
});

test('a rate over less than half a week is told as what happened in it', () => {
  expect(valueWords({ unit: 'per-week', value: null, numerator: 2, denominator: 13 })).toBe('2 in 13 h');
  expect(valueWords({ unit: 'per-week', value: null, numerator: 0, denominator: 0 })).toBe('Nobody on call');
  expect(valueWords({ unit: 'per-week', value: 7.9527, numerator: 8, denominator: 169 })).toBe('8.0 a week');
});

test('times keep two units', () => {
  expect(secondsWords(213)).toBe('3 min 33 s');
  expect(secondsWords(7_460)).toBe('2 h 4 min');
  expect(hoursWords(169)).toBe('169 h');
  expect(valueWords({ unit: 'minutes', value: 210, numerator: 210, denominator: null })).toBe('3 h 30 min');
});

test('what nobody knows is never a number, and nothing is ever NaN', () => {
  const units = ['count', 'per-week', 'ratio', 'seconds', 'minutes', 'hours', 'weeks'] as const;
  for (const unit of units) {
    expect(valueWords({ unit, value: null, numerator: null, denominator: null })).toBe('Not enough data');
  }
  fc.assert(
    fc.property(fc.constantFrom(...units), fc.nat(1e6), fc.nat(1e6), (unit, a, b) => {
      const words = valueWords({ unit, value: b === 0 ? null : a / b, numerator: a, denominator: b });
      expect(words).not.toMatch(/NaN|Infinity|undefined/);
    }),
  );
});

test('only all is 100 %, and only nothing is 0 %', () => {
  expect(percentWords(0.999)).toBe('99 %');
  expect(percentWords(1)).toBe('100 %');
  expect(percentWords(0.001)).toBe('under 1 %');
});

test('a deviation too small to see has no sign', () => {
  expect([signedWords(0.6736), signedWords(-0.4033), signedWords(-0.01)]).toEqual(['+0.7', '−0.4', '0.0']);
});
