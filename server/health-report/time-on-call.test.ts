import { expect, it } from 'vitest';
import { payFor, timeOf } from './time-on-call';

const person = { id: 'ada', zone: 'America/New_York', holidays: new Set(['2026-11-26']) };
const week = { from: new Date('2026-10-26T16:00:00Z'), to: new Date('2026-11-02T17:00:00Z') };
const shift = (role: string, span = week) => ({ personId: 'ada', role, ...span });

it('counts 169 hours of a week in which the clocks go back, once for two roles, and every hour has one class', () => {
  const time = timeOf(person, [shift('primary'), shift('secondary')], week, []);
  expect(time.hours).toBe(169);
  expect(time.byRole).toEqual([
    { role: 'primary', hours: 169 },
    { role: 'secondary', hours: 169 },
  ]);
  expect(time.byClass).toEqual({ business: 50, off: 4 * 5 + 14 * 2, sleep: 71 });
  expect([time.nights, time.weekends, time.holidays]).toEqual([7, 1, 0]);
});

it('is nothing for whoever was never on call', () => {
  const time = timeOf(person, [], week, []);
  expect([time.hours, time.nights, time.weekends, time.byRole]).toEqual([0, 0, 0, []]);
});

it('warns of a night without eleven hours of rest before work', () => {
  const at = [new Date('2026-10-28T07:00:00Z')];
  expect(timeOf(person, [shift('primary')], week, at).rest).toEqual([{ night: '2026-10-27', longestHours: 9 }]);
  const friday = [new Date('2026-10-31T03:00:00Z')];
  expect(timeOf(person, [shift('primary')], week, friday).rest).toEqual([]);
});

it('is paid by the team’s own rules', () => {
  const rates = {
    ...{ currency: 'EUR', perWeek: 168, perHour: { business: 0, off: 1, sleep: 2 } },
    lieuPerHour: { business: 0, off: 0, sleep: 0.1 },
  };
  const paid = payFor({ hours: 84, byClass: { business: 20, off: 30, sleep: 34 } }, rates);
  expect(paid).toEqual({ currency: 'EUR', amount: 84 + 30 + 68, lieuHours: 3.4 });
});
