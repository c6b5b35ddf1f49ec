import { type Circumstances, heldBackBy } from './condition';
import type { Firing, Position } from './ladder';
import { asksForPriority, type PolicySnapshot } from './policy';
import type { Priority } from './priority';

type Climb = { teamId: string; policy: PolicySnapshot; position: Omit<Position, 'nextAt'> & { nextAt: Date | null } };
export type Climber = { run: Climb | undefined; priority: Priority | null };

/** What is due within a second of each other is one page: in a storm every alert opens at an instant of its own. */
const togetherMs = 1_000;
const isClose = (a: Date | null, b: Date | null): boolean =>
  a !== null && b !== null && Math.abs(a.getTime() - b.getTime()) < togetherMs;

/** Whether two climbs fire as one page: the same place on the same policy, and nothing that parts them there. */
export function firesWith(one: Climber, first: { run: Climb; priority: Priority | null }): boolean {
  const [a, b] = [one.run?.position, first.run.position];
  return (
    a !== undefined &&
    isClose(a.nextAt, b.nextAt) &&
    a.stage === b.stage &&
    a.round === b.round &&
    a.step === b.step &&
    one.run?.teamId === first.run.teamId &&
    one.run.policy.policyId === first.run.policy.policyId &&
    (one.priority === first.priority || !asksForPriority(first.run.policy))
  );
}

/** The step before was the last of its round, and nobody acknowledged; the fallback begins once. */
export const beginsAnew = ({ policy }: Climb, { stage, round, firstRound, step }: Firing): boolean =>
  step === 0 && (stage === 'steps' ? round > firstRound : round === firstRound + policy.repeat + 1);

/** Why the step that fires is held back; null: it is not. The fallback never is. */
export const heldBackAt = (policy: PolicySnapshot, { stage, step }: Firing, circumstances: Circumstances) =>
  stage === 'steps' ? heldBackBy(policy.steps[step] ?? {}, circumstances) : null;
