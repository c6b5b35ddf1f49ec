import { describe, expect, it } from 'vitest';
import type { Definition } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import { shifts } from '@/server/rotation/shifts';
import { loadsOf } from './load';

const definition: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-10-26T12:00',
  queue: ['ada', 'ben', 'cy'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const span = { from: new Date('2026-10-26T16:00Z'), to: new Date('2026-11-09T17:00Z') };
const zoneOf = (personId: string): string => (personId === 'cy' ? 'Europe/Athens' : 'America/New_York');

describe('the load of a person', () => {
  const found = shifts({ segments: plain(definition), overrides: [], span }).shifts;

  it('counts exact hours, by role, with the week of 169 hours', () => {
    const loads = loadsOf({ shifts: found, zoneOf });
    expect(loads.map(({ personId, hours, byRole }) => [personId, hours, byRole])).toEqual([
      ['ben', 337, { primary: 168, secondary: 169 }],
      ['ada', 169, { primary: 169 }],
      ['cy', 168, { secondary: 168 }],
    ]);
  });

  it('counts nights and weekends on the person’s own clock', () => {
    const loads = loadsOf({ shifts: found, zoneOf });
    expect(loads.map(({ personId, nights, weekends }) => [personId, nights, weekends])).toEqual([
      ['ben', 14, 2],
      ['ada', 7, 1],
      ['cy', 7, 1],
    ]);
  });

  it('counts a night that a shift only touches, and none that it does not', () => {
    const only = (from: string, to: string): number[] => {
      const shift = { role: 'primary', personId: 'ada', source: 'rotation' as const, turnStartsAt: new Date(from) };
      const [load] = loadsOf({ shifts: [{ ...shift, from: new Date(from), to: new Date(to) }], zoneOf });
      return [load?.nights ?? -1, load?.weekends ?? -1];
    };
    expect(only('2026-11-04T13:00Z', '2026-11-05T03:00Z')).toEqual([0, 0]);
    expect(only('2026-11-04T12:59Z', '2026-11-05T03:00Z')).toEqual([1, 0]);
    expect(only('2026-11-04T13:00Z', '2026-11-05T03:01Z')).toEqual([1, 0]);
    expect(only('2026-11-06T20:00Z', '2026-11-07T05:00Z')).toEqual([1, 0]);
    expect(only('2026-11-06T20:00Z', '2026-11-07T05:01Z')).toEqual([1, 1]);
  });

  it('counts time in two roles once, and a shadow not at all', () => {
    const twice = found.map((shift) => ({ ...shift, personId: 'ada' }));
    expect(loadsOf({ shifts: twice, zoneOf })[0]?.hours).toBe(337);
    expect(loadsOf({ shifts: found.map((shift) => ({ ...shift, role: 'shadow' })), zoneOf })).toEqual([]);
  });
});
