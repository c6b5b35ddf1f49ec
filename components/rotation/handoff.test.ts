import { expect, it } from 'vitest';
import { lastHandoff } from './handoff';

it('is the last one at or before now, on the rotation’s clock', () => {
  const monday = (now: string) => lastHandoff('monday', '12:00', 'America/New_York', new Date(now));
  expect(monday('2026-11-23T16:59:59Z')).toBe('2026-11-16T12:00');
  expect(monday('2026-11-23T17:00:00Z')).toBe('2026-11-23T12:00');
  expect(monday('2026-11-29T23:00:00Z')).toBe('2026-11-23T12:00');
});

it('counts the day of the zone, not of the server', () => {
  expect(lastHandoff('tuesday', '01:00', 'Asia/Kolkata', new Date('2026-11-23T20:00:00Z'))).toBe('2026-11-24T01:00');
});
