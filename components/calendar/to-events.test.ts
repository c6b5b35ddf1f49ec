import { describe, expect, it } from 'vitest';
import type { CalendarView } from '@/server/oncall/calendar';
import { questionOf } from './address';
import { dayIn, edgesOf, stepFrom, titleOf } from './days';
import { entriesOf, labelOf, shortLabelOf, toEvents } from './to-events';

const from = new Date('2026-11-23T17:00:00Z');
const to = new Date('2026-11-30T17:00:00Z');
const shift = (role: string, personId: string, source: 'rotation' | 'override' = 'rotation') => ({
  role,
  personId,
  from,
  to,
  source,
  turnStartsAt: from,
});
const view: CalendarView = {
  now: from,
  from: new Date('2026-09-01T00:00:00Z'),
  to: new Date('2027-02-01T00:00:00Z'),
  viewer: { id: 'ana', timeZone: 'Europe/Berlin' },
  people: ['ana', 'ben'].map((id) => ({ id, name: id.toUpperCase(), timeZone: 'UTC' })),
  teams: [],
  away: [],
  choices: [],
  rotations: [
    {
      id: 'r',
      name: 'Payments',
      zone: 'America/New_York',
      roles: ['primary', 'secondary'],
      shifts: [shift('primary', 'ben', 'override'), shift('secondary', 'ana')],
      gaps: [{ role: 'primary', from: to, to: new Date('2026-11-30T20:30:00Z') }],
      handoffs: [from, to],
      publishedUntil: to,
    },
  ],
};

describe('a shift in the calendar', () => {
  it('can be read without its colour: role, name, how it came about, and whether it is mine', () => {
    const entries = entriesOf(view);
    expect(entries.map((entry) => labelOf(entry, false))).toEqual([
      'Primary: covers: BEN',
      'Secondary: ANA (you)',
      'Nobody is primary (3 h 30 min)',
    ]);
    expect(labelOf(entries[0] ?? fail(), true)).toBe('Primary: covers: BEN · Payments');
  });

  it('names the person first where there is hardly any room', () => {
    const [held, , gap] = entriesOf({ ...view, people: [{ id: 'ben', name: 'Ben Okafor', timeZone: 'UTC' }] });
    expect(shortLabelOf(held ?? fail())).toBe('Ben · P');
    expect(shortLabelOf(gap ?? fail())).toBe('Nobody · P');
  });

  it('keeps its identity and its instants', () => {
    const events = toEvents(entriesOf(view), false);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    expect(events[0]).toMatchObject({ start: '2026-11-23T17:00:00.000Z', end: '2026-11-30T17:00:00.000Z' });
  });
});

const fail = (): never => {
  throw new Error('nothing there');
};

describe('what is looked at', () => {
  it('asks the server by month, so that stepping through weeks asks seldom, and ignores nonsense', () => {
    expect(questionOf({ team: null, rotation: 'r', day: '2026-11-23' })).toEqual({
      rotationId: 'r',
      around: '2026-11-01',
    });
    expect(questionOf({ team: null, rotation: null, day: 'soon' })).toEqual({});
    expect(questionOf({ team: null, rotation: null, day: '2026-13-45' })).toEqual({});
  });

  it('steps by month from the 31st without leaving a month out, and by week across a year', () => {
    expect(stepFrom('2026-01-31', 'month', 1)).toBe('2026-02-01');
    expect(stepFrom('2026-12-30', 'week', 1)).toBe('2027-01-06');
    expect(stepFrom('2026-12-30', 'weeks', 1)).toBe('2027-01-27');
    expect(stepFrom('2026-11-30', 'quarter', 1)).toBe('2027-02-01');
    expect(edgesOf('2026-11-30', 'quarter')).toEqual({ first: '2026-10-01', next: '2027-01-01' });
    expect(edgesOf('2027-01-03', 'week')).toEqual({ first: '2026-12-28', next: '2027-01-04' });
    expect(stepFrom('2027-01-04', 'week', -1)).toBe('2026-12-28');
  });

  it('is named, and its day is the zone’s own', () => {
    expect(titleOf('2026-11-23', 'month')).toBe('November 2026');
    expect(titleOf('2026-11-23', 'quarter')).toBe('October – December 2026');
    expect(titleOf('2026-12-30', 'week')).toBe('28 Dec 2026 – 3 Jan 2027');
    expect(titleOf('2026-11-18', 'week')).toBe('16 – 22 Nov 2026');
    expect(dayIn(new Date('2026-11-23T23:30:00Z'), 'Asia/Kolkata')).toBe('2026-11-24');
  });
});
