import type { OnCall } from '@/server/oncall/on-call-at';
import type { LoggedChange } from '@/server/rotation/change-log';
import { contains } from '@/server/time/span';
import type { Request } from './request';

type Held = Pick<OnCall, 'role' | 'personId' | 'source'>;

/** Whether a request in effect is why somebody holds a role at an instant. */
export function madeIt(request: Request, { role, personId }: Held, at: Date): boolean {
  if (request.endedAt !== null && request.endedAt <= at) return false;
  return request.changes.some(
    (change) => change.role === role && change.toPersonId === personId && contains(change, at),
  );
}

/**
 * The last change of the rotation that bears on who holds a role at an instant: an override over that time where one
 * holds, else the last that was in force by then. `changes`: the newest first.
 */
export function lastChange(
  changes: readonly LoggedChange[],
  { role, personId, source }: Held,
  at: Date,
): LoggedChange | null {
  const overriding = changes.find(
    ({ what }) =>
      what.kind === 'override-added' && what.role === role && what.personId === personId && contains(what, at),
  );
  if (source === 'override' && overriding) return overriding;
  const inForce = changes.filter(
    ({ what, effectiveFrom }) =>
      (what.kind === 'created' || what.kind === 'queue' || what.kind === 'settings') &&
      (effectiveFrom === null || effectiveFrom <= at),
  );
  return inForce[0] ?? null;
}
