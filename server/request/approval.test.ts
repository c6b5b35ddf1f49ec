import fc from 'fast-check';
import { expect, it } from 'vitest';
import { approvals } from '@/server/rotation/approval';
import { approversOf, approvesFor, needsOf } from './approval';
import type { Terms } from './request';

const from = new Date('2026-11-24T08:00:00Z');
const cover = (ms: number): Terms => {
  return { kind: 'cover', role: 'primary', personId: 'ben', withId: 'cho', from, to: new Date(from.getTime() + ms) };
};
const swap: Terms = { kind: 'swap', personId: 'ben', withId: 'cho', turnStartsAt: from, withTurnStartsAt: from };
const dayMs = 86_400_000;

it('asks a manager of swaps and of covers over 24 hours, where nothing else is set', () => {
  expect(needsOf('default', cover(dayMs))).toEqual(['counterpart']);
  expect(needsOf('default', cover(dayMs + 1))).toEqual(['counterpart', 'manager']);
  expect(needsOf('default', swap)).toEqual(['counterpart', 'manager']);
});

it('asks the same of everything where it is set, and never a manager without the counterpart', () => {
  for (const terms of [cover(1), cover(30 * dayMs), swap]) {
    expect(needsOf('none', terms)).toEqual([]);
    expect(needsOf('counterpart', terms)).toEqual(['counterpart']);
    expect(needsOf('counterpart-and-manager', terms)).toEqual(['counterpart', 'manager']);
    for (const approval of approvals) {
      const needs = needsOf(approval, terms);
      expect(needs.includes('manager') && !needs.includes('counterpart')).toBe(false);
    }
  }
});

const id: fc.Arbitrary<string> = fc.constantFrom('ana', 'ben', 'cho', 'dia', 'eve', 'fay');
const ids = fc.uniqueArray(id);
const deputies = fc.array(fc.record({ personId: id, toPersonId: id, to: fc.constant(new Date(0)) }));

it('never lets who asked approve, nor whoever only decides in their place; admins only where nobody else is left', () => {
  fc.assert(
    fc.property(ids, deputies, ids, id, (managers, all, admins, asker) => {
      const found = approversOf({ managers, deputies: all, admins }, asker);
      expect(found).not.toContain(asker);
      const others = managers.filter((each) => each !== asker);
      for (const each of others) expect(found).toContain(each);
      for (const each of found) {
        const decides = all.some(({ personId, toPersonId }) => toPersonId === each && others.includes(personId));
        expect(others.includes(each) || decides || (others.length === 0 && admins.includes(each))).toBe(true);
      }
    }),
  );
});

it('says for whom somebody approves: only who may approve, and would not as a manager', () => {
  fc.assert(
    fc.property(ids, deputies, ids, id, id, (managers, all, admins, asker, decider) => {
      const team = { managers, deputies: all, admins };
      const found = approvesFor(team, asker, decider);
      if (!found) return;
      expect(approversOf(team, asker)).toContain(decider);
      expect(managers).not.toContain(decider);
      expect(managers).toContain(found.personId);
      expect(found.personId).not.toBe(asker);
      expect(all).toContainEqual({ personId: found.personId, toPersonId: decider, to: found.until });
    }),
  );
});
