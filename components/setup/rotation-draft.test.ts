import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from '@/server/time/wall-clock';
import { lastHandoff } from './rotation-draft';

describe('the first handoff of a new rotation', () => {
  it('is the last one that has passed: somebody is on call at once', () => {
    expect(lastHandoff('2026-11-18T09:00', 'monday', '12:00')).toBe('2026-11-16T12:00');
    expect(lastHandoff('2026-11-16T12:00', 'monday', '12:00')).toBe('2026-11-16T12:00');
    expect(lastHandoff('2026-11-16T11:59', 'monday', '12:00')).toBe('2026-11-09T12:00');
    expect(lastHandoff('2026-03-01T00:30', 'sunday', '00:00')).toBe('2026-03-01T00:00');
  });

  it('never lies ahead nor a week back, whatever the day', () => {
    const day = fc.integer({ min: 0, max: 3_650 });
    const minutes = fc.integer({ min: 0, max: 1_439 });
    const clock = (minute: number) => new Date(minute * 60_000).toISOString().slice(11, 16);
    fc.assert(
      fc.property(day, minutes, fc.constantFrom(...weekdays), minutes, (days, minute, weekday, handoffMinute) => {
        const now = `${new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)}T${clock(minute)}`;
        const handoff = lastHandoff(now, weekday, clock(handoffMinute));
        const behind = Date.parse(`${now}Z`) - Date.parse(`${handoff}Z`);
        expect(behind).toBeGreaterThanOrEqual(0);
        expect(behind).toBeLessThan(7 * 86_400_000);
        expect(weekdays[(new Date(`${handoff}Z`).getUTCDay() + 6) % 7]).toBe(weekday);
      }),
    );
  });
});
