import { describe, expect, it } from 'vitest';
import type { Shift } from '@/server/rotation/shifts';
import type { OnCall } from './on-call-at';
import { asRecorded, mergedShifts } from './past';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));
const shift = (personId: string, from: number, to: number, role = 'primary'): Shift => {
  return { role, personId, from: at(from), to: at(to), source: 'rotation', turnStartsAt: at(0) };
};
const computed: OnCall = {
  role: 'primary',
  personId: 'ana',
  from: at(0),
  until: at(8),
  source: 'rotation',
  next: null,
};

describe('an instant that has passed', () => {
  it('is answered from the record where the schedule says otherwise today', () => {
    expect(asRecorded([computed], [shift('ben', 2, 6)])).toEqual([
      { ...computed, personId: 'ben', from: at(2), until: at(6) },
    ]);
  });

  it('was a gap when nobody is on record', () => {
    expect(asRecorded([computed], [])[0]?.personId).toBeNull();
  });

  it('keeps the whole span of a shift that is still going on', () => {
    expect(asRecorded([computed], [shift('ana', 0, 4)])).toEqual([computed]);
  });
});

describe('a span across the end of the record', () => {
  const roles = ['primary', 'secondary'];
  const span = { from: at(1), to: at(10) };

  it('holds the record before the seam, the schedule after it, and a shift over both once', () => {
    const planned = [shift('cho', 1, 2), shift('ana', 2, 10), shift('ben', 1, 10, 'secondary')];
    const recorded = [shift('ben', 0, 4, 'secondary'), shift('ana', 0, 4)];
    const merged = mergedShifts({ recorded, planned, recordedTo: at(4), span, roles });
    expect(merged).toEqual([shift('ana', 1, 10), shift('ben', 1, 10, 'secondary')]);
  });

  it('is the schedule alone while nothing is on record', () => {
    expect(mergedShifts({ recorded: [], planned: [shift('ana', 1, 10)], recordedTo: null, span, roles })).toEqual([
      shift('ana', 1, 10),
    ]);
  });
});
