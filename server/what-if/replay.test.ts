import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '@/server/escalation/policy';
import type { PersonFact } from '@/server/health/facts';
import { feltBy, type ReplayedAlert, type Rules, replay, sumOf, type World } from './replay';

const start = new Date('2026-11-16T09:00:00Z');
const plus = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const forever = { from: new Date('2026-01-01'), to: new Date('2027-01-01') };

const world: World = {
  shifts: new Map([
    [
      'r',
      [
        { personId: 'ada', role: 'primary', ...forever },
        { personId: 'ben', role: 'secondary', ...forever },
      ],
    ],
  ]),
  members: new Map([['t', ['ada', 'ben', 'cy']]]),
  managerIds: ['dee'],
  reach: (personId) => [{ methodId: `push ${personId}`, channel: 'push', afterSeconds: 0 }],
};
const role = (name: string) => [{ rotationId: 'r', role: name }];
const policy: Policy = {
  steps: [
    { afterSeconds: 0, targets: role('primary') },
    { afterSeconds: 300, targets: role('secondary') },
  ],
  ...{ repeat: 0, repeatAfterSeconds: null, fallback: null },
};
const alert = (
  id: string,
  openedAt: number,
  takenAfter: number | null,
  more: Partial<ReplayedAlert> = {},
): ReplayedAlert => ({
  ...{ id, serviceId: 's', priority: 'P1', openedAt: plus(openedAt), from: plus(openedAt) },
  acknowledgedAt: takenAfter === null ? null : plus(openedAt + takenAfter),
  until: plus(openedAt + (takenAfter ?? 7_200)),
  ...more,
});
const rules =
  (changed: Partial<Rules> = {}) =>
  () => ({ policy, groupSeconds: 0, ...changed });
const told = (alerts: ReplayedAlert[], rulesOf = rules()) =>
  replay(alerts, rulesOf, world).map(
    ({ alertId, personId, sentAt }) => `${alertId} ${personId} +${(sentAt.getTime() - start.getTime()) / 1_000}`,
  );

describe('alerts of the past through a policy', () => {
  it('climb the ladder until they were taken, and end with the managers where nobody took them', () => {
    expect(told([alert('a', 0, 120)])).toEqual(['a ada +0']);
    expect(told([alert('a', 0, 400)])).toEqual(['a ada +0', 'a ben +300']);
    expect(told([alert('a', 0, null, { until: plus(700) })])).toEqual(['a ada +0', 'a ben +300', 'a dee +600']);
  });

  it('ask who held the role when the step fires, by the record', () => {
    const shifts = new Map([
      [
        'r',
        [
          { personId: 'ada', role: 'primary', from: forever.from, to: plus(60) },
          { personId: 'cy', role: 'primary', from: plus(60), to: forever.to },
        ],
      ],
    ]);
    const pages = replay([alert('a', 0, 30), alert('b', 100, 30)], rules(), { ...world, shifts });
    expect(pages.map(({ personId }) => personId)).toEqual(['ada', 'cy']);
  });

  it('ring nobody’s phone more than once a minute, as the outbox would', () => {
    expect(told([alert('a', 0, 200), alert('b', 20, 200), alert('c', 30, 200)])).toEqual(['a ada +0', 'b ada +60']);
  });

  it('wake nobody where the changed policy leaves the mild ones until morning', () => {
    const quiet = { ...policy, steps: policy.steps.map((step) => ({ ...step, priorityAtLeast: 'P2' as const })) };
    expect(told([alert('a', 0, 120, { priority: 'P3', until: plus(0) })], rules({ policy: quiet }))).toEqual([]);
  });

  it('are quiet with their group once somebody took one of it', () => {
    const pair = [alert('a', 0, 400), alert('b', 120, 1_000)];
    expect(told(pair)).toContain('b ben +420');
    expect(told(pair, rules({ groupSeconds: 300 }))).not.toContain('b ben +420');
  });
});

const generated = fc
  .array(fc.record({ gap: fc.nat(40_000), taken: fc.option(fc.integer({ min: 5, max: 3_000 })), high: fc.boolean() }), {
    maxLength: 25,
  })
  .map((rows) => {
    let at = 0;
    return rows.map(({ gap, taken, high }, i) => {
      at += gap;
      return alert(`a${i}`, at, taken, { priority: high ? 'P1' : 'P4' });
    });
  });

describe('the unchanged policy', () => {
  it('pages exactly whom the ladder means, written out step by step', () => {
    // Far apart, so that nothing is bundled: then what was sent can be said without the engine.
    const apart = generated.map((rows) => rows.map((row, i) => ({ row, at: i * 20_000 })));
    fc.assert(
      fc.property(apart, (rows) => {
        const alerts = rows.map(({ row, at }) => {
          const seconds = (row.until.getTime() - row.openedAt.getTime()) / 1_000;
          return alert(row.id, at, row.acknowledgedAt ? seconds : null, { until: plus(at + seconds) });
        });
        const expected = alerts.flatMap(({ id, openedAt, until }) => {
          const lasted = (until.getTime() - openedAt.getTime()) / 1_000;
          const opened = (openedAt.getTime() - start.getTime()) / 1_000;
          const rounds = Array.from({ length: 40 }, (_, i) => 600 + i * 300).filter((after) => after <= lasted);
          return [
            `${id} ada +${opened}`,
            ...(lasted >= 300 ? [`${id} ben +${opened + 300}`] : []),
            ...rounds.map((after) => `${id} dee +${opened + after}`),
          ];
        });
        expect(told(alerts)).toEqual(expected);
      }),
    );
  });

  it('never pages after an alert was taken, nor one person twice in a minute, and always says the same', () => {
    fc.assert(
      fc.property(generated, (alerts) => {
        const pages = replay(alerts, rules(), world);
        expect(replay([...alerts].reverse(), rules(), world)).toEqual(pages);
        for (const { alertId, sentAt } of pages) {
          const own = alerts.find(({ id }) => id === alertId);
          expect(own && own.from <= sentAt && sentAt <= own.until).toBe(true);
        }
        for (const person of ['ada', 'ben', 'dee']) {
          const times = pages.filter(({ personId }) => personId === person).map(({ sentAt }) => sentAt.getTime());
          const sorted = times.sort((a, b) => a - b);
          expect(sorted.every((at, i) => i === 0 || at - (sorted[i - 1] ?? 0) >= 60_000)).toBe(true);
        }
      }),
    );
  });
});

it('what pages come to is counted on each one’s own clock', () => {
  const person = (id: string, zone: string): [string, PersonFact] => [id, { id, zone, holidays: new Set() }];
  const people = new Map([person('ada', 'Europe/Berlin'), person('ben', 'America/Los_Angeles')]);
  const page = (personId: string, seconds: number) => ({
    ...{ id: `${personId}${seconds}`, alertId: 'a', personId, channel: 'push', sentAt: plus(seconds) },
  });
  // 09:00 UTC is ten in Berlin and one at night in Los Angeles.
  const felt = feltBy([page('ada', 0), page('ben', 0), page('ben', 30), page('ben', 3_600)], people);
  expect(felt.get('ada')).toEqual({ interruptions: 1, asleep: 0, nights: 0 });
  expect(felt.get('ben')).toEqual({ interruptions: 2, asleep: 2, nights: 1 });
  expect(sumOf(felt.values())).toEqual({ interruptions: 3, asleep: 2, nights: 1 });
});
