import type { FieldFaults } from '@/server/errors';
import { type Conditions, conditionFaults } from './condition';
import { meansPeople, type Target, unpagedRoles } from './target';

/**
 * "This long after the step before, without acknowledgement, page these". The first counts from storing. A step that
 * its conditions hold back hands on at once.
 */
export type Step = { afterSeconds: number; targets: Target[] } & Conditions;

/** What can be set. */
export type Policy = {
  steps: Step[];
  /** Further rounds after the first. */
  repeat: number;
  /** From the last step until the policy has run out; null: `repeatAfterOf`. */
  repeatAfterSeconds: number | null;
  /** Paged once every round is spent; null: the team's managers, without one the admins. */
  fallback: Target[] | null;
};

/** The policy as it was when the subject opened: a run keeps it, whatever is edited later. */
export type PolicySnapshot = Policy & { policyId: string; name: string };

export const snapshotOf = ({
  policyId,
  name,
  steps,
  repeat,
  repeatAfterSeconds,
  fallback,
}: PolicySnapshot): PolicySnapshot => ({ policyId, name, steps, repeat, repeatAfterSeconds, fallback });

/** Whether alerts of different priority may part ways on this policy. */
export const asksForPriority = (policy: Pick<Policy, 'steps'>): boolean =>
  policy.steps.some(({ priorityAtLeast }) => Boolean(priorityAtLeast));

const longestSeconds = 30 * 86_400;
const least = 300;

/** How long the last step has before the policy has run out: as set, else the longest delay and at least 5 minutes. */
export const repeatAfterOf = (policy: Policy): number =>
  policy.repeatAfterSeconds ?? Math.max(least, ...policy.steps.map(({ afterSeconds }) => afterSeconds));

/** What makes a policy nonsense, by field path; empty when nothing does. */
export function faultsOf(policy: Policy): FieldFaults {
  const faults: FieldFaults = {};
  const seconds = (path: string, value: number, lowest: number) => {
    if (!Number.isInteger(value)) faults[path] = 'Give whole seconds';
    else if (value < lowest) faults[path] = lowest === 0 ? 'A delay is never negative' : `Give at least ${lowest} s`;
    else if (value > longestSeconds) faults[path] = 'A delay is at most 30 days';
  };
  const targets = (path: string, list: readonly Target[], empty: string) => {
    if (list.length === 0) faults[path] = empty;
    for (const [i, target] of list.entries()) Object.assign(faults, targetFaults(`${path}.${i}`, target));
  };
  if (policy.steps.length === 0) faults.steps = 'A policy needs at least one step';
  if (policy.steps.length > 50) faults.steps = 'A policy has at most 50 steps';
  for (const [i, step] of policy.steps.entries()) {
    seconds(`steps.${i}.afterSeconds`, step.afterSeconds, 0);
    targets(`steps.${i}.targets`, step.targets, 'Say whom this step pages');
    Object.assign(faults, conditionFaults(`steps.${i}`, step));
  }
  if (!Number.isInteger(policy.repeat) || policy.repeat < 0 || policy.repeat > 100)
    faults.repeat = 'Repeat 0 to 100 times';
  if (policy.repeatAfterSeconds !== null) seconds('repeatAfterSeconds', policy.repeatAfterSeconds, 1);
  if (policy.fallback !== null) {
    targets('fallback', policy.fallback, 'Say whom the fallback pages, or leave it out: then the managers are paged');
    if (policy.fallback.length > 0 && !policy.fallback.some(meansPeople))
      faults.fallback = 'Name at least one person, team or role: nobody answers to a place';
  }
  return faults;
}

function targetFaults(path: string, target: Target): FieldFaults {
  if ('role' in target && unpagedRoles.includes(target.role))
    return { [`${path}.role`]: `“${target.role}” is never paged: name another role` };
  if ('webhookUrl' in target && webhookFault(target.webhookUrl))
    return {
      [`${path}.webhookUrl`]: 'Give an address that begins with https:// or http://, without a user name in it',
    };
  if ('slackChannel' in target && !/^(#?[\p{L}\p{N}_-]{1,80}|[CG][A-Z0-9]{6,})$/u.test(target.slackChannel))
    return { [`${path}.slackChannel`]: 'Give a channel such as #on-call, or its id' };
  return {};
}

function webhookFault(address: string): boolean {
  if (!URL.canParse(address) || address.length > 2_000) return true;
  const { protocol, username, password } = new URL(address);
  return !/^https?:$/.test(protocol) || username !== '' || password !== '';
}
