import { expect, it } from 'vitest';
import { classes, classifications, mayClassify } from './classification';

it('nine answers stand behind the keys 1 to 9, and a test counts on neither side', () => {
  expect(classifications).toHaveLength(9);
  expect(classifications.filter((name) => classes[name].group === 'actionable')).toEqual([
    'acted',
    'acted-could-wait',
    'watched',
  ]);
  expect(classes.test.group).toBe('left-out');
});

it('an answer may change for three weeks after the end, and always while it is open', () => {
  const closedAt = new Date('2026-11-01T00:00:00Z');
  expect(mayClassify({ closedAt }, new Date('2026-11-22T00:00:00Z'))).toBe(true);
  expect(mayClassify({ closedAt }, new Date('2026-11-22T00:00:01Z'))).toBe(false);
  expect(mayClassify({ closedAt: null }, new Date('2030-01-01T00:00:00Z'))).toBe(true);
});
