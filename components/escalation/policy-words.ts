import { durationOf } from '@/components/ui/instant';
import { type Policy, repeatAfterOf } from '@/server/escalation/policy';
import type { Target } from '@/server/escalation/target';

/** What targets are called. Ids that are in none of the maps were deleted, or are not the viewer's to see. */
export type Names = {
  people: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
  rotations: ReadonlyMap<string, string>;
};

export const namesOf = (lists: {
  people: readonly { id: string; name: string }[];
  teams: readonly { id: string; name: string }[];
  rotations: readonly { id: string; name: string }[];
}): Names => {
  const byId = (list: readonly { id: string; name: string }[]) => new Map(list.map(({ id, name }) => [id, name]));
  return { people: byId(lists.people), teams: byId(lists.teams), rotations: byId(lists.rotations) };
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Primary of Orbit", "Ada", "Everyone in Payments". */
export function targetWords(target: Target, names: Names): string {
  if ('personId' in target) return names.people.get(target.personId) ?? 'Somebody you may not see';
  if ('teamId' in target) return `Everyone in ${names.teams.get(target.teamId) ?? 'a team you may not see'}`;
  return `${capital(target.role)} of ${names.rotations.get(target.rotationId) ?? 'a rotation you may not see'}`;
}

/** "At once", "12 h later": from the step before, the first from storing. */
export const delayWords = (seconds: number): string => (seconds === 0 ? 'At once' : `${durationOf(seconds)} later`);

export type LadderLine = {
  when: string;
  /** From the opening of the alert: "12 h after the alert"; empty for the first step and while it says the same. */
  since: string;
  who: string;
};

/** The policy as a time line in words, to its very end: what comes after the last step is part of it. */
export function ladderOf(policy: Policy, names: Names): LadderLine[] {
  let elapsed = 0;
  const lines = policy.steps.map(({ afterSeconds, targets }, index): LadderLine => {
    elapsed += afterSeconds;
    const since = index > 0 && elapsed > afterSeconds ? `${durationOf(elapsed)} after the alert` : '';
    return { when: delayWords(afterSeconds), since, who: listed(targets.map((target) => targetWords(target, names))) };
  });
  const wait = delayWords(repeatAfterOf(policy));
  if (policy.repeat > 0) lines.push({ when: wait, since: '', who: `All steps again, ${times(policy.repeat)}` });
  const last = policy.fallback
    ? listed(policy.fallback.map((target) => targetWords(target, names)))
    : 'The team’s managers, without one the admins';
  lines.push({ when: policy.repeat > 0 ? 'Then' : wait, since: '', who: `${last}, until somebody acknowledges` });
  return lines;
}

/** One line for lists: "At once: Primary of Orbit → 12 h later: Secondary of Orbit". */
export const policyInShort = (policy: Pick<Policy, 'steps'>, names: Names): string =>
  policy.steps
    .map(
      ({ afterSeconds, targets }) =>
        `${delayWords(afterSeconds)}: ${listed(targets.map((target) => targetWords(target, names)))}`,
    )
    .join(' → ');

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? 'Nobody';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
