import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Definition } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { type FeedEvent, feedOf } from './ical';
import { wholeShiftsIn } from './whole-shift';

const definition: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben'],
  roles: ['primary'],
  pairing: 'secondary-then-primary',
};
const span = { from: new Date('2026-11-23T00:00Z'), to: new Date('2026-12-08T00:00Z') };

function events(overrides: Override[] = [], names: Record<string, string> = {}): FeedEvent[] {
  return wholeShiftsIn({ segments: plain(definition), overrides, span }).map((shift) => ({
    ...shift,
    rotationId: 'r1',
    rotationName: 'Payments; core, all\nteams',
    personName: names[shift.personId] ?? shift.personId,
    version: 3,
    changedAt: new Date('2026-11-01T10:00Z'),
  }));
}

const write = (list: FeedEvent[]): string => feedOf({ name: 'On call', installation: 'a1b2', events: list });

function read(text: string): { uid: string; from: string; to: string; summary: string }[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each);
    const instant = (time: ICAL.Time): string => time.toJSDate().toISOString().slice(0, 16);
    return { uid: event.uid, from: instant(event.startDate), to: instant(event.endDate), summary: event.summary };
  });
}

describe('the calendar feed', () => {
  it('gives every shift its whole time in UTC, whatever the zone of the machine', () => {
    expect(read(write(events()))).toEqual(
      [
        { uid: 'r1-primary-20261116T170000Z@a1b2', from: '2026-11-16T17:00', to: '2026-11-23T17:00' },
        { uid: 'r1-primary-20261123T170000Z@a1b2', from: '2026-11-23T17:00', to: '2026-11-30T17:00' },
        { uid: 'r1-primary-20261130T170000Z@a1b2', from: '2026-11-30T17:00', to: '2026-12-07T17:00' },
        { uid: 'r1-primary-20261207T170000Z@a1b2', from: '2026-12-07T17:00', to: '2026-12-14T17:00' },
      ].map((event, i) => ({ ...event, summary: `${['ben', 'ana'][i % 2]}: primary, Payments; core, all\nteams` })),
    );
    expect(write(events())).toContain('DTSTART:20261123T170000Z');
  });

  it('names an event the same after a cover or a new name; a split keeps the name in its first part', () => {
    const whole = {
      role: 'primary',
      personId: 'eve',
      from: new Date('2026-11-23T17:00Z'),
      to: new Date('2026-11-30T17:00Z'),
    };
    const uids = (list: FeedEvent[]): string[] => read(write(list)).map((event) => event.uid);
    expect(uids(events([whole], { ana: 'Ana María' }))).toEqual(uids(events()));
    const part = { ...whole, from: new Date('2026-11-25T00:00Z'), to: new Date('2026-11-26T00:00Z') };
    const split = uids(events([part]));
    expect(split).toHaveLength(6);
    expect(split).toEqual(expect.arrayContaining(uids(events())));
  });

  it('is the same text for the same shifts, so that an ETag can match', () => {
    expect(write([...events()].reverse())).toBe(write(events()));
    expect(write(events())).not.toMatch(/METHOD|TZID|VTIMEZONE/);
    expect(write(events())).toContain('DTSTAMP:20261101T100000Z');
    expect(write(events())).toContain('SEQUENCE:3');
    expect(write(events())).toContain('TRANSP:TRANSPARENT');
    expect(write(events())).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(write(events())).toContain('X-PUBLISHED-TTL:PT1H');
  });

  it('folds long lines at 75 octets without cutting a character, and ends lines with CRLF', () => {
    const text = write(events([], { ana: 'Zoë '.repeat(40), ben: '日本'.repeat(40) }));
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\uFFFD');
      expect(line).not.toContain('\n');
    }
    expect(read(text)[0]?.summary).toContain('日本'.repeat(40));
  });
});
