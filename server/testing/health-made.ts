import fc from 'fast-check';

const minute = (days: number) => fc.nat(days * 1_440);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const alert = fc.record({
  ...{ key: fc.nat(4), service: fc.nat(1), minute: minute(36), second: fc.nat(59), batch: fc.nat(3) },
  pages: fc.array(fc.record({ person: fc.nat(2), after: fc.nat(700), channel: fc.nat(4) }), { maxLength: 4 }),
  acknowledged: maybe(fc.nat(1_000)),
  closed: maybe(fc.oneof({ weight: 9, arbitrary: fc.nat(4_000) }, { weight: 1, arbitrary: fc.nat(30 * 86_400) })),
  ...{ by: fc.nat(2), classification: fc.nat(11), incident: fc.nat(12) },
  events: fc.array(fc.record({ kind: fc.nat(11), after: fc.nat(900), person: fc.nat(2) }), { maxLength: 6 }),
});

/**
 * What a history is drawn from: five weeks in autumn, when clocks change in Berlin and then in New York, of a team of
 * three with a rotation that may be none, held by nobody, changed in the middle, or two.
 */
export const madeHistory = fc.record({
  alerts: fc.array(alert, { maxLength: 40 }),
  rotation: fc.constantFrom('usual', 'usual', 'changed', 'two', 'held by nobody', 'none'),
  isUnclassified: fc.boolean(),
  zones: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }),
  /** Who moved where, when. */
  moves: fc.array(fc.record({ person: fc.nat(2), zone: fc.nat(4), minute: minute(30) }), { maxLength: 2 }),
  /** Whether the third has left the company. */
  hasLeft: fc.boolean(),
  covers: fc.array(
    fc.record({
      ...{ person: fc.nat(2), minute: minute(36), minutes: fc.integer({ min: 60, max: 10_000 }), notice: fc.nat(14) },
      ...{ state: fc.nat(3), isSwap: fc.boolean(), isTaken: fc.boolean() },
    }),
    { maxLength: 4 },
  ),
  /** Whole minutes in which nobody holds a role, some of them still to come. */
  vacated: fc.array(fc.record({ role: fc.nat(1), minute: minute(110), minutes: fc.integer({ min: 30, max: 4_000 }) }), {
    maxLength: 2,
  }),
  incidents: fc.array(
    fc.record({
      ...{
        minute: minute(34),
        mitigated: maybe(fc.nat(600)),
        resolved: maybe(fc.nat(5_000)),
        reviewed: maybe(fc.nat(16)),
      },
      ...{ isDeclined: fc.boolean(), service: fc.nat(2), lead: fc.nat(2), handedOver: maybe(fc.nat(500)) },
    }),
    { maxLength: 4 },
  ),
  followUps: fc.array(
    fc.record({ day: fc.nat(40), done: maybe(fc.nat(40)), isDropped: fc.boolean(), service: fc.nat(2) }),
    { maxLength: 4 },
  ),
  handoffs: fc.array(
    fc.record({ accepted: maybe(fc.integer({ min: -300, max: 300 })), isNeeded: fc.boolean(), pulse: fc.nat(4) }),
    { minLength: 5, maxLength: 5 },
  ),
  pulses: fc.array(fc.record({ handoff: fc.nat(4), slept: fc.nat(4), supported: fc.nat(4), again: fc.nat(4) }), {
    maxLength: 9,
  }),
  runbook: fc.record({ reviewed: maybe(fc.nat(300)), used: fc.array(fc.nat(200), { maxLength: 3 }) }),
  away: fc.array(fc.record({ person: fc.nat(2), minute: minute(36), minutes: fc.integer({ min: 60, max: 4_000 }) }), {
    maxLength: 6,
  }),
  methods: fc.array(
    fc.record({ person: fc.nat(2), channel: fc.nat(4), works: fc.boolean(), proven: maybe(fc.nat(60)) }),
    {
      maxLength: 6,
    },
  ),
});

export type MadeHistory = typeof madeHistory extends fc.Arbitrary<infer T> ? T : never;
export type MadeAlert = MadeHistory['alerts'][number];

/** A week like any other, in which nothing happened. */
export const quiet: MadeHistory = {
  ...{ alerts: [], rotation: 'usual', isUnclassified: false, zones: [0, 1, 2], moves: [], hasLeft: false, covers: [] },
  ...{ vacated: [], incidents: [], followUps: [], handoffs: [], pulses: [], away: [], methods: [] },
  runbook: { reviewed: null, used: [] },
};
