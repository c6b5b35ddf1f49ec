import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Every, occurrencesIn, recurrence } from './recurrence';
import { localTime } from './wall-clock';

const zones = ['America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'Africa/Cairo', 'UTC'];
const anyEvery = fc.oneof(
  fc.record<Every>({ unit: fc.constant('hour'), count: fc.integer({ min: 1, max: 60 }) }),
  fc.record<Every>({ unit: fc.constantFrom('day', 'week', 'month'), count: fc.integer({ min: 1, max: 9 }) }),
);
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
const first = (every: Every, anchor: string, zone: string, count: number): string[] => {
  const rule = recurrence(every, anchor, zone);
  return Array.from({ length: count }, (_, k) => localTime(new Date(rule.at(k)), zone));
};

describe('recurrence', () => {
  it('has weeks of 167 and 169 hours in New York', () => {
    const rule = recurrence({ unit: 'week', count: 1 }, '2026-03-02T12:00', 'America/New_York');
    const hours = (k: number): number => (rule.at(k + 1) - rule.at(k)) / 3_600_000;
    expect([iso(rule.at(0)), iso(rule.at(1)), hours(0), hours(1)]).toEqual([
      '2026-03-02T17:00',
      '2026-03-09T16:00',
      167,
      168,
    ]);
    const autumn = rule.indexAt(Date.UTC(2026, 9, 30));
    expect([iso(rule.at(autumn)), iso(rule.at(autumn + 1)), hours(autumn)]).toEqual([
      '2026-10-26T16:00',
      '2026-11-02T17:00',
      169,
    ]);
  });

  it('keeps the last day of the month for the 31st, and returns to the 31st', () => {
    expect(first({ unit: 'month', count: 1 }, '2027-12-31T09:00', 'Europe/London', 5)).toEqual([
      '2027-12-31T09:00',
      '2028-01-31T09:00',
      '2028-02-29T09:00',
      '2028-03-31T09:00',
      '2028-04-30T09:00',
    ]);
  });

  it('keeps a yearly rhythm that begins on a leap day', () => {
    expect(first({ unit: 'month', count: 12 }, '2028-02-29T00:00', 'UTC', 5)).toEqual([
      '2028-02-29T00:00',
      '2029-02-28T00:00',
      '2030-02-28T00:00',
      '2031-02-28T00:00',
      '2032-02-29T00:00',
    ]);
  });

  it('keeps 12-hour shifts on the clock, so that they have 11 or 13 hours when it changes', () => {
    const rule = recurrence({ unit: 'hour', count: 12 }, '2026-03-07T20:00', 'America/New_York');
    expect((rule.at(1) - rule.at(0)) / 3_600_000).toBe(11);
    expect(first({ unit: 'hour', count: 12 }, '2026-03-07T20:00', 'America/New_York', 3)).toEqual([
      '2026-03-07T20:00',
      '2026-03-08T08:00',
      '2026-03-08T20:00',
    ]);
    const autumn = recurrence({ unit: 'hour', count: 12 }, '2026-10-31T20:00', 'America/New_York');
    expect((autumn.at(1) - autumn.at(0)) / 3_600_000).toBe(13);
  });

  it('counts elapsed hours when they do not divide a day', () => {
    expect(first({ unit: 'hour', count: 36 }, '2026-03-07T20:00', 'America/New_York', 2)).toEqual([
      '2026-03-07T20:00',
      '2026-03-09T09:00',
    ]);
  });

  it('finds the occurrence in progress, however far from the anchor', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anyEvery,
        fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2090, 0, 1) / 60_000 }),
        fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 }),
        (zone, every, minute, anchor) => {
          const rule = recurrence(every, new Date(anchor * 60_000).toISOString().slice(0, 16), zone);
          const k = rule.indexAt(minute * 60_000);
          expect(rule.at(k)).toBeLessThanOrEqual(minute * 60_000);
          expect(rule.at(k + 1)).toBeGreaterThan(minute * 60_000);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('lists what lies in a span, the start included and the end not', () => {
    const rule = recurrence({ unit: 'week', count: 1 }, '2026-03-02T12:00', 'America/New_York');
    const span = { from: new Date('2026-03-09T16:00Z'), to: new Date('2026-03-23T16:00Z') };
    expect(occurrencesIn(rule, span).map((at) => iso(at.getTime()))).toEqual(['2026-03-09T16:00', '2026-03-16T16:00']);
  });

  it('costs the same near the anchor and a century away', () => {
    const rule = recurrence({ unit: 'hour', count: 1 }, '1990-01-01T00:00', 'UTC');
    expect(rule.indexAt(Date.UTC(2090, 0, 1))).toBe((Date.UTC(2090, 0, 1) - Date.UTC(1990, 0, 1)) / 3_600_000);
  });
});
