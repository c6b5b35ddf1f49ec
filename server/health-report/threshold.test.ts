import { expect, it } from 'vitest';
import { crossed } from './threshold';

const quiet = { id: 'r', primary: 14, asleep: 1, unanswered: 0, keys: [{ key: 'disk', count: 2, sleep: 1 }] };
const rulesOf = (week: Parameters<typeof crossed>[0], own: Parameters<typeof crossed>[1] = []) =>
  crossed(week, own).map(({ rule }) => rule);

it('opens nothing up to the usual values, and one follow-up a rule and key beyond them', () => {
  expect(rulesOf(quiet)).toEqual([]);
  const loud = {
    ...quiet,
    primary: 15,
    asleep: 2,
    unanswered: 1,
    keys: [
      { key: 'disk', count: 3, sleep: 0 },
      { key: 'cpu', count: 2, sleep: 2 },
    ],
  };
  expect(rulesOf(loud)).toEqual(['A1', 'A2', 'C5', 'noisy-key', 'noisy-key']);
});

it('follows a rotation’s own values, and is silent where they say never', () => {
  expect(rulesOf(quiet, [{ rotationId: 'r', rule: 'A1', value: 10 }])).toEqual(['A1']);
  const never = ['A1', 'A2', 'C5', 'noisy-key'].map((rule) => ({ rotationId: 'r', rule, value: null }));
  expect(
    rulesOf({ ...quiet, primary: 99, asleep: 9, unanswered: 9, keys: [{ key: 'disk', count: 9, sleep: 9 }] }, never),
  ).toEqual([]);
});
