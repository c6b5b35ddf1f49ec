import { expect, it } from 'vitest';
import { conditionFaults, type Hours, heldBackBy } from './condition';

const nine: Hours = {
  only: 'inside',
  timeZone: 'America/New_York',
  days: ['monday', 'tuesday'],
  start: '09:00',
  end: '17:00',
};
const night: Hours = { ...nine, days: ['monday'], start: '22:00', end: '06:00' };
const at = (iso: string, hours: Hours, priority = null) => heldBackBy({ hours }, { at: new Date(iso), priority });

it('fires from the first instant of the hours until before their last, on the clock of their zone', () => {
  expect(at('2026-11-16T13:59:59.999Z', nine)).toBe('hours');
  expect(at('2026-11-16T14:00:00Z', nine)).toBeNull();
  expect(at('2026-11-16T21:59:59.999Z', nine)).toBeNull();
  expect(at('2026-11-16T22:00:00Z', nine)).toBe('hours');
  expect(at('2026-11-18T15:00:00Z', nine)).toBe('hours');
});

it('is the very opposite outside them', () => {
  for (const iso of ['2026-11-16T13:59:59.999Z', '2026-11-16T14:00:00Z', '2026-11-18T15:00:00Z'])
    expect(at(iso, nine) === null).toBe(at(iso, { ...nine, only: 'outside' }) !== null);
});

it('counts a night to the day on which it begins, also when the clocks change', () => {
  expect(at('2026-11-17T10:59:59Z', night)).toBeNull();
  expect(at('2026-11-17T11:00:00Z', night)).toBe('hours');
  expect(at('2026-11-16T10:00:00Z', night)).toBe('hours');
  // Monday 9 March 2026, the day after the clocks went forward: 09:00 is 13:00Z.
  expect(at('2026-03-09T13:00:00Z', nine)).toBeNull();
  expect(at('2026-03-09T12:59:59Z', nine)).toBe('hours');
});

it('lets through what is at least as bad as it asks for, and what has no priority', () => {
  const asked = { priorityAtLeast: 'P2' } as const;
  const now = new Date('2026-11-16T14:00:00Z');
  expect(heldBackBy(asked, { at: now, priority: 'P1' })).toBeNull();
  expect(heldBackBy(asked, { at: now, priority: 'P2' })).toBeNull();
  expect(heldBackBy(asked, { at: now, priority: 'P3' })).toBe('priority');
  expect(heldBackBy(asked, { at: now, priority: null })).toBeNull();
});

it('names nonsense by its field', () => {
  expect(conditionFaults('steps.0', { hours: { ...nine, timeZone: 'Mars', days: [], end: '09:00' } })).toEqual({
    'steps.0.hours.timeZone': expect.any(String),
    'steps.0.hours.days': expect.any(String),
    'steps.0.hours.end': expect.any(String),
  });
  expect(conditionFaults('steps.0', { hours: nine, priorityAtLeast: 'P1' })).toEqual({});
});
