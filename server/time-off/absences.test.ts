import { describe, expect, it } from 'vitest';
import { machineZones, withMachineIn } from '@/server/testing/machine-zone';
import { absencesIn } from './absences';

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

  const days = (...lines: string[]) => read(calendar(...event(...lines)), 'UTC').map((line) => line.slice(0, 10));
  const day = (text: string) => `DTSTART;VALUE=DATE:${text}`;

  it.each([
    [
      'the last working day of a month',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3',
      '20261130',
      ['2026-11-30', '2026-12-31', '2027-01-29'],
    ],
    [
      'the first and the last Friday',
      'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1,-1;COUNT=4',
      '20261106',
      ['2026-11-06', '2026-11-27', '2026-12-04', '2026-12-25'],
    ],
    ['the second Tuesday', 'FREQ=MONTHLY;BYDAY=2TU;COUNT=3', '20261110', ['2026-11-10', '2026-12-08', '2027-01-12']],
    ['the last Friday', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3', '20261127', ['2026-11-27', '2026-12-25', '2027-01-29']],
    [
      'the last day of a month',
      'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4',
      '20261130',
      ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28'],
    ],
    [
      'the last day but one, every other month',
      'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-2;COUNT=3',
      '20261129',
      ['2026-11-29', '2027-01-30', '2027-03-30'],
    ],
    ['Friday the 13th', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=1', '20261113', ['2026-11-13']],
    ['Thanksgiving', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '20201126', ['2026-11-26']],
    ['the 20th Monday of the year', 'FREQ=YEARLY;BYDAY=20MO', '19970519', ['2027-05-17']],
    ['the Monday of week 20', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '19970512', ['2027-05-17']],
    ['week 53, where a year has it', 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO', '20201228', ['2026-12-28']],
    ['the last week of the year', 'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO', '20201228', ['2026-12-28']],
    ['the hundredth day and the last', 'FREQ=YEARLY;BYYEARDAY=100,-1', '20200409', ['2026-12-31', '2027-04-10']],
    [
      'every other week from a Sunday',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '20261103',
      ['2026-11-03', '2026-11-15', '2026-11-17', '2026-11-29'],
    ],
    [
      'every other week from a Monday',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      '20261103',
      ['2026-11-03', '2026-11-08', '2026-11-17', '2026-11-22'],
    ],
    ['a leap day, of which there is none', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '20240229', []],
    ['the 31st, where a month has it', 'FREQ=MONTHLY;COUNT=3', '20261231', ['2026-12-31', '2027-01-31', '2027-03-31']],
  ])('repeats on %s: %s', (_, rule, start, expected) => {
    expect(days(day(start), `RRULE:${rule}`)).toEqual(expected);
  });

  it('adds the dates named beside a rule, or without one, and leaves out those excluded, each once', () => {
    expect(days(day('20261202'), 'RDATE;VALUE=DATE:20261204,20261209', 'EXDATE;VALUE=DATE:20261202')).toEqual([
      '2026-12-04',
      '2026-12-09',
    ]);
    const both = ['RRULE:FREQ=WEEKLY;COUNT=3', 'RDATE;VALUE=DATE:20261205', 'RDATE;VALUE=DATE:20261209'];
    expect(days(day('20261202'), ...both, 'EXDATE;VALUE=DATE:20261209')).toEqual([
      ...['2026-12-02', '2026-12-05', '2026-12-16'],
    ]);
    const period = event('DTSTART:20261202T100000Z', 'DURATION:PT1H', 'RDATE;VALUE=PERIOD:20261203T100000Z/PT1H');
    expect(read(calendar(...period))).toEqual([
      '2026-12-02T10:00 2026-12-02T11:00',
      '2026-12-03T10:00 2026-12-03T11:00',
    ]);
  });

  const evenings = ['DTSTART;TZID=America/New_York:20261102T200000', 'DURATION:PT1H'];

  it('ends at an instant that is given in UTC, for an event on another clock', () => {
    // 20:00 in New York on the 4th is 01:00 in UTC on the 5th: that evening is the last.
    expect(read(calendar(...event(...evenings, 'RRULE:FREQ=DAILY;UNTIL=20261105T010000Z')))).toHaveLength(3);
    expect(read(calendar(...event(...evenings, 'RRULE:FREQ=DAILY;UNTIL=20261105T005959Z')))).toHaveLength(2);
    expect(days(day('20261102'), 'RRULE:FREQ=DAILY;UNTIL=20261104T235959Z')).toEqual(['2026-11-02']);
  });

  it('knows an exception written in UTC, on another clock, or by its day alone', () => {
    const rule = 'RRULE:FREQ=DAILY;COUNT=4';
    const left = (...lines: string[]) =>
      read(calendar(...event(...evenings, rule, ...lines))).map((line) => line.slice(0, 10));
    expect(left('EXDATE:20261104T010000Z')).toEqual(['2026-11-03', '2026-11-05', '2026-11-06']);
    expect(left('EXDATE;TZID=Europe/Berlin:20261104T020000')).toEqual(['2026-11-03', '2026-11-05', '2026-11-06']);
    expect(left('EXDATE;VALUE=DATE:20261103')).toEqual(['2026-11-03', '2026-11-05', '2026-11-06']);
  });

  it('moves or cancels one occurrence, also where its old time is written in UTC', () => {
    const master = event(...evenings, 'RRULE:FREQ=DAILY;COUNT=3');
    const moved = event('RECURRENCE-ID:20261104T010000Z', 'DTSTART:20261110T090000Z', 'DTEND:20261110T100000Z');
    const cancelled = event('RECURRENCE-ID;TZID=America/New_York:20261104T200000', ...evenings, 'STATUS:CANCELLED');
    expect(read(calendar(...moved, ...master, ...cancelled))).toEqual([
      '2026-11-03T01:00 2026-11-03T02:00',
      '2026-11-10T09:00 2026-11-10T10:00',
    ]);
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

  it('is one occurrence for a rule that means nothing, and the rest of the feed is read', () => {
    const other = ['BEGIN:VEVENT', 'UID:other', 'DTSTART;VALUE=DATE:20270105', 'END:VEVENT'];
    for (const rule of ['FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=9'])
      expect(read(calendar(...event('DTSTART;VALUE=DATE:20261224', `RRULE:${rule}`), ...other), 'UTC'), rule).toEqual([
        '2026-12-24T00:00 2026-12-25T00:00',
        '2027-01-05T00:00 2027-01-06T00:00',
      ]);
  });

  it('is a sentence for what is no calendar', () => {
    for (const text of ['', '<html>', 'BEGIN:VCARD\r\nEND:VCARD', calendar('BEGIN:VEVENT')])
      expect(() => read(text)).toThrow('no iCalendar feed');
  });
});
