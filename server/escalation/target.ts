/**
 * Whom or what a step pages. A rotation's role is asked for when the step fires, never before. `roundRobin`: one of
 * the team, and the next time the next one.
 */
export type Target =
  | { rotationId: string; role: string }
  | { personId: string }
  | { teamId: string; roundRobin?: true | undefined }
  | { slackChannel: string }
  | { webhookUrl: string };

/** Roles that are on call but never paged. */
export const unpagedRoles: readonly string[] = ['shadow'];

/** Somebody a step reaches for, and because of what: the first target that names them counts. */
export type Addressee = { personId: string; role: string | null; rotationId: string | null };

/** A place that a step writes to: nobody is woken by it. */
export type Place = { channel: 'slack' | 'webhook'; address: string };

/** What a target came to when its step fired: people, or the reason why there is nobody. */
export type Found = { people: Addressee[]; nobody: string | null; gone?: boolean };

/** A target that can reach nobody any more until the policy is changed: its person left, its rotation or team is gone. */
export type Gone = { target: Target; reason: string };

export const placesOf = (targets: readonly Target[]): Place[] =>
  targets.flatMap((target): Place[] => {
    if ('slackChannel' in target) return [{ channel: 'slack', address: target.slackChannel }];
    if ('webhookUrl' in target) return [{ channel: 'webhook', address: target.webhookUrl }];
    return [];
  });

/** What a place is called on screen: of a webhook the host alone, for the rest may open doors. */
export const placeName = ({ channel, address }: Place): string =>
  channel === 'webhook' && URL.canParse(address) ? new URL(address).host : address;

/** Targets that mean people: where there is one, reaching a place alone is reaching nobody. */
export const meansPeople = (target: Target): boolean => placesOf([target]).length === 0;

/** Nobody twice, in the order of the targets. `nobody`: one sentence per target that reached no one. */
export function gather(found: readonly (Found & { target: Target })[]): {
  people: Addressee[];
  reasons: string[];
  gone: Gone[];
} {
  const people = new Map<string, Addressee>();
  for (const one of found)
    for (const person of one.people) if (!people.has(person.personId)) people.set(person.personId, person);
  const failed = found.flatMap((one) => (one.nobody === null ? [] : [{ ...one, reason: one.nobody }]));
  return {
    people: [...people.values()],
    reasons: failed.map(({ reason }) => reason),
    gone: failed.flatMap(({ target, reason, gone }) => (gone ? [{ target, reason }] : [])),
  };
}

/** Everybody once before anybody again: those after `last` in the order of their ids, then from the front. */
export function inTurn(personIds: readonly string[], last: string | null): string[] {
  const sorted = [...personIds].sort();
  const after = last === null ? [] : sorted.filter((id) => id > last);
  return [...after, ...sorted.filter((id) => !after.includes(id))];
}

/** What tells one target of a policy from another, whatever it is asked for. */
export function keyOfTarget(target: Target): string {
  if ('personId' in target) return `person ${target.personId}`;
  if ('teamId' in target) return `team ${target.teamId}`;
  return 'rotationId' in target ? `rotation ${target.rotationId}` : JSON.stringify(target);
}
