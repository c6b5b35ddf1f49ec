import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { climbFrom, type Outcome, type Position, after as positionAfter, present } from './ladder';
import { faultsOf, type Policy, repeatAfterOf } from './policy';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 16) + seconds * 1_000);
const step = (afterSeconds: number) => ({ afterSeconds, targets: [{ personId: 'ana' }] });
const policyOf = (delays: number[], repeat = 0, repeatAfterSeconds: number | null = null): Policy => ({
  steps: delays.map(step),
  repeat,
  repeatAfterSeconds,
  fallback: null,
});

const policies = fc
  .record({
    delays: fc.array(fc.integer({ min: 0, max: 3_600 }), { minLength: 1, maxLength: 6 }),
    repeat: fc.integer({ min: 0, max: 3 }),
    after: fc.option(fc.integer({ min: 1, max: 3_600 })),
  })
  .map(({ delays, repeat, after }) => policyOf(delays, repeat, after));
const outcomes = fc.array(fc.constantFrom<Outcome>('paged', 'nobody', 'held-back'), { minLength: 1, maxLength: 40 });

/** Climbs with a worker that looks exactly when something is due. */
function climb(policy: Policy, list: Outcome[]): { fired: Position; outcome: Outcome; next: Position }[] {
  let position = climbFrom(policy, at(0));
  return list.map((outcome) => {
    const due = present(policy, position, position.nextAt);
    expect(due).not.toBeNull();
    const fired = due?.firing ?? position;
    const next = positionAfter(policy, fired, outcome, position.nextAt);
    position = next;
    return { fired, outcome, next };
  });
}

describe('the ladder', () => {
  it('always has a next action, never in the past, and fires nothing twice', () => {
    fc.assert(
      fc.property(policies, outcomes, (policy, list) => {
        const seen = new Set<string>();
        let last = at(0);
        for (const { fired, next } of climb(policy, list)) {
          const place = `${fired.stage} ${fired.round} ${fired.step}`;
          expect(seen.has(place)).toBe(false);
          seen.add(place);
          expect(fired.nextAt.getTime()).toBeGreaterThanOrEqual(last.getTime());
          expect(next.nextAt.getTime()).toBeGreaterThanOrEqual(fired.nextAt.getTime());
          last = fired.nextAt;
        }
      }),
    );
  });

  it('climbs in order, counts rounds, and takes the fallback only when every round is spent', () => {
    fc.assert(
      fc.property(policies, outcomes, (policy, list) => {
        for (const [i, { fired }] of climb(policy, list).entries()) {
          const rung = i % policy.steps.length;
          const round = Math.floor(i / policy.steps.length);
          if (round <= policy.repeat) expect(fired).toMatchObject({ stage: 'steps', round, step: rung });
          else
            expect(fired).toMatchObject({
              stage: 'fallback',
              round: policy.repeat + 1 + (i - (policy.repeat + 1) * policy.steps.length),
            });
        }
      }),
    );
  });

  it('waits the delay after a step that paged, not at all after one that did not; the fallback always waits', () => {
    fc.assert(
      fc.property(policies, outcomes, (policy, list) => {
        for (const { fired, outcome, next } of climb(policy, list)) {
          const waited = (next.nextAt.getTime() - fired.nextAt.getTime()) / 1_000;
          const rung = policy.steps[next.step]?.afterSeconds ?? 0;
          if (fired.stage === 'fallback') expect(waited).toBe(repeatAfterOf(policy));
          else if (outcome === 'nobody') expect(waited).toBe(0);
          // A round that ends with a step held back still has its time.
          else if (outcome === 'held-back' && next.stage === 'steps' && next.round === fired.round)
            expect(waited).toBe(0);
          else if (next.stage === 'steps' && next.round === fired.round) expect(waited).toBe(rung);
          else expect(waited).toBe(repeatAfterOf(policy) + (next.stage === 'steps' ? rung : 0));
        }
      }),
    );
  });

  it('never spins: without anybody, one pass and then it waits', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const most = policy.steps.length * (policy.repeat + 1) + 1;
        const climbed = climb(
          policy,
          Array.from({ length: most + 3 }, () => 'nobody' as const),
        );
        const waits = climbed.filter(({ fired, next }) => next.nextAt > fired.nextAt);
        expect(waits.length).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  it('after an outage fires the present position once, late, and names what was passed over (R9)', () => {
    const policy = policyOf([0, 300, 600]);
    const due = present(policy, climbFrom(policy, at(0)), at(1_000));
    expect(due?.firing).toMatchObject({ step: 2, latenessSeconds: 100, late: true, nextAt: at(900) });
    expect(due?.missed).toMatchObject({ count: 2, first: [{ step: 0 }, { step: 1, dueAt: at(300) }] });
  });

  it('passes nothing over when it is only a moment behind, or when steps follow at once', () => {
    const policy = policyOf([0, 0, 2, 300]);
    const due = present(policy, climbFrom(policy, at(0)), at(3));
    expect(due).toMatchObject({ firing: { step: 0, late: false }, missed: { count: 0 } });
  });

  it('fires nothing before its time, to the millisecond', () => {
    const policy = policyOf([300]);
    const position = climbFrom(policy, at(0));
    expect(present(policy, position, new Date(at(300).getTime() - 1))).toBeNull();
    expect(present(policy, position, at(300))?.firing.latenessSeconds).toBe(0);
  });

  it('counts repeats from the round with which a climb began anew', () => {
    const policy = policyOf([0], 1);
    const first = positionAfter(policy, climbFrom(policy, at(0), 5), 'paged', at(0));
    expect(first).toMatchObject({ stage: 'steps', round: 6 });
    expect(positionAfter(policy, first, 'paged', at(300))).toMatchObject({ stage: 'fallback', round: 7 });
  });
});

describe('a policy', () => {
  it('has run out after its longest delay, and after five minutes at least', () => {
    expect(repeatAfterOf(policyOf([0, 60]))).toBe(300);
    expect(repeatAfterOf(policyOf([0, 7_200]))).toBe(7_200);
    expect(repeatAfterOf(policyOf([0, 7_200], 0, 10))).toBe(10);
  });

  it('says by field what makes it nonsense', () => {
    expect(faultsOf(policyOf([]))).toHaveProperty('steps');
    expect(faultsOf(policyOf([-1]))).toHaveProperty(['steps.0.afterSeconds']);
    expect(faultsOf(policyOf([31 * 86_400]))).toHaveProperty(['steps.0.afterSeconds']);
    expect(faultsOf({ ...policyOf([0]), steps: [{ afterSeconds: 0, targets: [] }] })).toHaveProperty([
      'steps.0.targets',
    ]);
    expect(faultsOf({ ...policyOf([0]), fallback: [] })).toHaveProperty('fallback');
    expect(
      faultsOf({ ...policyOf([0]), steps: [{ afterSeconds: 0, targets: [{ rotationId: 'r', role: 'shadow' }] }] }),
    ).toHaveProperty(['steps.0.targets.0.role']);
    expect(faultsOf(policyOf([0, 43_200], 3))).toEqual({});
  });
});
