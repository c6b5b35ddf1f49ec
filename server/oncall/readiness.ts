import type { PersonId } from '@/server/rotation/definition';
import type { Shift } from '@/server/rotation/shifts';

/** Somebody who is on shift, or about to be, and cannot be paged. */
export type Unready = { personId: PersonId; rotationId: string; teamId: string; role: string; from: Date };

export type Warning = Unready & { whom: 'person' | 'managers'; key: string };

const dayMs = 86_400_000;
/** Time enough to add an address; the manager hears when it is getting late. */
const tellPersonMs = 7 * dayMs;
const tellManagersMs = 2 * dayMs;

type Coming = {
  rotationId: string;
  teamId: string;
  shifts: readonly Pick<Shift, 'role' | 'personId' | 'from' | 'to'>[];
};

/** The paging shift of each person that runs now or begins within a week, where they cannot be reached. */
export function unreadyAhead(
  coming: readonly Coming[],
  isReachable: (personId: PersonId) => boolean,
  isPaging: (role: string) => boolean,
  now: Date,
): Unready[] {
  const next = new Map<PersonId, Unready>();
  for (const { rotationId, teamId, shifts } of coming)
    for (const { role, personId, from, to } of shifts) {
      const ahead = from.getTime() - now.getTime();
      if (to <= now || ahead > tellPersonMs || !isPaging(role) || isReachable(personId)) continue;
      const known = next.get(personId);
      if (!known || from < known.from) next.set(personId, { personId, rotationId, teamId, role, from });
    }
  return [...next.values()];
}

/**
 * Who is told of it now: they themselves a week before, their managers two days before, and both where the shift runs
 * already. Each once a shift, by `key`.
 */
export function warningsOf(unready: readonly Unready[], now: Date): Warning[] {
  return unready.flatMap((one) => {
    const key = `unreachable ${one.personId} ${one.rotationId} ${one.from.toISOString()}`;
    const person: Warning = { ...one, whom: 'person', key };
    const isLate = one.from.getTime() - now.getTime() <= tellManagersMs;
    return isLate ? [person, { ...one, whom: 'managers', key: `${key} managers` } satisfies Warning] : [person];
  });
}
