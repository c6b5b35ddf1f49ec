import { describe, expect, it } from 'vitest';
import type { Definition } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import { type Shift, shifts } from '@/server/rotation/shifts';
import { passedSince, type RecordedShift, withRecord } from './record';

const definition: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const segments = plain(definition);
const from = new Date('2026-03-02T17:00Z');
const to = new Date('2026-03-20T09:00Z');

/** Records step by step, as the worker does. */
function recordEvery(stepMs: number): RecordedShift[] {
  let rows: RecordedShift[] = [];
  let recordedUntil = from;
  while (recordedUntil < to) {
    const now = new Date(Math.min(to.getTime(), recordedUntil.getTime() + stepMs));
    const latest = rows.filter((row) => row.to.getTime() === recordedUntil.getTime());
    const passed = passedSince({ segments, overrides: [], recordedUntil, latest, now });
    rows = rows.map((row) => {
      const longer = passed.extended.find(({ shift }) => shift === row);
      return longer ? { ...row, to: longer.to } : row;
    });
    rows.push(...passed.added);
    recordedUntil = passed.recordedUntil;
  }
  return rows;
}

const byTime = (rows: readonly Shift[]): Shift[] =>
  [...rows].sort((a, b) => a.role.localeCompare(b.role) || a.from.getTime() - b.from.getTime());

describe('the record of what has passed', () => {
  it('is the same however often it is written', () => {
    const whole = shifts({ segments, overrides: [], span: { from, to } }).shifts;
    for (const hours of [1, 7, 168, 1000]) expect(byTime(recordEvery(hours * 3_600_000))).toEqual(byTime(whole));
  });

  it('writes nothing when the clock stands still or goes back', () => {
    const before = new Date(to.getTime() - 600_000);
    for (const now of [to, before]) {
      expect(passedSince({ segments, overrides: [], recordedUntil: to, latest: [], now })).toEqual({
        extended: [],
        added: [],
        gaps: [],
        recordedUntil: to,
      });
    }
  });

  it('keeps gaps', () => {
    const alone = plain({ ...definition, queue: ['ana'] });
    const { gaps } = passedSince({ segments: alone, overrides: [], recordedUntil: from, latest: [], now: to });
    expect(gaps).toEqual([{ role: 'secondary', from, to }]);
  });

  it('stands where time has passed, and the schedule where it has not', () => {
    const seam = new Date('2026-03-05T00:00Z');
    const recorded = shifts({ segments, overrides: [], span: { from, to: seam } }).shifts;
    const later = plain({ ...definition, queue: ['eve', 'fay'] });
    const planned = shifts({ segments: later, overrides: [], span: { from, to } }).shifts;
    const seen = withRecord(recorded, planned, seam);
    expect(seen.filter((shift) => shift.role === 'primary').map((shift) => [shift.personId, shift.from])).toEqual([
      ['ana', from],
      ['eve', seam],
      ['fay', new Date('2026-03-09T16:00Z')],
      ['eve', new Date('2026-03-16T16:00Z')],
    ]);
    const same = withRecord(recorded, shifts({ segments, overrides: [], span: { from, to } }).shifts, seam);
    expect(byTime(same)).toEqual(byTime(shifts({ segments, overrides: [], span: { from, to } }).shifts));
  });
});
