import { expect, it } from 'vitest';
import { helped } from './remedy';

const day = 86_400_000;
const start = Date.parse('2026-01-01T00:00:00Z');
const spread = (count: number, from: number, days: number) =>
  Array.from({ length: count }, (_, i) => ({ key: 'k', at: new Date(from + ((i + 0.5) * days * day) / count) }));

it.each([
  [14, 4, 56, 'fewer'],
  [5, 0, 56, 'not-distinguishable'],
  [12, 4, 56, 'not-distinguishable'],
  [6, 0, 56, 'fewer'],
  [20, 3, 28, 'not-distinguishable'],
  [20, 0, 14, 'fewer'],
  [20, 0, 13, 'too-early'],
  [0, 5, 56, 'nothing-to-compare'],
  [2, 20, 56, 'more'],
] as const)('%i before and %i in %i days after: %s', (before, after, days, verdict) => {
  const done = start + 60 * day;
  const spans = {
    before: { from: new Date(start), to: new Date(start + 56 * day) },
    after: { from: new Date(done), to: new Date(done + days * day) },
  };
  const felt = [...spread(before, start, 56), ...spread(after, done, days)];
  expect(helped('k', spans, felt, []).verdict).toBe(verdict);
});
