import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Definition } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { shifts } from '@/server/rotation/shifts';
import { horizonMs, type OnCall, onCallAt } from './on-call-at';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'cho'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};

const ask = (definition: Definition, at: string, overrides: Override[] = [], roles?: string[]): OnCall[] =>
  onCallAt({ segments: plain(definition), overrides, roles }, new Date(at));

const primary = (definition: Definition, at: string, overrides: Override[] = []): OnCall | undefined =>
  ask(definition, at, overrides, ['primary'])[0];

describe('who is on call at t', () => {
  it('knows who, since when, until when, and who comes next', () => {
    expect(ask(weekly, '2026-03-09T15:59:59.999Z')).toEqual([
      {
        role: 'primary',
        personId: 'ana',
        from: new Date('2026-03-02T17:00Z'),
        until: new Date('2026-03-09T16:00Z'),
        source: 'rotation',
        next: { personId: 'ben', from: new Date('2026-03-09T16:00Z') },
      },
      {
        role: 'secondary',
        personId: 'ben',
        from: new Date('2026-03-02T17:00Z'),
        until: new Date('2026-03-09T16:00Z'),
        source: 'rotation',
        next: { personId: 'cho', from: new Date('2026-03-09T16:00Z') },
      },
    ]);
    expect(ask(weekly, '2026-03-09T16:00Z').map((each) => each.personId)).toEqual(['ben', 'cho']);
  });

  it('answers a gap with its ends and who comes after it', () => {
    expect(primary(weekly, '2026-03-01T00:00Z')).toEqual({
      role: 'primary',
      personId: null,
      from: null,
      until: new Date('2026-03-02T17:00Z'),
      source: 'rotation',
      next: { personId: 'ana', from: new Date('2026-03-02T17:00Z') },
    });
    const ended = { ...weekly, until: '2026-03-11T12:00' };
    expect(primary(ended, '2026-06-01T00:00Z')).toMatchObject({
      personId: null,
      from: new Date('2026-03-11T16:00Z'),
      until: null,
      next: null,
    });
  });

  it('looks past a gap for the next one', () => {
    const alone = { ...weekly, queue: ['ana', null, null, null] };
    expect(primary(alone, '2026-03-03T00:00Z')?.until).toEqual(new Date('2026-03-09T16:00Z'));
    expect(primary(alone, '2026-03-03T00:00Z')?.next).toEqual({ personId: 'ana', from: new Date('2026-03-30T16:00Z') });
    expect(ask(alone, '2026-03-10T00:00Z').map((each) => each.personId)).toEqual([null, null]);
  });

  it('reports time without a break: a cover that goes over into one’s own turn is one time on call', () => {
    const early = {
      role: 'primary',
      personId: 'ben',
      from: new Date('2026-03-08T16:00Z'),
      to: new Date('2026-03-09T16:00Z'),
    };
    expect(primary(weekly, '2026-03-09T00:00Z', [early])).toEqual({
      role: 'primary',
      personId: 'ben',
      from: new Date('2026-03-08T16:00Z'),
      until: new Date('2026-03-16T16:00Z'),
      source: 'override',
      next: { personId: 'cho', from: new Date('2026-03-16T16:00Z') },
    });
  });

  it('says nothing about ends that lie beyond its horizon', () => {
    expect(primary({ ...weekly, queue: ['ana'] }, '2028-06-01T00:00Z')).toMatchObject({
      personId: 'ana',
      from: null,
      until: null,
      next: null,
    });
    expect(horizonMs).toBeGreaterThan(366 * 86_400_000);
  });

  it('sees a distant override', () => {
    const far = {
      role: 'primary',
      personId: 'eve',
      from: new Date('2026-11-01T00:00Z'),
      to: new Date('2026-11-02T00:00Z'),
    };
    expect(primary({ ...weekly, queue: ['ana'] }, '2026-06-01T00:00Z', [far])).toMatchObject({
      personId: 'ana',
      until: new Date('2026-11-01T00:00Z'),
      next: { personId: 'eve', from: new Date('2026-11-01T00:00Z') },
    });
  });

  it('agrees with stepping from handoff to handoff by hand, in every zone and at every instant', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Europe/London', 'America/St_Johns'),
        fc.integer({ min: 0, max: 5 * 365 * 24 * 60 }),
        (timeZone, minutes) => {
          const at = Date.UTC(2026, 2, 9) + minutes * 60_000;
          let handoff = Temporal.PlainDateTime.from('2026-03-02T12:00');
          let turn = 0;
          for (;;) {
            const next = handoff.add({ days: 7 });
            if (next.toZonedDateTime(timeZone).epochMilliseconds > at) break;
            handoff = next;
            turn += 1;
          }
          const [first, second] = onCallAt({ segments: plain({ ...weekly, timeZone }), overrides: [] }, new Date(at));
          expect(first?.personId).toBe(weekly.queue?.[turn % 3]);
          expect(second?.personId).toBe(weekly.queue?.[(turn + 1) % 3]);
          expect(first?.from?.getTime()).toBe(handoff.toZonedDateTime(timeZone).epochMilliseconds);
        },
      ),
    );
  });

  it('agrees with the calendar at random instants and around every edge, overrides included', () => {
    const window = { from: new Date('2026-03-01T00:00Z'), to: new Date('2026-06-01T00:00Z') };
    const anyOverride = fc
      .record({
        role: fc.constantFrom('primary', 'secondary'),
        personId: fc.constantFrom('ana', 'eve', null),
        replaces: fc.constantFrom('ana', 'ben', undefined),
        hour: fc.integer({ min: 0, max: 2000 }),
        length: fc.integer({ min: 1, max: 400 }),
      })
      .map(({ hour, length, ...rest }): Override => {
        const from = window.from.getTime() + hour * 3_600_000;
        return { ...rest, from: new Date(from), to: new Date(from + length * 3_600_000) };
      });
    fc.assert(
      fc.property(fc.array(anyOverride, { maxLength: 6 }), (overrides) => {
        const segments = plain({
          ...weekly,
          activeHours: [{ days: ['monday', 'friday'], start: '20:00', end: '18:00' }],
        });
        const calendar = shifts({ segments, overrides, span: window });
        const edges = calendar.shifts.flatMap(({ from, to }) => [from.getTime(), to.getTime() - 1, to.getTime()]);
        for (const at of edges.filter((edge) => edge < window.to.getTime())) {
          for (const answer of onCallAt({ segments, overrides }, new Date(at))) {
            const holder = calendar.shifts.find(
              (one) => one.role === answer.role && one.from.getTime() <= at && at < one.to.getTime(),
            );
            expect(answer.personId).toBe(holder?.personId ?? null);
            expect(answer.source).toBe(holder?.source ?? 'rotation');
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
