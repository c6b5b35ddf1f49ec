import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition, QueueChange } from './definition';
import { plain, type Segment } from './history';
import { type Revised, redefine, revise } from './revise';
import { type Shift, shifts } from './shifts';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['a', 'b', 'c', 'd'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const start = new Date('2026-03-02T17:00Z');
const span = { from: start, to: new Date('2026-09-01T00:00Z') };
const week = (k: number): Date => shiftsOf(plain(weekly))[k]?.from ?? start;

function shiftsOf(segments: readonly Segment[], role = 'primary'): Shift[] {
  return shifts({ segments, overrides: [], span }).shifts.filter((shift) => shift.role === role);
}

const people = (segments: readonly Segment[], role = 'primary', count = 12): string =>
  shiftsOf(segments, role)
    .slice(0, count)
    .map((shift) => shift.personId)
    .join('');

const revised = (change: QueueChange, from: Date, segments: readonly Segment[] = plain(weekly)): Revised =>
  revise(segments, change, from);

const swap = (personId: string, k: number, withPersonId: string, withK: number): QueueChange => ({
  kind: 'trade',
  personId,
  turnStartsAt: week(k).toISOString(),
  withPersonId,
  withTurnStartsAt: week(withK).toISOString(),
});

describe('changing a queue', () => {
  it('begins at the first handoff from the time given, and leaves the turn in progress', () => {
    const from = new Date('2026-03-11T00:00Z');
    const { segments, effectiveFrom } = revised({ kind: 'join', personId: 'n' }, from);
    expect(effectiveFrom).toEqual(week(2));
    expect(people(segments)).toBe('abcdabncdabn');
    expect(people(segments, 'secondary', 11)).toBe('bcdabncdabn');
  });

  it('skips a turn, and the secondary week before it with it', () => {
    const { segments } = revised({ kind: 'skip', personId: 'c', reason: 'new here' }, week(1));
    expect(people(segments)).toBe('abdabcdabcda');
    expect(people(segments, 'secondary', 11)).toBe('bdabcdabcda');
  });

  it('lets somebody leave at a date', () => {
    expect(people(revised({ kind: 'leave', personId: 'b' }, week(3)).segments)).toBe('abcdacdacdac');
  });

  it('moves somebody', () => {
    expect(people(revised({ kind: 'move', personId: 'd', position: 0 }, week(1)).segments)).toBe('adbcadbcadbc');
  });

  it('keeps who was primary last week as the secondary of this one when pairing goes that way', () => {
    const other: Definition = { ...weekly, pairing: 'primary-then-secondary' };
    const { segments } = revised({ kind: 'move', personId: 'd', position: 0 }, week(2), plain(other));
    expect(people(segments)).toBe('abdcabdcabdc');
    expect(people(segments, 'secondary')).toBe('dabdcabdcabd');
  });

  it('keeps the 31st as the anchor of a monthly rotation that changes in February', () => {
    const monthly: Definition = {
      ...weekly,
      timeZone: 'UTC',
      cadence: { unit: 'month', count: 1 },
      startsAt: '2026-01-31T09:00',
    };
    const { segments } = revised({ kind: 'join', personId: 'n' }, new Date('2026-02-10T00:00Z'), plain(monthly));
    const window = { from: new Date('2026-02-28T09:00Z'), to: new Date('2026-04-30T09:00Z') };
    expect(
      shifts({ segments, overrides: [], span: window })
        .shifts.slice(0, 2)
        .map((shift) => shift.to),
    ).toEqual([new Date('2026-03-31T09:00Z'), new Date('2026-04-30T09:00Z')]);
  });

  it('takes somebody who leaves out of every layer, each at its own handoff', () => {
    const nights = { name: 'Nights', ...weekly, startsAt: '2026-03-05T20:00', queue: ['x', 'b'], roles: ['primary'] };
    const layered: Definition = { ...weekly, layers: [nights] };
    const { added } = revised({ kind: 'leave', personId: 'b' }, new Date('2026-03-10T00:00Z'), plain(layered));
    expect(added.map((segment) => segment.effectiveFrom.toISOString())).toEqual([
      '2026-03-13T00:00:00.000Z',
      '2026-03-16T16:00:00.000Z',
    ]);
    const last = added.at(-1)?.definition;
    expect([...(last?.queue ?? []), ...(last?.layers?.[0]?.queue ?? [])]).not.toContain('b');
  });

  it('makes changes that were planned for later again', () => {
    const traded = revised(swap('c', 6, 'd', 7), week(1)).segments;
    expect(people(traded)).toBe('abcdabdcabdc');
    const joined = revised({ kind: 'join', personId: 'n' }, week(2), traded);
    expect(people(joined.segments)).toBe('abcdabndcabn');
    expect(joined.dropped).toEqual([]);
    const left = revised({ kind: 'leave', personId: 'c' }, week(2), traded);
    expect(people(left.segments)).toBe('abdabdabdabd');
    expect(left.dropped).toHaveLength(1);
  });
});

describe('trading turns', () => {
  it('moves both people’s primary and secondary weeks, and the order stays', () => {
    const { segments, effectiveFrom } = revised(swap('b', 1, 'd', 3), new Date('2026-03-01T00:00Z'));
    expect(effectiveFrom).toEqual(week(0));
    expect(people(segments)).toBe('adcbadcbadcb');
    expect(people(segments, 'secondary', 11)).toBe('dcbadcbadcb');
    expect(shiftsOf(segments).flatMap((shift, k) => (shift.source === 'swap' ? [k] : []))).toEqual([1, 3]);
    expect(shiftsOf(segments, 'secondary').flatMap((shift, k) => (shift.source === 'swap' ? [k] : []))).toEqual([0, 2]);
  });

  it('leaves a secondary week that has begun', () => {
    const { segments, effectiveFrom } = revised(swap('b', 1, 'd', 3), new Date('2026-03-03T00:00Z'));
    expect(effectiveFrom).toEqual(week(1));
    expect(people(segments)).toBe('adcbadcbadcb');
    expect(people(segments, 'secondary', 4)).toBe('bcba');
  });

  it('works over more than one round', () => {
    expect(people(revised(swap('b', 1, 'd', 7), week(0)).segments)).toBe('adcbadcbadcb');
  });

  it('is undone by the trade the other way round', () => {
    const once = revised(swap('b', 5, 'd', 7), week(0)).segments;
    const twice = revised(swap('d', 5, 'b', 7), week(2), once).segments;
    expect(shiftsOf(twice)).toEqual(shiftsOf(plain(weekly)));
    expect(shiftsOf(twice, 'secondary')).toEqual(shiftsOf(plain(weekly), 'secondary'));
  });

  it('is refused once a turn has begun, or is somebody else’s', () => {
    expect(() => revised(swap('b', 1, 'd', 3), new Date('2026-03-10T00:00Z'))).toThrow('has begun');
    expect(() => revised(swap('b', 2, 'd', 3), week(0))).toThrow('somebody else');
    const shifted = { ...swap('b', 1, 'd', 3), turnStartsAt: '2026-03-10T00:00:00Z' } as QueueChange;
    expect(() => revised(shifted, week(0))).toThrow('No turn begins');
  });
});

describe('new settings', () => {
  it('change nothing when they are sent back as they stand', () => {
    const joined = revised({ kind: 'join', personId: 'n' }, week(2)).segments;
    const { carried: _, ...shown } = joined.at(-1)?.definition ?? weekly;
    const same = redefine(joined, shown, week(5)).segments;
    expect(shiftsOf(same)).toEqual(shiftsOf(joined));
  });

  it('begin a new queue with its first place at the handoff', () => {
    expect(people(redefine(plain(weekly), { queue: ['x', 'y'] }, week(3)).segments)).toBe('abcxyxyxyxyx');
  });

  it('keep the order when cadence, zone or start change', () => {
    const daily = redefine(plain(weekly), { cadence: { unit: 'day', count: 1 } }, week(2)).segments;
    expect(people(daily, 'primary', 6)).toBe('abcdab');
    const tuesday = redefine(plain(weekly), { startsAt: '2026-03-17T09:00' }, week(1)).segments;
    expect(
      shiftsOf(tuesday)
        .slice(0, 5)
        .map((shift) => [shift.personId, shift.from.toISOString()]),
    ).toEqual([
      ['a', '2026-03-02T17:00:00.000Z'],
      ['b', '2026-03-09T16:00:00.000Z'],
      ['c', '2026-03-16T16:00:00.000Z'],
      ['d', '2026-03-17T13:00:00.000Z'],
      ['a', '2026-03-24T13:00:00.000Z'],
    ]);
  });

  it('take a setting away', () => {
    const ends = plain({ ...weekly, until: '2026-04-06T12:00' });
    expect(people(ends)).toBe('abcda');
    expect(people(redefine(ends, { until: undefined }, week(2)).segments)).toBe('abcdabcdabcd');
  });

  it('reach changes that were planned for later', () => {
    const planned = redefine(plain(weekly), { queue: ['x', 'y'] }, week(6)).segments;
    const pairing = redefine(planned, { roles: ['primary'] }, week(2)).segments;
    expect(people(pairing)).toBe('abcdabxyxyxy');
    expect(people(pairing, 'secondary')).toBe('bc');
  });
});

const anyChange = fc.record({
  kind: fc.constantFrom('join', 'skip', 'leave', 'move', 'trade', 'roles', 'cadence'),
  who: fc.constantFrom(...'abcdefn'),
  other: fc.constantFrom(...'abcdefn'),
  position: fc.integer({ min: 0, max: 5 }),
  hours: fc.integer({ min: 0, max: 24 * 7 * 14 }),
  turns: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
});
type AnyChange = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;

/** Makes the change, or tells that it is not possible. */
function attempt(segments: readonly Segment[], change: AnyChange): { made: Revised; from: Date } | null {
  const { kind, who, other, position, turns } = change;
  const from = new Date(start.getTime() + change.hours * 3_600_000);
  try {
    if (kind === 'roles') return { made: redefine(segments, { roles: ['primary', 'secondary', 'third'] }, from), from };
    if (kind === 'cadence') return { made: redefine(segments, { cadence: { unit: 'day', count: 5 } }, from), from };
    if (kind === 'move') return { made: revise(segments, { kind, personId: who, position }, from), from };
    if (kind !== 'trade') return { made: revise(segments, { kind, personId: who }, from), from };
    const ahead = shiftsOf(segments).filter((shift) => shift.from >= from);
    const one = ahead.filter((shift) => shift.personId === who)[turns[0] % 2];
    const two = ahead.filter((shift) => shift.personId === other)[turns[1] % 2];
    if (!one || !two) return null;
    const trade: QueueChange = {
      kind,
      personId: who,
      turnStartsAt: one.from.toISOString(),
      withPersonId: other,
      withTurnStartsAt: two.from.toISOString(),
    };
    return { made: revise(segments, trade, from), from };
  } catch {
    return null;
  }
}

describe('any changes one after the other', () => {
  const anyDefinition = fc
    .record({
      pairing: fc.constantFrom('secondary-then-primary' as const, 'primary-then-secondary' as const),
      queue: fc.shuffledSubarray([...'abcdef'], { minLength: 2 }),
      cadence: fc.constantFrom({ unit: 'week' as const, count: 1 }, { unit: 'day' as const, count: 3 }),
    })
    .map((change): Definition => ({ ...weekly, ...change }));

  it('leave the past alone, preview what comes true, and put nobody into two roles', () => {
    fc.assert(
      fc.property(anyDefinition, fc.array(anyChange, { maxLength: 5 }), (definition, changes) => {
        let segments: Segment[] = plain(definition);
        let stored: Segment[] = [...segments];
        for (const change of changes) {
          const result = attempt(segments, change);
          if (!result) continue;
          const { made, from } = result;
          expect(made.effectiveFrom >= from).toBe(true);
          const past = { from: span.from, to: made.effectiveFrom };
          expect(shifts({ segments: made.segments, overrides: [], span: past })).toEqual(
            shifts({ segments, overrides: [], span: past }),
          );
          segments = made.segments;
          // What the store holds: rows by the instant of their effect, then by age.
          stored = [...stored, ...made.added];
          stored.sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime());
          expect(shifts({ segments: stored, overrides: [], span })).toEqual(shifts({ segments, overrides: [], span }));
        }
        const all = shifts({ segments, overrides: [], span }).shifts;
        for (const one of all) {
          const double = all.some(
            (two) => two.role !== one.role && two.personId === one.personId && two.from < one.to && one.from < two.to,
          );
          expect(double).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('give each person of a trade the other’s turn', () => {
    fc.assert(
      fc.property(anyDefinition, anyChange, fc.nat({ max: 1 }), fc.nat({ max: 1 }), (definition, change, i, j) => {
        const [who = '', other = ''] = definition.queue?.filter((place) => place !== null) ?? [];
        const before = plain(definition);
        const result = attempt(before, { ...change, kind: 'trade', who, other, turns: [i, j] });
        if (!result) return;
        const old = shiftsOf(before);
        const now = shiftsOf(result.made.segments);
        const ahead = old.filter((shift) => shift.from >= result.from);
        const one = ahead.filter((shift) => shift.personId === who)[i];
        const two = ahead.filter((shift) => shift.personId === other)[j];
        const holder = (at: Date | undefined): string | undefined =>
          now.find((shift) => shift.from.getTime() === at?.getTime())?.personId;
        expect(holder(one?.from)).toBe(other);
        expect(holder(two?.from)).toBe(who);
        const count = (list: Shift[], person: string): number =>
          list.filter((shift) => shift.personId === person).length;
        for (const person of definition.queue ?? []) {
          expect(Math.abs(count(old, person ?? '') - count(now, person ?? ''))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
