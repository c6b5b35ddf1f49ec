import { durationOf } from '@/components/ui/instant';
import type { Conditions } from '@/server/escalation/condition';
import { type Policy, repeatAfterOf } from '@/server/escalation/policy';
import type { Target } from '@/server/escalation/target';
import { type Weekday, weekdays } from '@/server/time/wall-clock';

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

/** "Primary of Orbit", "Ada", "everyone in Payments". */
export function targetWords(target: Target, names: Names): string {
  if ('personId' in target) return names.people.get(target.personId) ?? 'Somebody you may not see';
  if ('teamId' in target) {
    const team = names.teams.get(target.teamId) ?? 'a team you may not see';
    return target.roundRobin ? `one of ${team}, in turn` : `everyone in ${team}`;
  }
  if ('slackChannel' in target) return target.slackChannel ? `Slack ${target.slackChannel}` : 'a Slack channel';
  if ('webhookUrl' in target) return `the webhook at ${hostOf(target.webhookUrl)}`;
  return `${capital(target.role)} of ${names.rotations.get(target.rotationId) ?? 'a rotation you may not see'}`;
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '…');

/** "only outside Mon – Fri 09:00 – 17:00 Berlin, only P1 and P2"; empty: always. */
export function conditionWords({ hours, priorityAtLeast }: Conditions): string {
  const parts: string[] = [];
  if (priorityAtLeast) parts.push(priorityAtLeast === 'P1' ? 'only P1' : `only P1 to ${priorityAtLeast}`);
  if (hours)
    parts.push(`only ${hours.only} ${daysWord(hours.days)} ${hours.start} – ${hours.end} ${cityOf(hours.timeZone)}`);
  return parts.join(', ');
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
const dayWord = (day: string): string => capital(day.slice(0, 3));

/** "Mon – Fri", "Mon, Wed": days that follow one another are one span. */
function daysWord(days: readonly Weekday[]): string {
  const places = weekdays.flatMap((day, place) => (days.includes(day) ? [place] : []));
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const word = (place: number) => dayWord(weekdays[place] ?? '');
  if (places.length === 7) return 'every day';
  if (places.length > 2 && last - first === places.length - 1) return `${word(first)} – ${word(last)}`;
  return places.map(word).join(', ') || 'no day';
}

/** "At once", "12 h later": from the step before, the first from storing. */
export const delayWords = (seconds: number): string => (seconds === 0 ? 'At once' : `${durationOf(seconds)} later`);

export type LadderLine = {
  when: string;
  /** From the opening of the alert: "12 h after the alert"; empty for the first step and while it says the same. */
  since: string;
  who: string;
  /** When it counts at all; empty: always. */
  only: string;
};

/** The policy as a time line in words, to its very end: what comes after the last step is part of it. */
export function ladderOf(policy: Policy, names: Names): LadderLine[] {
  let elapsed = 0;
  const lines = policy.steps.map(({ afterSeconds, targets, ...conditions }, index): LadderLine => {
    elapsed += afterSeconds;
    const since = index > 0 && elapsed > afterSeconds ? `${durationOf(elapsed)} after the alert` : '';
    const who = capital(listed(targets.map((target) => targetWords(target, names))));
    return { when: delayWords(afterSeconds), since, who, only: conditionWords(conditions) };
  });
  const wait = delayWords(repeatAfterOf(policy));
  if (policy.repeat > 0)
    lines.push({ when: wait, since: '', who: `All steps again, ${times(policy.repeat)}`, only: '' });
  const last = policy.fallback
    ? capital(listed(policy.fallback.map((target) => targetWords(target, names))))
    : 'The team’s managers, without one the admins';
  lines.push({
    when: policy.repeat > 0 ? 'Then' : wait,
    since: '',
    who: `${last}, until somebody acknowledges`,
    only: '',
  });
  return lines;
}

/** One line for lists: "At once: Primary of Orbit → 12 h later: Secondary of Orbit". */
export const policyInShort = (policy: Pick<Policy, 'steps'>, names: Names): string =>
  policy.steps
    .map(
      ({ afterSeconds, targets }) =>
        `${delayWords(afterSeconds)}: ${capital(listed(targets.map((target) => targetWords(target, names))))}`,
    )
    .join(' → ');

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? 'Nobody';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
