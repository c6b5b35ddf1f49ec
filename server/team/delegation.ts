import { AppError, invalid } from '@/server/errors';

/** Somebody decides for a manager who is away, in every team that they manage. `from` and `to` are instants, half-open. */
export type Delegation = { id: string; personId: string; toPersonId: string; from: Date; to: Date };

/** What a manager's own page shows of it. */
export type DelegationView = {
  delegation: Delegation | null;
  /** Time off of more than two days in which nobody decides for them yet: the screen asks for somebody. */
  asksFor: { from: Date; to: Date } | null;
  /** Whether they manage anything: nobody else has anything to delegate. */
  manages: boolean;
  /** Who could decide: members of their teams who are no viewers, and admins. By name. */
  candidates: { id: string; name: string }[];
};

/** A shorter absence asks for nobody. */
export const longAbsenceMs = 48 * 3_600_000;

/** The first absence long enough to ask for somebody who decides, as far as nobody does. */
export function undelegated(
  timeOff: readonly { from: Date; to: Date }[],
  delegation: Delegation | null,
): { from: Date; to: Date } | null {
  const long = timeOff.filter(({ from, to }) => to.getTime() - from.getTime() > longAbsenceMs);
  const free = long.find(({ from, to }) => !delegation || delegation.from > from || delegation.to < to);
  return free ? { from: free.from, to: free.to } : null;
}

/** What somebody asked for, as it can be kept. Throws `invalid` by field, and `not-possible` for who manages nothing. */
export function readDelegation(
  { manages, candidates }: DelegationView,
  asked: { toPersonId: string; from: string; to: string },
  now: Date,
): Pick<Delegation, 'toPersonId' | 'from' | 'to'> {
  if (!manages) throw new AppError('not-possible', 'There is nothing to decide for: this person manages no team');
  if (!candidates.some(({ id }) => id === asked.toPersonId))
    throw invalid({ toPersonId: 'Name an engineer of one of the teams, or an admin' });
  const [from, to] = [new Date(asked.from), new Date(asked.to)];
  if (to <= from || to <= now) throw invalid({ to: 'The end must lie after the start, and ahead' });
  return { toPersonId: asked.toPersonId, from, to };
}
