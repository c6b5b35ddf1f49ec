import { expect, it } from 'vitest';
import { askAt, backAt, isToBeAsked } from './forgotten';

const now = new Date('2026-11-16T09:00:00Z');

it('asks after a day, or when the service says, or never', () => {
  expect(askAt({ forgottenSeconds: null }, now)).toEqual(new Date('2026-11-17T09:00:00Z'));
  expect(askAt({ forgottenSeconds: 600 }, now)).toEqual(new Date('2026-11-16T09:10:00Z'));
  expect(askAt({ forgottenSeconds: 0 }, now)).toBeNull();
});

it('asks once, then takes it back a quarter of an hour later', () => {
  const taken = { acknowledgedAt: now, snoozedUntil: null, remindedAt: null };
  expect(isToBeAsked(taken)).toBe(true);
  expect(isToBeAsked({ ...taken, remindedAt: now })).toBe(false);
  expect(isToBeAsked({ ...taken, snoozedUntil: now })).toBe(false);
  expect(isToBeAsked({ ...taken, acknowledgedAt: null })).toBe(false);
  expect(backAt(now)).toEqual(new Date('2026-11-16T09:15:00Z'));
});
