import type { Hours } from '@/server/escalation/condition';
import type { Policy } from '@/server/escalation/policy';
import type { Priority } from '@/server/escalation/priority';
import type { Target } from '@/server/escalation/target';
import { type Delay, delayOf, secondsOf } from './delay';

/** A policy while it is typed. Targets are option values (`targetKey`); an empty one is not chosen yet. */
export type PolicyDraft = {
  name: string;
  steps: StepDraft[];
  repeat: string;
  /** Null: as the server reckons it. */
  repeatAfter: Delay | null;
  /** Null: the team's managers, without one the admins. */
  fallback: string[] | null;
};

/** `id` stays with the step while others come and go. */
export type StepDraft = {
  id: number;
  delay: Delay;
  targets: string[];
  /** Null: at any hour. */
  hours: Hours | null;
  /** Null: whatever the priority. */
  priorityAtLeast: Priority | null;
};

/** One text per target, for lists to choose from; the same target has the same text. */
export function targetKey(target: Target): string {
  if ('personId' in target) return JSON.stringify({ personId: target.personId });
  if ('teamId' in target)
    return JSON.stringify({ teamId: target.teamId, ...(target.roundRobin && { roundRobin: true }) });
  if ('slackChannel' in target) return JSON.stringify({ slackChannel: target.slackChannel });
  if ('webhookUrl' in target) return JSON.stringify({ webhookUrl: target.webhookUrl });
  return JSON.stringify({ rotationId: target.rotationId, role: target.role });
}

/** Targets whose address is typed: what is typed so far, and how the list names their kind. */
export function typedTarget(key: string): { kind: 'slackChannel' | 'webhookUrl'; typed: string } | null {
  if (key === '') return null;
  const target = JSON.parse(key) as Target;
  if ('slackChannel' in target) return { kind: 'slackChannel', typed: target.slackChannel };
  if ('webhookUrl' in target) return { kind: 'webhookUrl', typed: target.webhookUrl };
  return null;
}

export const emptyStep = (id: number, seconds: number): StepDraft => ({
  id,
  delay: delayOf(seconds),
  targets: [''],
  hours: null,
  priorityAtLeast: null,
});

export const emptyDraft: PolicyDraft = {
  name: '',
  steps: [emptyStep(0, 0)],
  repeat: '0',
  repeatAfter: null,
  fallback: null,
};

export const draftOf = (policy: Policy & { name: string }): PolicyDraft => ({
  name: policy.name,
  steps: policy.steps.map((step, id) => ({
    id,
    delay: delayOf(step.afterSeconds),
    targets: step.targets.map(targetKey),
    hours: step.hours ?? null,
    priorityAtLeast: step.priorityAtLeast ?? null,
  })),
  repeat: String(policy.repeat),
  repeatAfter: policy.repeatAfterSeconds === null ? null : delayOf(policy.repeatAfterSeconds),
  fallback: policy.fallback?.map(targetKey) ?? null,
});

export type PolicyInput = Policy & { name: string };

/**
 * What the draft says, and what it does not say yet, by the server's field paths. The server judges the rest; the input
 * is there even with faults, so that the time line beside the form can be drawn while it is typed.
 */
export function readDraft(draft: PolicyDraft): { input: PolicyInput; faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const seconds = (path: string, delay: Delay): number => {
    const read = secondsOf(delay);
    if (read === null) faults[path] = 'Write how long, as a number';
    return read ?? 0;
  };
  const targets = (path: string, keys: readonly string[]): Target[] => {
    const chosen = keys.filter((key) => key !== '');
    if (chosen.length === 0) faults[path] = 'Choose whom this pages';
    for (const [place, key] of chosen.entries()) {
      const typed = typedTarget(key);
      if (typed?.typed.trim() === '')
        faults[`${path}.${place}.${typed.kind}`] =
          typed.kind === 'slackChannel' ? 'Write the channel, such as #on-call' : 'Write the address of the webhook';
    }
    return chosen.map((key) => JSON.parse(key) as Target);
  };
  const repeat = /^\d{1,3}$/.test(draft.repeat.trim()) ? Number(draft.repeat) : null;
  if (repeat === null) faults.repeat = 'Write how often, as a whole number';
  if (draft.name.trim() === '') faults.name = 'Give the policy a name';
  const input: PolicyInput = {
    name: draft.name.trim(),
    steps: draft.steps.map((step, index) => ({
      afterSeconds: seconds(`steps.${index}.afterSeconds`, step.delay),
      targets: targets(`steps.${index}.targets`, step.targets),
      ...(step.hours && { hours: step.hours }),
      ...(step.priorityAtLeast && { priorityAtLeast: step.priorityAtLeast }),
    })),
    repeat: repeat ?? 0,
    repeatAfterSeconds: draft.repeatAfter === null ? null : seconds('repeatAfterSeconds', draft.repeatAfter),
    fallback: draft.fallback === null ? null : targets('fallback', draft.fallback),
  };
  return { input, faults };
}
