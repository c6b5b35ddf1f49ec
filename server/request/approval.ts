import type { Approval } from '@/server/rotation/approval';
import type { PersonId } from '@/server/rotation/definition';
import { milliseconds } from '@/server/time/span';
import type { Terms } from './request';

/** Longer covers need a manager too, where nothing else is set. */
export const shortCoverMs = 24 * 3_600_000;

export type Need = 'counterpart' | 'manager';

/** Whose consent a change needs before it is in effect. Nobody's: in effect when made, an open offer when taken. */
export function needsOf(approval: Approval, terms: Terms): Need[] {
  if (approval === 'none') return [];
  if (approval === 'counterpart') return ['counterpart'];
  if (approval === 'counterpart-and-manager') return ['counterpart', 'manager'];
  return terms.kind === 'cover' && milliseconds(terms) <= shortCoverMs ? ['counterpart'] : ['counterpart', 'manager'];
}

/** Somebody decides for a manager who is away. */
export interface Deputy {
  readonly personId: PersonId;
  readonly toPersonId: PersonId;
  /** Until when. */
  readonly to: Date;
}

export interface Deciders {
  /** Active managers of the team. */
  readonly managers: readonly PersonId[];
  /** Delegations that hold now, to active people of the team and admins. */
  readonly deputies: readonly Deputy[];
  readonly admins: readonly PersonId[];
}

/**
 * Who may approve a request. Only who asked is barred, and whoever decides in that person's place; where no other
 * manager is left, the admins decide.
 */
export function approversOf({ managers, deputies, admins }: Deciders, askedById: PersonId): PersonId[] {
  const others = managers.filter((id) => id !== askedById);
  const instead = deputies.filter(({ personId }) => others.includes(personId)).map(({ toPersonId }) => toPersonId);
  const found = [...new Set([...others, ...instead])].filter((id) => id !== askedById);
  return found.length > 0 ? found : admins.filter((id) => id !== askedById);
}

/** For whom, and until when, somebody approves a request who would not approve it as a manager; null: for nobody. */
export function approvesFor(
  { managers, deputies }: Deciders,
  askedById: PersonId,
  deciderId: PersonId | null,
): { personId: PersonId; until: Date } | null {
  if (deciderId === null || deciderId === askedById || managers.includes(deciderId)) return null;
  const found = deputies.find(
    ({ personId, toPersonId }) => toPersonId === deciderId && personId !== askedById && managers.includes(personId),
  );
  return found ? { personId: found.personId, until: found.to } : null;
}
