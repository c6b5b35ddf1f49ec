import { describe, expect, it } from 'vitest';
import { holidaysIn, holidaysOf } from './holidays';

const december = { from: new Date('2026-12-01T00:00:00Z'), to: new Date('2027-01-03T00:00:00Z') };

describe('public holidays', () => {
  it('are whole days on the clock of the zone asked for', () => {
    const christmas = holidaysIn('DE', 'Europe/Berlin', december).find(({ from }) => from.getUTCDate() === 24);
    expect(christmas).toMatchObject({
      from: new Date('2026-12-24T23:00:00Z'),
      to: new Date('2026-12-25T23:00:00Z'),
    });
    const there = holidaysIn('US', 'America/New_York', december);
    expect(there.map(({ from }) => from.toISOString())).toContain('2026-12-25T05:00:00.000Z');
  });

  it('reach over the turn of the year, and only into the span', () => {
    const days = holidaysIn('DE', 'Europe/Berlin', december).map(({ from }) => from.toISOString());
    expect(days).toContain('2026-12-31T23:00:00.000Z');
    expect(days).toHaveLength(new Set(days).size);
    expect(days.every((day) => day > '2026-11-30' && day < '2027-01-03')).toBe(true);
  });

  it('are nobody’s whose country is unknown', () => {
    const people = [
      { id: 'ana', country: null, timeZone: 'Europe/Berlin' },
      { id: 'ben', country: 'XX', timeZone: 'Europe/Berlin' },
      { id: 'cho', country: 'de', timeZone: 'Asia/Seoul' },
    ];
    expect(new Set(holidaysOf(people, december).map(({ personId }) => personId))).toEqual(new Set(['cho']));
  });
});
