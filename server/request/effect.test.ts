import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import { shifts } from '@/server/rotation/shifts';
import { turnsBeginningIn } from '@/server/rotation/turn';
import { applied, changesBetween, changesOf, type Plan, returned, sameChanges, spanOf, turnOf } from './effect';
import type { Cover, Swap } from './request';

const people = ['ana', 'ben', 'cho', 'dia', 'eve'];
const definition = (size: number, pairing: Definition['pairing']): Definition => ({
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: people.slice(0, size),
  roles: ['primary', 'secondary'],
  pairing,
});
const planOf = (size: number, pairing: Definition['pairing'] = 'secondary-then-primary'): Plan => {
  return { segments: plain(definition(size, pairing)), overrides: [] };
};
const now = new Date('2026-11-18T09:00:00Z');
const year = { from: now, to: new Date('2027-11-18T09:00:00Z') };
const hourMs = 3_600_000;

describe('a cover', () => {
  const first = turnsBeginningIn(planOf(3).segments, year)[0];
  const within = fc.tuple(fc.nat(167), fc.integer({ min: 1, max: 100 })).map(([start, length]): Cover => {
    const from = (first?.from.getTime() ?? 0) + start * hourMs;
    const to = Math.min(from + length * hourMs, first?.to.getTime() ?? 0);
    return {
      kind: 'cover',
      role: 'primary',
      personId: first?.personId ?? '',
      withId: 'eve',
      from: new Date(from),
      to: new Date(to),
    };
  });

  it('moves exactly the time asked for, to the microsecond, and nothing else', () => {
    fc.assert(
      fc.property(within, (terms) => {
        fc.pre(terms.from < terms.to);
        const plan = planOf(3);
        expect(changesOf(plan, terms, now)).toEqual([
          { role: 'primary', from: terms.from, to: terms.to, fromPersonId: terms.personId, toPersonId: 'eve' },
        ]);
        const [before, after] = [plan, applied(plan, terms, now).plan].map((each) => shifts({ ...each, span: year }));
        expect(after?.gaps).toEqual(before?.gaps);
      }),
    );
  });

  it('offered to everyone moves nothing yet, and names the time that is offered', () => {
    fc.assert(
      fc.property(within, (terms) => {
        fc.pre(terms.from < terms.to);
        const open = { ...terms, withId: null };
        expect(applied(planOf(3), open, now).plan).toEqual(planOf(3));
        expect(changesOf(planOf(3), open, now)).toEqual([
          { role: 'primary', from: terms.from, to: terms.to, fromPersonId: terms.personId, toPersonId: null },
        ]);
      }),
    );
  });
});

describe('a swap', () => {
  const swaps = fc
    .tuple(
      fc.integer({ min: 3, max: 5 }),
      fc.nat(5),
      fc.nat(5),
      fc.constantFrom('secondary-then-primary' as const, 'primary-then-secondary' as const),
    )
    .map(([size, i, j, pairing]) => {
      const plan = planOf(size, pairing);
      const turns = turnsBeginningIn(plan.segments, { from: new Date('2026-12-20T00:00:00Z'), to: year.to });
      const [own, other] = [turns[i], turns[j]];
      if (!own || !other) throw new Error('no turns');
      const terms: Swap = {
        ...{ kind: 'swap', personId: own.personId, withId: other.personId },
        ...{ turnStartsAt: own.from, withTurnStartsAt: other.from },
      };
      return { plan, terms };
    })
    .filter(({ terms }) => terms.personId !== terms.withId);

  it('gives each the other’s turn, and nobody two roles; drawn from turns ahead, it leaves no gap either', () => {
    fc.assert(
      fc.property(swaps, ({ plan, terms }) => {
        const after = applied(plan, terms, now).plan;
        expect(turnOf(after.segments, terms.withId ?? '', terms.turnStartsAt)).toBeDefined();
        expect(turnOf(after.segments, terms.personId, terms.withTurnStartsAt ?? now)).toBeDefined();
        const schedule = shifts({ ...after, span: year });
        // Drawn from turns behind, somebody with two turns in a row would be their own backup: shown as a gap beforehand.
        if (plan.segments[0]?.definition.pairing === 'secondary-then-primary')
          expect(schedule.gaps).toEqual(shifts({ ...plan, span: year }).gaps);
        const primary = schedule.shifts.filter(({ role }) => role === 'primary');
        for (const second of schedule.shifts.filter(({ role }) => role === 'secondary')) {
          const same = primary.filter(
            ({ personId, from, to }) => personId === second.personId && from < second.to && second.from < to,
          );
          expect(same).toEqual([]);
        }
      }),
    );
  });

  it('begins no earlier than it says, and given back leaves the calendar as it was', () => {
    fc.assert(
      fc.property(swaps, ({ plan, terms }) => {
        const changes = changesOf(plan, terms, now);
        const after = applied(plan, terms, now).plan;
        const whole = [plan, after].map((each) => shifts({ ...each, span: year }));
        const all = changesBetween(whole[0] ?? { shifts: [], gaps: [] }, whole[1] ?? { shifts: [], gaps: [] });
        const { from } = spanOf(terms, changes);
        expect(Math.min(...all.map((change) => change.from.getTime()))).toBe(from.getTime());
        const back = applied(after, returned(terms), now).plan;
        const again = shifts({ ...back, span: year }).shifts.map(({ role, personId, from: start, to }) => ({
          role,
          personId,
          from: start,
          to,
        }));
        expect(again).toEqual(
          whole[0]?.shifts.map(({ role, personId, from: start, to }) => ({ role, personId, from: start, to })),
        );
      }),
    );
  });
});

it('takes two lists of changes for the same whatever their order', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
  const change = { role: 'primary', fromPersonId: 'ana', toPersonId: 'ben' };
  const [one, other] = [
    { ...change, from: at(1), to: at(2) },
    { ...change, from: at(3), to: at(4) },
  ];
  expect(sameChanges([one, other], [other, one])).toBe(true);
  expect(sameChanges([one], [{ ...one, to: at(3) }])).toBe(false);
});
