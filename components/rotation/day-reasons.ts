import type { LoggedChange } from '@/server/rotation/change-log';
import type { Shift } from '@/server/rotation/shifts';

type Held = Pick<Shift, 'role' | 'personId' | 'from' | 'to' | 'source'>;

/**
 * The change of the history that made somebody hold a role at a time: the override on top of it, or the version of the
 * rotation that governed. `changes`: newest first. Undefined where the record does not say.
 */
export function reasonFor(shift: Held, changes: readonly LoggedChange[]): LoggedChange | undefined {
  if (shift.source === 'override') {
    return changes.find(({ what }) => {
      if (what.kind !== 'override-added' || what.role !== shift.role || what.personId !== shift.personId) return false;
      return what.from < shift.to && shift.from < what.to;
    });
  }
  return changes.find(({ version, effectiveFrom, at }) => {
    if (version === null) return false;
    return at <= shift.to && (effectiveFrom === null || effectiveFrom <= shift.from);
  });
}
