import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localTime } from '@/server/time/wall-clock';
import { afterQuiet } from './quiet';

const at = (iso: string) => new Date(iso);

it('lets mail wait until quiet hours end, over midnight too, and not a moment outside them', () => {
  const night = { from: '22:00', to: '07:30' };
  const after = (iso: string) => afterQuiet(at(iso), night, 'Europe/Berlin').toISOString();
  expect(after('2026-11-16T21:00:00Z')).toBe('2026-11-17T06:30:00.000Z');
  expect(after('2026-11-17T05:00:00Z')).toBe('2026-11-17T06:30:00.000Z');
  expect(after('2026-11-17T06:30:00Z')).toBe('2026-11-17T06:30:00.000Z');
  expect(after('2026-11-16T20:59:00Z')).toBe('2026-11-16T20:59:00.000Z');
  expect(afterQuiet(at('2026-11-16T12:30:00Z'), { from: '12:00', to: '14:00' }, 'UTC')).toEqual(
    at('2026-11-16T14:00:00Z'),
  );
});

it('keeps the person’s clock when clocks change', () => {
  const found = afterQuiet(at('2026-10-25T00:00:00Z'), { from: '22:00', to: '07:00' }, 'Europe/Berlin');
  expect(localTime(found, 'Europe/Berlin')).toBe('2026-10-25T07:00');
});

it('never waits a day, and always ends on the hour that was set', () => {
  const clock = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'));
  const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
  fc.assert(
    fc.property(
      fc.date({ min: at('2026-01-01'), max: at('2027-01-01'), noInvalidDate: true }),
      clock,
      clock,
      zones,
      (now, from, to, zone) => {
        const found = afterQuiet(now, { from, to }, zone);
        expect(found.getTime() - now.getTime()).toBeLessThan(25 * 3_600_000 + 1);
        expect(found.getTime()).toBeGreaterThanOrEqual(now.getTime());
      },
    ),
  );
});
