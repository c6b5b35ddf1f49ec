import { describe, expect, it } from 'vitest';
import type { CalendarView } from '@/server/oncall/calendar';
import { lanesOf } from './lanes';

const zone = 'America/New_York';
const now = new Date('2026-11-18T09:00:00Z');
const handoffs = ['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'].map((day) => new Date(`${day}T17:00:00Z`));
const [first, second, third] = handoffs as [Date, Date, Date];
const shift = (role: string, personId: string, from: Date, to: Date, source: 'rotation' | 'override' = 'rotation') => ({
  ...{ role, personId, from, to, source, turnStartsAt: from },
});
const view: CalendarView = {
  now,
  from: new Date('2026-09-01T00:00:00Z'),
  to: new Date('2027-02-01T00:00:00Z'),
  viewer: { id: 'ana', timeZone: 'Europe/Berlin' },
  people: ['ana', 'ben'].map((id) => ({ id, name: id.toUpperCase(), timeZone: 'UTC' })),
  teams: [],
  choices: [],
  away: ['ana', 'ben', 'stranger'].map((personId) => ({
    ...{ personId, kind: 'holiday', name: 'Thanksgiving' },
    ...{ from: new Date('2026-11-26T05:00:00Z'), to: new Date('2026-11-27T05:00:00Z') },
  })),
  rotations: [
    {
      ...{ id: 'r', name: 'Payments', zone, roles: ['primary', 'secondary'], handoffs },
      shifts: [
        shift('primary', 'ana', first, second),
        shift('primary', 'ben', second, third, 'override'),
        shift('secondary', 'ben', first, second),
      ],
      gaps: [{ role: 'secondary', from: second, to: third }],
      publishedUntil: third,
    },
  ],
};
const ask = { view, day: '2026-11-18', range: 'weeks' as const, zone, now };

describe('lanes', () => {
  it('are one a role, with bars placed by their instants in per cent of the range', () => {
    const chart = lanesOf({ ...ask, by: 'role' });
    const [primary, secondary, away] = chart.groups[0]?.lanes ?? [];
    expect(primary?.bars.map(({ label, kind }) => [label, kind])).toEqual([
      ['ANA (you)', 'mine'],
      ['covers: BEN', 'first'],
    ]);
    expect(primary?.bars[0]?.left).toBeCloseTo((0.5 / 28) * 100);
    expect(primary?.bars[0]?.width).toBeCloseTo(25);
    expect(secondary?.bars.at(-1)).toMatchObject({
      kind: 'gap',
      label: expect.stringContaining('Nobody is secondary'),
    });
    expect(away?.bars.map(({ label }) => label)).toEqual(['Thanksgiving: ANA, BEN']);
  });

  it('are one a person, overlapping bars below each other, and what is missing first', () => {
    const overlapping = {
      ...view.rotations[0],
      shifts: [shift('primary', 'ana', first, second), shift('secondary', 'ana', first, third)],
    };
    const chart = lanesOf({ ...ask, view: { ...view, rotations: [overlapping as never] }, by: 'person' });
    const [nobody, ana] = chart.groups[0]?.lanes ?? [];
    expect(nobody).toMatchObject({ word: 'Nobody', bars: [{ kind: 'gap' }] });
    expect(ana).toMatchObject({ word: 'ANA', rows: 2 });
    expect(ana?.bars.map(({ row }) => row)).toEqual([0, 1]);
  });

  it('have week edges at the handoffs, the line up to which weeks stand, and now', () => {
    const { groups, now: at, days } = lanesOf({ ...ask, by: 'role' });
    expect(groups[0]?.handoffs.map(({ word }) => word)).toEqual(Array(4).fill('Handoff 12:00 ET'));
    expect(groups[0]?.publishedTo).toEqual({ at: expect.closeTo((14.5 / 28) * 100), word: 'published to Mon 30 Nov' });
    expect(at?.at).toBeCloseTo(((2 * 24 + 4) / (28 * 24)) * 100);
    expect(days).toHaveLength(28);
    expect(days.flatMap(({ word }) => word ?? [])).toEqual(['Mon 16 Nov', 'Mon 23 Nov', 'Mon 30 Nov', 'Mon 7 Dec']);
  });

  it('show a month or a quarter of the calendar, with words only where they do not stand on each other', () => {
    const month = lanesOf({ ...ask, range: 'month', by: 'role' });
    expect(month.days).toHaveLength(30);
    expect(month.groups[0]?.publishedTo.at).toBeCloseTo(((29 * 24 + 13) / (30 * 24 + 1)) * 100, 1);
    const quarter = lanesOf({ ...ask, range: 'quarter', by: 'role' });
    expect(quarter.days.map(({ word }) => word)).toEqual([
      ...['1 Oct', null, '12 Oct', '19 Oct', '26 Oct', '2 Nov', '9 Nov', '16 Nov', '23 Nov', '30 Nov'],
      ...['7 Dec', '14 Dec', '21 Dec', null],
    ]);
    expect(quarter.groups[0]?.lanes[0]?.bars[0]?.width).toBeCloseTo((168 / (92 * 24 + 1)) * 100);
    const { now: later, passed } = lanesOf({ ...ask, day: '2026-05-01', range: 'month', by: 'role' });
    expect([later, passed]).toEqual([null, 100]);
  });

  it('name people by less where a bar is narrow, and never by half a name', () => {
    const person = { id: 'ana', name: 'Anastasia Maria Lopez', timeZone: 'UTC' };
    const labelsIn = (hours: number) => {
      const shifts = [shift('primary', 'ana', first, new Date(first.getTime() + hours * 3_600_000))];
      const rotations = [{ ...(view.rotations[0] as CalendarView['rotations'][number]), shifts, gaps: [] }];
      const chart = lanesOf({ ...ask, view: { ...view, viewer: null, people: [person], rotations }, by: 'role' });
      return chart.groups[0]?.lanes[0]?.bars.map(({ label }) => label);
    };
    expect([168, 60, 24, 3].map(labelsIn)).toEqual([['Anastasia Maria Lopez'], ['Anastasia'], ['AML'], ['']]);
  });

  it.each([
    ['2026-10-26T16:00:00Z', '2026-11-02T17:00:00Z', 169, 'Mon 26 Oct'],
    ['2026-03-02T17:00:00Z', '2026-03-09T16:00:00Z', 167, 'Mon 2 Mar'],
  ])('say where a week has another length than its clock shows: %s', (start, end, hours, day) => {
    const around = [start, end, new Date(Date.parse(end) + 604_800_000).toISOString()].map((at) => new Date(at));
    const rotations = [{ ...(view.rotations[0] as CalendarView['rotations'][number]), handoffs: around }];
    const question = { ...ask, day: start.slice(0, 10), view: { ...view, rotations }, by: 'role' as const };
    const [group] = lanesOf(question).groups;
    expect(group?.handoffs.map(({ note }) => note)).toEqual([`${hours} h`, null, null]);
    expect(group?.notes).toEqual([`Clocks change: the week from ${day} has ${hours} h.`]);
  });
});
