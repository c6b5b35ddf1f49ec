import { expect, test } from 'vitest';
import { groupOf, groupsOf } from './groups';

const now = new Date('2026-11-17T08:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const alert = (id: string, part: object = {}) => ({
  id,
  state: 'open' as const,
  snoozedUntil: null,
  held: null,
  priority: 'P3' as const,
  openedAt: now,
  ...part,
});

test('an alert that is put off stands with the snoozed until its time has come, taken or not', () => {
  expect(groupOf({ state: 'open', snoozedUntil: at(1), held: null }, now)).toBe('snoozed');
  expect(groupOf({ state: 'acknowledged', snoozedUntil: at(1), held: null }, now)).toBe('snoozed');
  expect(groupOf({ state: 'acknowledged', snoozedUntil: now, held: null }, now)).toBe('acknowledged');
  expect(groupOf({ state: 'closed', snoozedUntil: at(1), held: null }, now)).toBe('closed');
});

test('what planned work keeps quiet stands with the snoozed, until its end or as long as nobody ends it', () => {
  const quiet = (until: Date | null) =>
    groupOf({ state: 'open', snoozedUntil: null, held: { until, by: 'Move' } }, now);
  expect([quiet(at(1)), quiet(null), quiet(now)]).toEqual(['snoozed', 'snoozed', 'open']);
});

test('what nobody has taken begins with the worst, and of the equally bad with what waits longest', () => {
  const groups = groupsOf(
    [
      alert('young'),
      alert('old', { openedAt: at(-30) }),
      alert('worst', { priority: 'P1', openedAt: at(-1) }),
      alert('taken', { state: 'acknowledged' }),
    ],
    now,
  );
  expect(groups.open.map(({ id }) => id)).toEqual(['worst', 'old', 'young']);
  expect(groups.acknowledged.map(({ id }) => id)).toEqual(['taken']);
});
