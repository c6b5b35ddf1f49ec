import type { Policy } from '@/server/escalation/policy';
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
export type StepDraft = { id: number; delay: Delay; targets: string[] };

/** One text per target, for lists to choose from; the same target has the same text. */
export function targetKey(target: Target): string {
  if ('personId' in target) return JSON.stringify({ personId: target.personId });
  if ('teamId' in target) return JSON.stringify({ teamId: target.teamId });
  return JSON.stringify({ rotationId: target.rotationId, role: target.role });
}

export const emptyDraft: PolicyDraft = {
  name: '',
  steps: [{ id: 0, delay: delayOf(0), targets: [''] }],
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
    })),
    repeat: repeat ?? 0,
    repeatAfterSeconds: draft.repeatAfter === null ? null : seconds('repeatAfterSeconds', draft.repeatAfter),
    fallback: draft.fallback === null ? null : targets('fallback', draft.fallback),
  };
  return { input, faults };
}
