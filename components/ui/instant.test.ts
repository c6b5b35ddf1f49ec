import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countdownOf,
  dayAndTime,
  durationOf,
  inFull,
  relative,
  spanOf,
  timeOfDay,
  weekdayAndTime,
  zoneWord,
} from './instant';

const now = '2026-11-21T18:00:00Z';
const newYork = 'America/New_York';

describe('a time of day', () => {
  it('never stands without its zone', () => {
    expect(timeOfDay('2026-11-23T17:00:00Z', newYork)).toBe('12:00 ET');
    expect(timeOfDay('2026-11-23T05:00:00Z', newYork)).toBe('00:00 ET');
    expect(timeOfDay('2026-11-23T17:00:00Z', 'Asia/Kolkata')).toBe('22:30 Kolkata');
    expect(timeOfDay('2026-11-23T17:00:08Z', 'UTC', { seconds: true })).toBe('17:00:08 UTC');
  });

  it('keeps the same word on both sides of a clock change', () => {
    expect(zoneWord(newYork, '2026-11-01T05:30:00Z')).toBe('ET');
    expect(zoneWord(newYork, '2026-11-01T06:30:00Z')).toBe('ET');
    expect(zoneWord('America/Argentina/Buenos_Aires', now)).toBe('Buenos Aires');
  });

  it('is told apart in full where the hour is repeated', () => {
    expect(inFull('2026-11-01T05:30:00Z', newYork)).toBe('Sun 1 Nov 2026 01:30:00 ET (GMT-04:00)');
    expect(inFull('2026-11-01T06:30:00Z', newYork)).toBe('Sun 1 Nov 2026 01:30:00 ET (GMT-05:00)');
  });

  it('names the year only when it is another one, seen from the zone', () => {
    expect(dayAndTime('2026-11-23T17:00:00Z', newYork, now)).toBe('Mon 23 Nov 12:00 ET');
    expect(dayAndTime('2027-01-01T04:30:00Z', newYork, now)).toBe('Thu 31 Dec 23:30 ET');
    expect(dayAndTime('2027-01-01T05:00:00Z', newYork, now)).toBe('Fri 1 Jan 2027 00:00 ET');
  });
});

describe('a weekday alone', () => {
  it('stands only while no other day of that name is nearer', () => {
    expect(weekdayAndTime('2026-11-23T17:00:00Z', newYork, now)).toBe('Mon 12:00 ET');
    expect(weekdayAndTime('2026-11-28T17:00:00Z', newYork, now)).toBe('Sat 28 Nov 12:00 ET');
  });
});

describe('a span', () => {
  it('names one day when it stays within it and both when it does not', () => {
    expect(spanOf('2026-11-22T23:00:00Z', '2026-11-23T02:30:00Z', newYork, now)).toBe('Sun 22 Nov 18:00 – 21:30 ET');
    expect(spanOf('2026-11-22T23:00:00Z', '2026-11-23T05:30:00Z', newYork, now)).toBe(
      'Sun 22 Nov 18:00 – Mon 23 Nov 00:30 ET',
    );
  });
});

describe('lengths', () => {
  it('are counted in words of two units at most', () => {
    expect([0, 59, 60, 3_600, 12_600, 86_400, 187_200, 700_000].map(durationOf)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '1 h',
      '3 h 30 min',
      '1 day',
      '2 days 4 h',
      '8 days',
    ]);
  });

  it('say before and after', () => {
    expect(relative('2026-11-21T17:56:00Z', now)).toBe('4 min ago');
    expect(relative('2026-11-21T20:10:00Z', now)).toBe('in 2 h 10 min');
    expect(relative(now, now)).toBe('just now');
  });

  it('a countdown never runs backwards and ends at 0:00', () => {
    expect(countdownOf('2026-11-21T18:04:12Z', now)).toBe('4:12');
    expect(countdownOf('2026-11-21T19:04:12Z', now)).toBe('1:04:12');
    expect(countdownOf('2026-11-21T17:00:00Z', now)).toBe('0:00');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000_000 }), (left) => {
        const at = new Date(Date.parse(now) + left);
        const [seconds = 0, minutes = 0, hours = 0] = countdownOf(at, now).split(':').map(Number).reverse();
        expect(hours * 3600 + minutes * 60 + seconds).toBe(Math.ceil(left / 1000));
      }),
    );
  });
});
