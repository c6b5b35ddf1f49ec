import { expect, it } from 'vitest';
import { clockChangeIn } from './clock-change';

const week = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

it('finds the instant at which clocks change, and which way', () => {
  expect(clockChangeIn('America/New_York', week('2026-10-26T16:00:00Z', '2026-11-02T17:00:00Z'))).toEqual({
    at: new Date('2026-11-01T06:00:00Z'),
    minutes: -60,
  });
  expect(clockChangeIn('Europe/Berlin', week('2027-03-22T11:00:00.123Z', '2027-03-29T10:00:00Z'))).toEqual({
    at: new Date('2027-03-28T01:00:00Z'),
    minutes: 60,
  });
  expect(clockChangeIn('Australia/Lord_Howe', week('2026-10-01T00:00:00Z', '2026-10-08T00:00:00Z'))?.minutes).toBe(30);
});

it('says nothing of a week in which they do not', () => {
  expect(clockChangeIn('America/New_York', week('2026-11-02T17:00:00Z', '2026-11-09T17:00:00Z'))).toBeNull();
  expect(clockChangeIn('Asia/Kolkata', week('2026-10-26T16:00:00Z', '2026-11-02T17:00:00Z'))).toBeNull();
});
