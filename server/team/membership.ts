import type { FieldFaults } from '@/server/errors';
import type { TeamRole } from '@/server/policy/actor';

export const teamRoles = ['member', 'manager'] as const satisfies readonly TeamRole[];

export type Team = { id: string; name: string; archived: boolean; publicNow: boolean };
export type Membership = { personId: string; role: TeamRole };

/**
 * The last admin who can sign in stays: without one nobody could ever change who is an admin. `adminIds`: active
 * admins with a credential, before the change.
 */
export const isLastAdmin = (adminIds: readonly string[], personId: string): boolean =>
  adminIds.length === 1 && adminIds[0] === personId;

/** One entry a person; a manager is also a member, so named as both means manager. */
export function membershipsOf(memberIds: readonly string[], managerIds: readonly string[]): Membership[] {
  const managers = new Set(managerIds);
  return [...new Set([...memberIds, ...managerIds])].map((personId) => ({
    personId,
    role: managers.has(personId) ? 'manager' : 'member',
  }));
}

/** What is wrong with lists of ids, field by field: those whom nobody is. Null: nothing. */
export function unknownMembers(
  known: ReadonlySet<string>,
  lists: Record<string, readonly string[]>,
): FieldFaults | null {
  const faults = Object.entries(lists).flatMap(([field, ids]) =>
    ids.flatMap((id, i) => (known.has(id) ? [] : [[`${field}.${i}`, 'Nobody has this id'] as const])),
  );
  return faults.length > 0 ? Object.fromEntries(faults) : null;
}
