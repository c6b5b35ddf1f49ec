import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoWeekday, localTime } from './wall-clock';
import { lastWorkingMorning, nextWorkingMoment } from './working-hours';

const berlin = { zone: 'Europe/Berlin', start: '09:00', end: '17:00' };
const at = (iso: string) => new Date(iso);

it('waits for the morning, over the weekend, and not at all within working hours', () => {
  expect(nextWorkingMoment(at('2026-11-18T10:30Z'), berlin)).toEqual(at('2026-11-18T10:30Z'));
  expect(nextWorkingMoment(at('2026-11-18T04:00Z'), berlin)).toEqual(at('2026-11-18T08:00Z'));
  expect(nextWorkingMoment(at('2026-11-20T16:00Z'), berlin)).toEqual(at('2026-11-23T08:00Z'));
});

it('keeps to the clock on the wall when it changes', () => {
  const newYork = { zone: 'America/New_York', start: '09:00', end: '17:00' };
  expect(nextWorkingMoment(at('2026-03-07T15:00Z'), newYork)).toEqual(at('2026-03-09T13:00Z'));
  expect(nextWorkingMoment(at('2026-10-31T15:00Z'), newYork)).toEqual(at('2026-11-02T14:00Z'));
});

it('finds the last working morning before an instant', () => {
  expect(lastWorkingMorning(at('2026-11-23T08:00Z'), berlin)).toEqual(at('2026-11-20T08:00Z'));
  expect(lastWorkingMorning(at('2026-11-23T08:01Z'), berlin)).toEqual(at('2026-11-23T08:00Z'));
});

it('is never before the instant, never in the night or at a weekend, and at most four days on', () => {
  const zone = fc.constantFrom('America/New_York', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'UTC');
  const instant = fc.date({ min: at('2026-01-01T00:00Z'), max: at('2030-01-01T00:00Z'), noInvalidDate: true });
  fc.assert(
    fc.property(zone, instant, (zone, when) => {
      const found = nextWorkingMoment(when, { zone, start: '08:30', end: '16:30' });
      expect(found.getTime()).toBeGreaterThanOrEqual(when.getTime());
      expect(found.getTime() - when.getTime()).toBeLessThan(4 * 86_400_000);
      expect(isoWeekday(found, zone)).toBeLessThan(6);
      const clock = localTime(found, zone).slice(11);
      expect(clock >= '08:30' && clock < '16:30').toBe(true);
    }),
  );
});
