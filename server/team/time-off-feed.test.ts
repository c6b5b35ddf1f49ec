import { describe, expect, it } from 'vitest';
import { machineZones, withMachineIn } from '@/server/testing/machine-zone';
import { absencesIn } from './time-off-feed';

const span = { from: new Date('2026-11-01T00:00Z'), to: new Date('2027-11-01T00:00Z') };
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:u', ...lines, 'END:VEVENT'];
const read = (text: string, zone = 'Europe/Berlin') =>
  absencesIn(text, zone, span).map(
    ({ from, to }) => `${from.toISOString().slice(0, 16)} ${to.toISOString().slice(0, 16)}`,
  );

describe.each(machineZones)('absences, with the machine in %s', (zone) => {
  withMachineIn(zone);

  it('reads days on the person’s clock, and times in UTC, in a zone, and floating', () => {
    expect(read(calendar(...event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227')))).toEqual([
      '2026-12-23T23:00 2026-12-26T23:00',
    ]);
    expect(read(calendar(...event('DTSTART;VALUE=DATE:20261224')))).toEqual(['2026-12-23T23:00 2026-12-24T23:00']);
    expect(read(calendar(...event('DTSTART:20261224T100000Z', 'DTEND:20261224T120000Z')))).toEqual([
      '2026-12-24T10:00 2026-12-24T12:00',
    ]);
    expect(read(calendar(...event('DTSTART;TZID=America/New_York:20261224T100000', 'DURATION:PT2H')))).toEqual([
      '2026-12-24T15:00 2026-12-24T17:00',
    ]);
    expect(read(calendar(...event('DTSTART:20261224T100000', 'DTEND:20261224T120000')))).toEqual([
      '2026-12-24T09:00 2026-12-24T11:00',
    ]);
  });

  it('takes a zone nobody knows from the feed, or for the person’s', () => {
    const odd = [
      'BEGIN:VTIMEZONE',
      'TZID:Odd',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0530',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const away = event('DTSTART;TZID=Odd:20261224T100000', 'DTEND;TZID=Odd:20261224T120000');
    expect(read(calendar(...odd, ...away))).toEqual(['2026-12-24T04:30 2026-12-24T06:30']);
    expect(read(calendar(...away))).toEqual(['2026-12-24T09:00 2026-12-24T11:00']);
  });

  it('repeats, leaves out exceptions, moves what was moved, and forgets what was cancelled', () => {
    const weekly = event(
      'DTSTART;VALUE=DATE:20261106',
      'RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20261127',
      'EXDATE;VALUE=DATE:20261113',
    );
    const moved = event('RECURRENCE-ID;VALUE=DATE:20261120', 'DTSTART;VALUE=DATE:20261119');
    expect(read(calendar(...weekly, ...moved))).toEqual([
      '2026-11-05T23:00 2026-11-06T23:00',
      '2026-11-18T23:00 2026-11-19T23:00',
      '2026-11-26T23:00 2026-11-27T23:00',
    ]);
    expect(read(calendar(...event('DTSTART;VALUE=DATE:20261106', 'STATUS:CANCELLED')))).toEqual([]);
    const yearly = event('DTSTART;VALUE=DATE:20001225', 'RRULE:FREQ=YEARLY');
    expect(read(calendar(...yearly))).toEqual(['2026-12-24T23:00 2026-12-25T23:00']);
    const counted = event('DTSTART;VALUE=DATE:20261230', 'RRULE:FREQ=DAILY;COUNT=3');
    expect(read(calendar(...counted))).toEqual(['2026-12-29T23:00 2027-01-01T23:00']);
  });
});

describe('what a stranger’s feed may cost', () => {
  it('is bounded for rules that never or always match', () => {
    const odd = [
      'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
      'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=3',
      'FREQ=SECONDLY',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9',
    ];
    for (const rule of odd)
      expect(read(calendar(...event('DTSTART;VALUE=DATE:20261224', `RRULE:${rule}`))).length, rule).toBeLessThan(2);
    const endless = Array.from({ length: 1_000 }, () =>
      event('DTSTART:19000101T000000Z', 'DTEND:19000101T010000Z', 'RRULE:FREQ=DAILY;COUNT=99999999'),
    ).flat();
    expect(() => read(calendar(...endless))).toThrow('too much');
  });

  it('is a sentence for what is no calendar', () => {
    for (const text of ['', '<html>', 'BEGIN:VCARD\r\nEND:VCARD', calendar('BEGIN:VEVENT')])
      expect(() => read(text)).toThrow('no iCalendar feed');
  });
});
