import { expect, it } from 'vitest';
import { type MaintenanceWindow, quietUntil, stateOf, windowOver } from './maintenance';

const at = (time: string) => new Date(`2026-11-16T${time}:00Z`);
const window = (part: Partial<MaintenanceWindow>): MaintenanceWindow => ({
  id: 'w',
  teamId: 'team',
  serviceId: null,
  title: 'Move',
  match: {},
  startsAt: at('10:00'),
  endsAt: at('12:00'),
  createdAt: at('09:00'),
  createdById: null,
  ...part,
});
const carrier = { teamId: 'team', serviceId: 'db', labels: new Map([['cluster', 'eu1']]) };
const over = (part: Partial<MaintenanceWindow>, now = at('11:00')) => windowOver([window(part)], carrier, now)?.id;

it('begins with its first instant and is over with its last', () => {
  expect(stateOf(window({}), at('09:59'))).toBe('planned');
  expect(stateOf(window({}), at('10:00'))).toBe('active');
  expect(stateOf(window({}), at('12:00'))).toBe('over');
  expect(over({}, at('12:00'))).toBeUndefined();
});

it('covers its team, its service, and only what carries every label', () => {
  expect(over({})).toBe('w');
  expect(over({ teamId: 'other' })).toBeUndefined();
  expect(over({ serviceId: 'db' })).toBe('w');
  expect(over({ serviceId: 'web' })).toBeUndefined();
  expect(over({ match: { cluster: 'eu1' } })).toBe('w');
  expect(over({ match: { cluster: 'eu2' } })).toBeUndefined();
  expect(over({ match: { cluster: 'eu1', rack: '7' } })).toBeUndefined();
});

it('of several the one that lasts longest counts; one without an end is looked at again the next day', () => {
  const endless = window({ id: 'endless', endsAt: null });
  expect(windowOver([window({}), endless], carrier, at('11:00'))?.id).toBe('endless');
  expect(quietUntil(endless, at('11:00'))).toEqual(new Date('2026-11-17T11:00:00Z'));
  expect(quietUntil(window({}), at('11:00'))).toEqual(at('12:00'));
});
