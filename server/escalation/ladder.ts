import { type Policy, repeatAfterOf } from './policy';

/** The next action of a run: there always is one until the run is halted. Rounds and steps count from 0. */
export type Position = {
  stage: 'steps' | 'fallback';
  round: number;
  /** The round with which the present climb began: repeats count from it. */
  firstRound: number;
  step: number;
  nextAt: Date;
};

/** What a step came to: somebody was paged, nobody could be, or its conditions held it back. */
export type Outcome = 'paged' | 'nobody' | 'held-back';

/** A step that fires now. `dueAt` is the true due instant. */
export type Firing = Position & { latenessSeconds: number; late: boolean };

/** Steps this close belong together: a worker that is a moment behind has not passed them over. */
const togetherMs = 5_000;
/** How many missed steps are named; the rest are counted. */
const named = 20;

const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1_000);

/** A climb from the first step, `round` being the number of rounds that went before. */
export const climbFrom = (policy: Policy, now: Date, round = 0): Position => ({
  stage: 'steps',
  round,
  firstRound: round,
  step: 0,
  nextAt: later(now, policy.steps[0]?.afterSeconds ?? 0),
});

/**
 * Where the run stands after `fired` has fired at `now`. A step that found nobody, or was held back, hands on at once.
 * A round that ends with one held back still has its time: whoever was paged before may be on their way. The fallback
 * waits in any case, so that a policy without anybody never spins.
 */
export function after(policy: Policy, fired: Position, outcome: Outcome, now: Date): Position {
  const { round, firstRound, step } = fired;
  const wait = (seconds: number): Date => later(now, outcome === 'nobody' ? 0 : seconds);
  const inRound = (seconds: number): Date => later(now, outcome === 'paged' ? seconds : 0);
  if (fired.stage === 'fallback')
    return { stage: 'fallback', round: round + 1, firstRound, step: 0, nextAt: later(now, repeatAfterOf(policy)) };
  const following = policy.steps[step + 1];
  if (following) return { stage: 'steps', round, firstRound, step: step + 1, nextAt: inRound(following.afterSeconds) };
  const ranOut = repeatAfterOf(policy);
  if (round - firstRound < policy.repeat)
    return {
      stage: 'steps',
      round: round + 1,
      firstRound,
      step: 0,
      nextAt: wait(ranOut + (policy.steps[0]?.afterSeconds ?? 0)),
    };
  return { stage: 'fallback', round: round + 1, firstRound, step: 0, nextAt: wait(ranOut) };
}

export type Missed = { count: number; first: { round: number; step: number; stage: Position['stage']; dueAt: Date }[] };

/**
 * What fires at `now`: nothing yet, or the present position in the policy, once. After an outage the steps that were
 * passed over are not replayed: they come back as `missed` (R9).
 */
export function present(policy: Policy, position: Position, now: Date): { firing: Firing; missed: Missed } | null {
  if (position.nextAt > now) return null;
  const due: Position[] = [];
  let passed = 0;
  const first: Missed['first'] = [];
  const miss = ({ round, step, stage, nextAt }: Position) => {
    passed += 1;
    if (first.length < named) first.push({ round, step, stage, dueAt: nextAt });
  };
  for (let at = position; at.nextAt <= now; at = after(policy, at, 'paged', at.nextAt)) {
    for (let head = due[0]; head && at.nextAt.getTime() - head.nextAt.getTime() >= togetherMs; head = due[0]) {
      miss(head);
      due.shift();
    }
    due.push(at);
  }
  const at = due[0] ?? position;
  const latenessSeconds = Math.round((now.getTime() - at.nextAt.getTime()) / 1_000);
  return {
    firing: { ...at, latenessSeconds, late: latenessSeconds > togetherMs / 1_000 },
    missed: { count: passed, first },
  };
}
