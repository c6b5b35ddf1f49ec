import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Party, transitions, verdictOn } from './lifecycle';
import { isPending, type Request, type State, states } from './request';
import { doable } from './view';

const now = new Date('2026-11-20T00:00:00Z');
const request = (change: Partial<Request> = {}): Request => ({
  id: 'r',
  number: 1,
  rotationId: 'rotation',
  teamId: 'team',
  takenOver: false,
  state: 'requested',
  terms: {
    ...{ kind: 'cover', role: 'primary', personId: 'ben', withId: 'cho' },
    from: new Date('2026-11-24T08:00:00Z'),
    to: new Date('2026-11-24T12:00:00Z'),
  },
  askedById: 'ben',
  openOffer: false,
  needsManager: true,
  from: new Date('2026-11-24T08:00:00Z'),
  to: new Date('2026-11-24T12:00:00Z'),
  reason: 'travel',
  note: null,
  createdAt: now,
  decidedAt: null,
  remindedAt: null,
  changes: [],
  conflictKinds: [],
  moved: false,
  overrideId: null,
  endedAt: null,
  ...change,
});

const parties: Party[] = ['asker', 'holder', 'counterpart', 'taker', 'approver'];
const anyone = fc.uniqueArray(fc.constantFrom(...parties)).map((own) => new Set(own));
const anyRequest = fc
  .record({
    state: fc.constantFrom(...states),
    needsManager: fc.boolean(),
    takenOver: fc.boolean(),
    openOffer: fc.boolean(),
    moved: fc.boolean(),
  })
  .map(request);
const moment = fc.date({
  min: new Date('2026-11-01T00:00:00Z'),
  max: new Date('2026-12-01T00:00:00Z'),
  noInvalidDate: true,
});

it('lets nobody do what the table does not give them, in any state, at any time', () => {
  fc.assert(
    fc.property(anyRequest, fc.constantFrom(...doable), anyone, moment, (each, act, standing, at) => {
      const verdict = verdictOn(each, act, standing, at);
      if (!('to' in verdict)) return;
      expect(transitions[act].by.some((party) => standing.has(party))).toBe(true);
      expect(transitions[act].from).toContain(each.state);
    }),
  );
});

it('decides nothing that is decided, and nothing whose time has come', () => {
  fc.assert(
    fc.property(anyRequest, fc.constantFrom(...doable), anyone, moment, (each, act, standing, at) => {
      const over =
        (isPending(each) && each.from <= at) ||
        ['declined', 'rejected', 'cancelled', 'expired', 'reversed'].includes(each.state);
      if (over) expect(verdictOn(each, act, standing, at)).toHaveProperty('refused');
      if (each.state === 'in-effect' && !each.takenOver && each.from <= at)
        expect(verdictOn(each, act, standing, at)).toHaveProperty('refused');
    }),
  );
});

const walk = (from: State, needsManager: boolean): State[] =>
  doable.flatMap((act) => {
    const verdict = verdictOn(request({ state: from, needsManager }), act, new Set(parties), now);
    return 'to' in verdict && verdict.to !== from ? [verdict.to] : [];
  });

it('is in effect only after the other side said yes, and after a manager where one is needed', () => {
  expect(walk('requested', true)).not.toContain('in-effect');
  expect(walk('accepted', true)).toContain('in-effect');
  expect(walk('requested', false)).toContain('in-effect');
  for (const end of ['declined', 'rejected', 'cancelled', 'expired', 'reversed'] as const) {
    expect(walk(end, true)).toEqual([]);
  }
});

it('tells a stranger first that it is not theirs, and whoever may that it is decided', () => {
  const decided = request({ state: 'in-effect' });
  expect(verdictOn(decided, 'accept', new Set(), now)).toMatchObject({ refused: 'not-allowed' });
  expect(verdictOn(decided, 'accept', new Set(['counterpart']), now)).toMatchObject({ refused: 'already-decided' });
  const moved = request({ state: 'cancelled', moved: true });
  expect(verdictOn(moved, 'accept', new Set(['counterpart']), now)).toMatchObject({ refused: 'schedule-moved' });
});
