import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateLabel, instantLabel, spanLabel, zoneLabel } from './label';
import {
  addDays,
  addMonths,
  hourOfDay,
  instantOf,
  isoWeekday,
  isZone,
  localDate,
  localTime,
  parseLocal,
  resolveWall,
  startOfDay,
  wallAt,
} from './wall-clock';

const iso = (local: string, zone: string): string => instantOf(local, zone).toISOString();

const zones = [
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Europe/London',
  'Asia/Kolkata',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Tehran',
];

describe('wall clock', () => {
  it('puts Monday noon in New York at 16:00Z on 2026-03-09 and at 17:00Z on 2026-11-02', () => {
    expect(iso('2026-03-09T12:00', 'America/New_York')).toBe('2026-03-09T16:00:00.000Z');
    expect(iso('2026-11-02T12:00', 'America/New_York')).toBe('2026-11-02T17:00:00.000Z');
  });

  it('takes the first of a local time that exists twice', () => {
    expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(iso('2026-04-05T01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
  });

  it('takes the end of the gap for a local time that does not exist', () => {
    expect(iso('2026-03-08T02:00', 'America/New_York')).toBe('2026-03-08T07:00:00.000Z');
    expect(iso('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:00:00.000Z');
    expect(iso('2026-10-04T02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z');
    // Samoa skipped the whole of 30 December 2011.
    expect(iso('2011-12-30T12:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
    expect(localTime(instantOf('2011-12-30T12:00', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31T00:00');
  });

  it('agrees with Intl about every instant of every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2006, 0, 1) / 60_000, max: Date.UTC(2046, 0, 1) / 60_000 }),
        (zone, minute) => {
          const instant = new Date(minute * 60_000);
          const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
          expect(localTime(instant, zone).replace('T', ' ')).toBe(shown.format(instant));
        },
      ),
    );
  });

  it('comes back to the same wall clock, and never runs backwards', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2006, 0, 1) / 60_000, max: Date.UTC(2046, 0, 1) / 60_000 }),
        fc.integer({ min: 0, max: 3_000 }),
        (zone, minute, further) => {
          const wall = minute * 60_000;
          const instant = resolveWall(wall, zone);
          expect(wallAt(instant, zone)).toBeGreaterThanOrEqual(wall);
          expect(resolveWall(wall + further * 60_000, zone)).toBeGreaterThanOrEqual(instant);
          expect(resolveWall(wallAt(instant, zone), zone)).toBe(instant);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('adds days and months on the clock, not in elapsed hours', () => {
    const noon = instantOf('2026-03-02T12:00', 'America/New_York');
    expect(localTime(addDays(noon, 7, 'America/New_York'), 'America/New_York')).toBe('2026-03-09T12:00');
    const end = instantOf('2028-01-31T09:00', 'Europe/London');
    expect(localTime(addMonths(end, 1, 'Europe/London'), 'Europe/London')).toBe('2028-02-29T09:00');
    expect(localTime(addMonths(end, 2, 'Europe/London'), 'Europe/London')).toBe('2028-03-31T09:00');
    expect(localTime(addMonths(end, -2, 'Europe/London'), 'Europe/London')).toBe('2027-11-30T09:00');
  });

  it('reads the parts of a local day', () => {
    const instant = new Date('2026-12-28T18:29:59Z');
    expect(isoWeekday(instant, 'Asia/Kolkata')).toBe(1);
    expect(hourOfDay(instant, 'Asia/Kolkata')).toBeCloseTo(23.99972, 4);
    expect(localDate(instant, 'Pacific/Apia')).toBe('2026-12-29');
    expect(startOfDay(instant, 'Asia/Kolkata').toISOString()).toBe('2026-12-27T18:30:00.000Z');
  });

  it('knows zones by name only', () => {
    expect(['Europe/Berlin', 'UTC', 'America/New_York'].every(isZone)).toBe(true);
    expect(['Mars/Olympus', '', '+02:00', 'Europe'].some(isZone)).toBe(false);
  });

  it('refuses days that no calendar has', () => {
    expect(['2026-02-29T12:00', '2026-13-01T12:00', '2026-01-01T24:00', '2026-01-01', 'soon'].map(parseLocal)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(parseLocal('2028-02-29T12:00')).toBe(Date.UTC(2028, 1, 29, 12));
  });

  it('writes instants for people, with their zone', () => {
    const noon = instantOf('2026-11-23T12:00', 'America/New_York');
    expect(instantLabel(noon, 'America/New_York')).toBe('Mon 23 Nov 12:00 ET');
    expect(instantLabel(noon, 'Asia/Kolkata')).toBe('Mon 23 Nov 22:30 GMT+5:30');
    expect(zoneLabel(noon, 'Europe/London')).toBe('GMT');
    expect(dateLabel(noon, 'Europe/London', true)).toBe('Mon 23 Nov 2026');
    expect(spanLabel(noon, addDays(noon, 7, 'America/New_York'), 'America/New_York')).toBe(
      'Mon 23 Nov 12:00 – Mon 30 Nov 12:00 ET',
    );
    expect(spanLabel(noon, new Date(noon.getTime() + 7_200_000), 'America/New_York')).toBe(
      'Mon 23 Nov 12:00 – 14:00 ET',
    );
  });
});
