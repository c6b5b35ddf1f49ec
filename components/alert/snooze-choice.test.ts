import { expect, test } from 'vitest';
import { snoozeChoices } from './snooze-choice';

test('tomorrow is the next morning where the viewer is, on the wall clock', () => {
  const at = (now: string, zone: string) => snoozeChoices(new Date(now), zone).at(-1)?.until.toISOString();
  expect(at('2026-11-16T22:30:00Z', 'Europe/Berlin')).toBe('2026-11-17T08:00:00.000Z');
  expect(at('2026-11-16T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-18T08:00:00.000Z');
  expect(at('2026-10-24T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z');
});
