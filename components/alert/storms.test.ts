import { expect, test } from 'vitest';
import { isStorm, stormFrom, stormsIn } from './storms';

const at = (seconds: number) => new Date(Date.parse('2026-11-17T08:00:00Z') + seconds * 1_000);
const alert = (id: string, seconds: number, service = 'db') => ({
  id,
  service: { id: service, name: service },
  openedAt: at(seconds),
  priority: 'P2' as const,
});
const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => alert(`a${from + i}`, from + i));

test('many of one service are one line, where the first of them stood; the others stay', () => {
  const rows = stormsIn([alert('x', 0, 'web'), ...many(stormFrom), alert('y', 3, 'web')]);
  expect(rows.map((row) => (isStorm(row) ? row.alerts.length : row.id))).toEqual(['x', stormFrom, 'y']);
  const [, storm] = rows;
  expect(storm && isStorm(storm) && [storm.from, storm.to]).toEqual([at(0), at(stormFrom - 1)]);
});

test('a few, or what came long apart, is no storm', () => {
  expect(stormsIn(many(stormFrom - 1)).some(isStorm)).toBe(false);
  expect(stormsIn(Array.from({ length: 10 }, (_, i) => alert(`a${i}`, i * 301))).some(isStorm)).toBe(false);
});
