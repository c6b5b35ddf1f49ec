/** Whom a step pages. A rotation's role is asked for when the step fires, never before. */
export type Target = { rotationId: string; role: string } | { personId: string } | { teamId: string };

/** Roles that are on call but never paged. */
export const unpagedRoles: readonly string[] = ['shadow'];

/** Somebody a step reaches for, and because of what: the first target that names them counts. */
export type Addressee = { personId: string; role: string | null; rotationId: string | null };

/** What a target came to when its step fired: people, or the reason why there is nobody. */
export type Found = { people: Addressee[]; nobody: string | null };

/** Nobody twice, in the order of the targets. `nobody`: one sentence per target that reached no one. */
export function gather(found: readonly Found[]): { people: Addressee[]; reasons: string[] } {
  const people = new Map<string, Addressee>();
  for (const one of found)
    for (const person of one.people) if (!people.has(person.personId)) people.set(person.personId, person);
  return { people: [...people.values()], reasons: found.flatMap(({ nobody }) => (nobody === null ? [] : [nobody])) };
}
