import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from './definition';
import { plain, type Segment } from './history';
import { asOfVersion, type Revision, restored } from './restore';
import { redefine, revise } from './revise';
import { shifts } from './shifts';

const weekly: Definition = {
  timeZone: 'Europe/Berlin',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['a', 'b', 'c', 'd'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const all = ['a', 'b', 'c', 'd', 'e'];
const start = new Date('2026-03-01T00:00:00Z');
const end = new Date('2027-03-01T00:00:00Z');
const held = (segments: readonly Segment[], from: Date, to: Date) =>
  shifts({ segments, overrides: [], span: { from, to } });

const anyChange = fc.record({
  kind: fc.constantFrom('join' as const, 'leave' as const, 'skip' as const, 'roles' as const),
  who: fc.constantFrom(...all),
  weeks: fc.integer({ min: 1, max: 40 }),
});

describe('an earlier version restored', () => {
  it('runs as if it had run all the time, whatever was changed and planned since, and leaves the past alone', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 4 }), fc.integer({ min: 1, max: 30 }), (changes, weeks) => {
        let current: Segment[] = plain(weekly);
        for (const { kind, who, weeks: after } of changes) {
          const at = new Date(start.getTime() + after * 7 * 86_400_000);
          try {
            current = (
              kind === 'roles'
                ? redefine(current, { roles: ['primary'] }, at)
                : revise(current, { kind, personId: who }, at)
            ).segments;
          } catch {}
        }
        const from = new Date(start.getTime() + weeks * 7 * 86_400_000);
        const made = restored(current, plain(weekly), all, from);
        expect(made.left).toEqual([]);
        expect(made.effectiveFrom >= from).toBe(true);
        expect(held(made.segments, start, made.effectiveFrom)).toEqual(held(current, start, made.effectiveFrom));
        expect(held(made.segments, made.effectiveFrom, end)).toEqual(held(plain(weekly), made.effectiveFrom, end));
        // What the store holds: rows by the instant of their effect, then by age.
        const stored = [...current, ...made.added].sort(
          (a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime(),
        );
        expect(held(stored, start, end)).toEqual(held(made.segments, start, end));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves out who is not of the team any more, and says so', () => {
    const changed = redefine(plain(weekly), { queue: ['a', 'b'] }, new Date('2026-06-01T00:00:00Z')).segments;
    const made = restored(changed, plain(weekly), ['a', 'b', 'c'], new Date('2026-09-01T00:00:00Z'));
    expect(made.left).toEqual(['d']);
    const people = held(made.segments, made.effectiveFrom, end).shifts.map(({ personId }) => personId);
    expect(new Set(people)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('is the rotation as it was meant then, without what came later', () => {
    const at = (month: number) => new Date(Date.UTC(2026, month, 1));
    const revisions: Revision[] = [1, 3, 2].map((version) => {
      return { version, createdAt: at(version), effectiveFrom: at(version), definition: weekly };
    });
    expect(asOfVersion(revisions, 2)).toHaveLength(2);
    expect(asOfVersion(revisions, 0)).toEqual([]);
  });
});
