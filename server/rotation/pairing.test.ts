import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition, Pairing } from './definition';
import { plain } from './history';
import { headOf } from './pairing';
import { type Schedule, shifts } from './shifts';

const zones = [
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Europe/London',
  'Asia/Kolkata',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Tehran',
];
const span = { from: new Date('2008-01-01T00:00Z'), to: new Date('2028-01-01T00:00Z') };

function scheduleOf(change: Partial<Definition>, people: number): Schedule {
  const definition: Definition = {
    timeZone: 'UTC',
    cadence: { unit: 'week', count: 1 },
    startsAt: '2007-12-31T12:00',
    queue: Array.from({ length: people }, (_, i) => `p${i}`),
    roles: ['primary', 'secondary'],
    pairing: 'secondary-then-primary',
    ...change,
  };
  return shifts({ segments: plain(definition), overrides: [], span });
}

/** Every instant of the span lies in exactly one primary and one secondary shift, of two people. */
function expectCovered({ shifts: found, gaps }: Schedule): void {
  expect(gaps).toEqual([]);
  const primary = found.filter((shift) => shift.role === 'primary');
  const secondary = found.filter((shift) => shift.role === 'secondary');
  for (const row of [primary, secondary]) {
    let at = span.from.getTime();
    for (const shift of row) {
      if (shift.from.getTime() !== at || shift.to.getTime() <= at) expect(shift).toEqual({ from: new Date(at) });
      at = shift.to.getTime();
    }
    expect(at).toBe(span.to.getTime());
  }
  expect(primary.map(({ from, to }) => [from, to])).toEqual(secondary.map(({ from, to }) => [from, to]));
  expect(primary.filter((shift, i) => shift.personId === secondary[i]?.personId)).toEqual([]);
}

describe('two roles from one queue', () => {
  it.each(zones)('cover every instant of twenty years once each, with two people: %s', (timeZone) => {
    for (const pairing of ['secondary-then-primary', 'primary-then-secondary'] satisfies Pairing[]) {
      for (const startsAt of ['2007-12-31T12:00', '2007-12-28T02:30', '2007-12-30T00:00']) {
        expectCovered(scheduleOf({ timeZone, pairing, startsAt }, 3));
      }
    }
  });

  it('do so for every cadence and every number of people from two on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 2, max: 50 }),
        fc.oneof(
          fc.record({ unit: fc.constant('hour' as const), count: fc.integer({ min: 6, max: 200 }) }),
          fc.record({ unit: fc.constantFrom('day' as const, 'week' as const), count: fc.integer({ min: 1, max: 9 }) }),
          fc.record({ unit: fc.constant('month' as const), count: fc.integer({ min: 1, max: 14 }) }),
        ),
        fc.constantFrom<Pairing>('secondary-then-primary', 'primary-then-secondary'),
        fc.integer({ min: Date.UTC(1998, 0, 1) / 60_000, max: Date.UTC(2007, 11, 30) / 60_000 }),
        (timeZone, people, cadence, pairing, minute) => {
          const startsAt = new Date(minute * 60_000).toISOString().slice(0, 16);
          expectCovered(scheduleOf({ timeZone, cadence, pairing, startsAt }, people));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('make the secondary of one week the primary of the next, or the other way round', () => {
    for (const [pairing, earlier, later] of [
      ['secondary-then-primary', 'secondary', 'primary'],
      ['primary-then-secondary', 'primary', 'secondary'],
    ] as const) {
      const { shifts: found } = scheduleOf({ pairing }, 4);
      const people = (role: string): string[] => found.filter((one) => one.role === role).map((one) => one.personId);
      expect(people(earlier).slice(0, -1)).toEqual(people(later).slice(1));
    }
  });
});

describe('the head of the queue', () => {
  it('goes round in both directions', () => {
    expect([-4, -1, 0, 1, 3].map((k) => headOf(['a', 'b', 'c'], undefined, k))).toEqual(['c', 'c', 'a', 'b', 'a']);
  });

  it('is who was settled before a change, nobody included', () => {
    expect([-2, -1, 0, 1, 2].map((k) => headOf(['a', 'b'], { '-1': 'y', '1': null }, k))).toEqual([
      'a',
      'y',
      'a',
      null,
      'a',
    ]);
  });
});
