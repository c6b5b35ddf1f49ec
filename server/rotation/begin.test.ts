import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginOf, effectiveFrom, inEffectOrder } from './begin';
import type { Definition } from './definition';
import { plain, type Segment } from './history';
import { redefine, revise } from './revise';
import { shifts } from './shifts';

// New York stays on summer time for good, from 2027 on: what a law passed after the weeks were published would do.
const rules = vi.hoisted(() => ({ areNew: false }));
vi.mock('@/server/time/zone', async (original) => {
  const real = await original<typeof import('@/server/time/zone')>();
  const [since, offset] = [Date.UTC(2027, 0, 1), -4 * 3_600_000];
  return {
    ...real,
    offsetAt: (instant: number, zone: string) =>
      rules.areNew && instant >= since ? offset : real.offsetAt(instant, zone),
    resolve: (wall: number, zone: string) =>
      rules.areNew && wall - offset >= since ? wall - offset : real.resolve(wall, zone),
  };
});
afterEach(() => {
  rules.areNew = false;
});

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-11-02T12:00',
  queue: ['ana', 'ben', 'cho'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};

/** Written to the database by one process and read by the next, which knows other rules. */
const stored = (segments: readonly Segment[]) =>
  structuredClone(segments.map((segment) => ({ ...segment, begin: beginOf(segment) })));
const readAgain = (rows: ReturnType<typeof stored>): Segment[] =>
  inEffectOrder(
    rows.map((row) => ({
      definition: row.definition,
      effectiveFrom: effectiveFrom(row.effectiveFrom, row.definition, row.begin),
    })),
  );

const span = { from: new Date('2026-11-01T00:00Z'), to: new Date('2027-03-01T00:00Z') };
const primaries = (segments: readonly Segment[]) =>
  shifts({ segments, overrides: [], span })
    .shifts.filter(({ role }) => role === 'primary')
    .map(({ personId, from }) => `${personId} ${from.toISOString()}`);

describe('new time-zone rules', () => {
  it('move handoffs to come to the new noon, the first of a change included, and nobody gets a turn of an hour', () => {
    const joined = revise(plain(weekly), { kind: 'join', personId: 'dee' }, new Date('2027-01-05T00:00Z'));
    const rows = stored(
      redefine(joined.segments, { queue: ['cho', 'dee', 'ana'] }, new Date('2027-02-02T00:00Z')).segments,
    );
    const before = primaries(readAgain(rows));
    rules.areNew = true;
    const moved = readAgain(rows);
    expect(moved.map((segment) => segment.effectiveFrom.toISOString())).toEqual([
      '2026-11-02T17:00:00.000Z',
      '2027-01-11T16:00:00.000Z',
      '2027-02-08T16:00:00.000Z',
    ]);
    const after = primaries(moved);
    const passed = before.filter((line) => !line.includes(' 2027'));
    expect(after.slice(0, passed.length)).toEqual(passed);
    expect(after).toEqual([...passed, ...before.slice(passed.length).map((line) => line.replace('T17:00', 'T16:00'))]);
    // Without the turn, the old queue would have the first hour of each changed week, or the new one none.
    const stale = rows.map(({ begin: _, ...segment }) => segment);
    expect(primaries(structuredClone(stale))).not.toEqual(after);
  });

  it('leave alone what begins at no handoff, and handoffs that are counted in hours gone by', () => {
    const between = new Date('2027-01-06T09:30Z');
    expect(beginOf({ definition: weekly, effectiveFrom: between })).toBeNull();
    const elapsed: Definition = { ...weekly, cadence: { unit: 'hour', count: 7 } };
    const revised = revise(plain(elapsed), { kind: 'skip', personId: 'ben' }, new Date('2027-01-05T00:00Z'));
    const rows = stored(revised.segments);
    rules.areNew = true;
    expect(readAgain(rows).map((segment) => segment.effectiveFrom)).toEqual(rows.map((row) => row.effectiveFrom));
    expect(effectiveFrom(between, weekly, null)).toEqual(between);
  });
});
