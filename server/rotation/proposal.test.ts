import { describe, expect, it } from 'vitest';
import type { Definition } from './definition';
import { plain } from './history';
import { type Plan, proposeOverride, proposeRemoval } from './proposal';

const weekly: Definition = {
  timeZone: 'UTC',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['a', 'b', 'c'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const now = new Date('2026-11-18T09:00:00Z');
const at = (hour: number) => new Date(now.getTime() + hour * 3_600_000);
const plan: Plan = {
  ...{ segments: plain(weekly), overrides: [], publishedWeeks: 4, zone: 'UTC', joinable: ['a', 'b', 'c', 'd'] },
};
const override = { role: 'primary', personId: 'd', from: at(24), to: at(48) };

describe('an override', () => {
  it('is shown as the weeks it touches and whom it concerns, and as nothing when it is taken back', () => {
    const { difference } = proposeOverride(plan, override, now);
    expect(difference.weeks).toHaveLength(1);
    expect(difference.affected.map(({ personId }) => personId)).toContain('d');
    const laid = { ...plan, overrides: [{ id: 'o', ...override }] };
    const back = proposeRemoval(laid, 'o', now).difference;
    expect(back.before).toEqual(difference.after);
    expect(back.after).toEqual(difference.before);
  });

  it('over several weeks shows all of them', () => {
    expect(proposeOverride(plan, { ...override, to: at(24 * 20) }, now).difference.weeks).toHaveLength(4);
  });

  it('with nobody in it is a gap that is said', () => {
    const { conflicts } = proposeOverride(plan, { ...override, personId: null }, now).difference;
    expect(conflicts.map(({ kind }) => kind)).toContain('gap');
  });

  it('is refused by field where it makes no sense', () => {
    const faultsOf = (change: object) => {
      try {
        proposeOverride(plan, { ...override, ...change }, now);
        return [];
      } catch (error) {
        return Object.keys((error as { fields: object }).fields);
      }
    };
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ role: 'third' })).toEqual(['role']);
    expect(faultsOf({ personId: 'left' })).toEqual(['personId']);
    expect(faultsOf({ from: at(-1) })).toEqual(['from']);
    expect(faultsOf({ to: override.from })).toEqual(['to']);
    expect(faultsOf({ to: at(24 * 400) })).toEqual(['to']);
  });

  it('that has begun keeps what has passed when it is taken back, and is over once', () => {
    const laid = { ...plan, overrides: [{ id: 'o', ...override, from: at(-2) }] };
    const { revised, difference } = proposeRemoval(laid, 'o', now);
    expect(revised.effectiveFrom).toEqual(now);
    const kept = difference.after.shifts.find(({ personId }) => personId === 'd');
    expect(kept).toMatchObject({ from: at(-2), to: now });
    expect(() => proposeRemoval(laid, 'o', at(49))).toThrow('over');
    expect(() => proposeRemoval(laid, 'x', now)).toThrow('taken back');
  });
});
