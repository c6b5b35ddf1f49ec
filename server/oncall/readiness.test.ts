import { expect, it } from 'vitest';
import { unreadyAhead, warningsOf } from './readiness';

const now = new Date('2026-11-16T09:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const coming = (...shifts: [personId: string, days: number, role?: string][]) => [
  {
    rotationId: 'rotation',
    teamId: 'team',
    shifts: shifts.map(([personId, days, role = 'primary']) => ({
      personId,
      role,
      from: inDays(days),
      to: inDays(days + 7),
    })),
  },
];
const paging = (role: string) => role !== 'shadow';
const told = (days: number) =>
  warningsOf(
    unreadyAhead(coming(['ada', days]), () => false, paging, now),
    now,
  ).map(({ whom }) => whom);

it('tells the person a week ahead and the managers two days ahead, both while the shift runs, and nobody before or after', () => {
  expect(told(8)).toEqual([]);
  expect(told(7)).toEqual(['person']);
  expect(told(3)).toEqual(['person']);
  expect(told(2)).toEqual(['person', 'managers']);
  expect(told(0)).toEqual(['person', 'managers']);
  expect(told(-6)).toEqual(['person', 'managers']);
  expect(told(-7)).toEqual([]);
});

it('is about the next shift of each, in a role that is paged, and only of those who cannot be reached', () => {
  const found = unreadyAhead(
    coming(['ada', 5], ['ada', 3], ['ben', 3], ['cho', 3, 'shadow']),
    (id) => id === 'ben',
    paging,
    now,
  );
  expect(found.map(({ personId, from }) => [personId, from])).toEqual([['ada', inDays(3)]]);
});

it('says the same under the same key, however often it is asked', () => {
  const keys = () =>
    warningsOf(
      unreadyAhead(coming(['ada', 1]), () => false, paging, now),
      now,
    ).map(({ key }) => key);
  expect(keys()).toEqual(keys());
  expect(new Set(keys()).size).toBe(2);
});
