import { describe, expect, it } from 'vitest';
import type { Definition, NamedLayer } from './definition';
import { plain, type Segment } from './history';
import { redefine, revise } from './revise';
import { shifts } from './shifts';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['a', 'b', 'c'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const nights: NamedLayer = {
  ...weekly,
  ...{ name: 'Nights', queue: ['x', 'y', 'z'], roles: ['primary'], startsAt: '2026-03-04T20:00' },
  activeHours: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], start: '20:00', end: '08:00' }],
};
const from = new Date('2026-12-07T17:00:00Z');
const earlier = new Date('2026-11-20T17:00:00Z');
const year = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2027-03-01T00:00:00Z') };
const heldFrom = (segments: readonly Segment[], start = year.from) =>
  shifts({ segments, overrides: [], span: { from: start, to: year.to } });

describe('layers', () => {
  const layered: Segment[] = plain({ ...weekly, layers: [nights] });

  it('sent back as they stand change nothing, also when the queue of one was changed before', () => {
    const skipped = revise(layered, { kind: 'skip', personId: 'y', layer: 'Nights' }, earlier).segments;
    const governing = skipped.at(-1)?.definition.layers?.[0];
    const { carried: _, ...shown } = governing ?? nights;
    const made = redefine(skipped, { layers: [shown] }, from);
    expect(heldFrom(made.segments)).toEqual(heldFrom(skipped));
  });

  it('are added on top, taken away again, and laid in another order', () => {
    const days: NamedLayer = { ...nights, name: 'Days', queue: ['d'], activeHours: [] };
    const added = redefine(layered, { layers: [nights, days] }, from);
    const primaries = heldFrom(added.segments, from).shifts.filter(({ role }) => role === 'primary');
    expect(new Set(primaries.map(({ personId }) => personId))).toEqual(new Set(['d']));
    const below = redefine(layered, { layers: [days, nights] }, from);
    expect(new Set(heldFrom(below.segments, from).shifts.map(({ personId }) => personId))).toContain('x');
    const gone = redefine(layered, { layers: undefined }, from);
    expect(heldFrom(gone.segments, from)).toEqual(heldFrom(plain(weekly), from));
    for (const made of [added, below, gone]) {
      const past = { from: year.from, to: made.effectiveFrom };
      const before = shifts({ segments: layered, overrides: [], span: past });
      expect(shifts({ segments: made.segments, overrides: [], span: past })).toEqual(before);
    }
  });

  it('go on from their order under another name, in other hours, and when the base is set anew', () => {
    const skipped = revise(layered, { kind: 'skip', personId: 'y', layer: 'Nights' }, earlier).segments;
    const { carried: _, ...shown } = skipped.at(-1)?.definition.layers?.[0] ?? nights;
    const renamed = redefine(skipped, { layers: [{ ...shown, name: 'Late' }] }, from);
    expect(renamed.segments.at(-1)?.definition.layers?.[0]?.name).toBe('Late');
    expect(heldFrom(renamed.segments)).toEqual(heldFrom(skipped));
    const order = (segments: readonly Segment[]) => {
      const held = heldFrom(segments, new Date('2026-12-10T01:00:00Z')).shifts.filter(({ personId }) => personId > 'c');
      const names = held.map(({ personId }) => personId);
      return names.filter((name, i) => name !== names[i - 1]).slice(0, 6);
    };
    const later = redefine(skipped, { layers: [{ ...shown, activeHours: [{ ...hours, start: '21:00' }] }] }, from);
    expect(order(later.segments)).toEqual(order(skipped));
    const base = redefine(skipped, { cadence: { unit: 'week', count: 2 } }, from);
    expect(order(base.segments)).toEqual(order(skipped));
  });

  it('with other handoffs leave nobody out between: whoever has the turn keeps it', () => {
    const daily = { ...nights, cadence: { unit: 'day' as const, count: 1 }, startsAt: '2026-12-07T08:00' };
    const made = redefine(layered, { layers: [daily] }, from);
    const first = heldFrom(made.segments, from).shifts.find(({ personId }) => personId > 'c');
    const before = heldFrom(layered, from).shifts.find(({ personId }) => personId > 'c');
    expect(first?.personId).toBe(before?.personId);
    expect(first?.from).toEqual(before?.from);
  });
});

const hours = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const, start: '20:00', end: '08:00' };
