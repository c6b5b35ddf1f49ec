import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type Definition, isPagingRole, type Layer, type NamedLayer, type Place } from './definition';
import { plain } from './history';
import type { Override } from './override';
import { shifts } from './shifts';

/** An oracle that knows one instant at a time: handoffs are stepped one by one, and everything is looked up by hand. */
function resolve(local: Temporal.PlainDateTime, zone: string): number {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? earlier.epochMilliseconds;
}

function handoff(layer: Layer, k: number): number {
  const start = Temporal.PlainDateTime.from(layer.startsAt);
  const { unit, count } = layer.cadence;
  if (unit === 'hour' && 24 % count !== 0) return resolve(start, layer.timeZone) + k * count * 3_600_000;
  return resolve(start.add({ [`${unit}s`]: k * count }), layer.timeZone);
}

function turnAt(layer: Layer, at: number): number {
  let k = -1;
  while (handoff(layer, k + 1) <= at) k += 1;
  return k;
}

function isActive(layer: Layer, at: number): boolean {
  if (!layer.activeHours?.length) return true;
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(layer.timeZone).toPlainDate();
  return [-2, -1, 0].some((back) => {
    const day = today.add({ days: back });
    const name = new Date(`${day}T00:00Z`)
      .toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' })
      .toLowerCase();
    return layer.activeHours?.some(({ days, start, end }) => {
      if (!days.some((each) => each === name)) return false;
      const from = resolve(day.toPlainDateTime(start), layer.timeZone);
      const to = resolve(day.add({ days: end <= start ? 1 : 0 }).toPlainDateTime(end), layer.timeZone);
      return from <= at && at < to;
    });
  });
}

/** Who holds each role of one layer, or undefined where the layer expects nobody. */
function heldBy(layer: Layer, at: number): Map<string, Place> | undefined {
  const k = turnAt(layer, at);
  const over = layer.until !== undefined && at >= resolve(Temporal.PlainDateTime.from(layer.until), layer.timeZone);
  if (k < 0 || over || !isActive(layer, at)) return undefined;
  const held = new Map<string, Place>();
  for (const [i, role] of layer.roles.entries()) {
    const queue = layer.queue ?? [];
    const place = layer.pairing === 'secondary-then-primary' ? k + i : k - i;
    const person = queue[((place % queue.length) + queue.length) % queue.length] ?? null;
    held.set(role, [...held.values()].includes(person) ? null : person);
  }
  return held;
}

function oracle(definition: Definition, overrides: readonly Override[], at: number): Map<string, Place | undefined> {
  const layers = [definition, ...(definition.layers ?? [])].map((layer) => ({ layer, held: heldBy(layer, at) }));
  const result = new Map<string, Place | undefined>();
  for (const { layer } of layers) for (const role of layer.roles) result.set(role, undefined);
  for (const role of result.keys()) {
    const having = layers.filter(({ held }) => held?.has(role));
    const top = having.findLast(({ held }) => held?.get(role) !== null);
    const person = top?.held?.get(role) ?? null;
    const taken =
      person !== null &&
      isPagingRole(role) &&
      [...result].some(([other, holder]) => isPagingRole(other) && holder === person);
    result.set(role, having.length === 0 ? undefined : taken ? null : person);
  }
  for (const { role, personId, replaces, from, to } of overrides) {
    if (at < from.getTime() || at >= to.getTime()) continue;
    const holder = result.get(role);
    if (replaces !== undefined && holder !== replaces) continue;
    // Nobody where nobody is expected stays out of the gaps.
    result.set(role, personId ?? (layers.some(({ held }) => held?.has(role)) ? null : undefined));
  }
  return result;
}

const names = ['ana', 'ben', 'cho', 'dee', 'eve'];
const zones = [
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Europe/London',
  'Asia/Kolkata',
  'America/St_Johns',
];
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const weekday = fc.constantFrom('monday' as const, 'wednesday' as const, 'saturday' as const, 'sunday' as const);
const anyLayer = fc.record<Layer>({
  timeZone: fc.constantFrom(...zones),
  cadence: fc.oneof(
    fc.record({ unit: fc.constant('hour' as const), count: fc.constantFrom(6, 12, 36, 60) }),
    fc.record({ unit: fc.constantFrom('day' as const, 'week' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ unit: fc.constant('month' as const), count: fc.constant(1) }),
  ),
  startsAt: fc.tuple(fc.constantFrom('2026-01-31', '2026-02-23', '2026-03-08'), clock).map((parts) => parts.join('T')),
  until: fc.constantFrom(undefined, undefined, '2026-03-29T02:30'),
  queue: fc.shuffledSubarray<Place>([...names, null], { minLength: 1 }),
  roles: fc.shuffledSubarray(['primary', 'secondary', 'shadow'], { minLength: 1 }),
  pairing: fc.constantFrom('secondary-then-primary', 'primary-then-secondary'),
  activeHours: fc.array(fc.record({ days: fc.uniqueArray(weekday, { minLength: 1 }), start: clock, end: clock }), {
    maxLength: 2,
  }),
});
const anyDefinition = fc.tuple(anyLayer, fc.array(anyLayer, { maxLength: 2 })).map(([base, above]): Definition => {
  return { ...base, layers: above.map((layer, i): NamedLayer => ({ name: `Layer ${i}`, ...layer })) };
});
const from = Date.UTC(2026, 1, 20);
const anyOverride = fc
  .record({
    role: fc.constantFrom('primary', 'secondary'),
    personId: fc.constantFrom(...names, null),
    replaces: fc.constantFrom(undefined, ...names),
    hour: fc.integer({ min: 0, max: 1100 }),
    length: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ hour, length, ...rest }): Override => {
    const start = from + hour * 3_600_000;
    return { ...rest, from: new Date(start), to: new Date(start + length * 3_600_000) };
  });

describe('layers, active hours, pairing, cadence and overrides together', () => {
  it('answer at every instant as if each had been looked up by hand', () => {
    fc.assert(
      fc.property(
        anyDefinition,
        fc.array(anyOverride, { maxLength: 4 }),
        fc.array(fc.nat({ max: 66_000 }), { maxLength: 4 }),
        (definition, overrides, minutes) => {
          const span = { from: new Date(from), to: new Date(from + 46 * 86_400_000) };
          const schedule = shifts({ segments: plain(definition), overrides, span });
          const edges = schedule.shifts.slice(0, 8).flatMap((shift) => [shift.from.getTime(), shift.to.getTime() - 1]);
          const instants = [...edges, ...minutes.map((minute) => from + minute * 60_000)];
          for (const at of instants) {
            const covers = (row: { from: Date; to: Date; role: string }, role: string): boolean =>
              row.role === role && row.from.getTime() <= at && at < row.to.getTime();
            for (const [role, expected] of oracle(definition, overrides, at)) {
              const holders = schedule.shifts.filter((shift) => covers(shift, role)).map((shift) => shift.personId);
              const gap = schedule.gaps.some((row) => covers(row, role));
              expect([new Date(at), role, holders]).toEqual([
                new Date(at),
                role,
                typeof expected === 'string' ? [expected] : [],
              ]);
              expect([new Date(at), role, gap]).toEqual([new Date(at), role, expected === null && isPagingRole(role)]);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
