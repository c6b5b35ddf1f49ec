import type { Incident } from './incident';

type Person = { active: boolean; role: string };
type Roles = { leadId?: string | undefined; communicatorId?: string | undefined };

/** By field, who cannot work on a team's incidents: roles and pages go to people who are here, its members or admins. */
export function strangersIn(
  fields: Record<string, string | null | undefined>,
  people: ReadonlyMap<string, Person>,
  members: readonly { personId: string }[],
): Record<string, string> {
  const faults = Object.entries(fields).flatMap(([field, id]) => {
    if (!id) return [];
    const person = people.get(id);
    const here = person?.active && (person.role === 'admin' || members.some(({ personId }) => personId === id));
    return here && person.role !== 'viewer' ? [] : [[field, 'Choose an active engineer of the team']];
  });
  return Object.fromEntries(faults);
}

/** What naming people changes, and the roles that somebody else has then. */
export function rolesOf(before: Incident, { leadId, communicatorId }: Roles) {
  const taken = [
    { role: 'lead', was: before.leadId, is: leadId },
    { role: 'communications owner', was: before.communicatorId, is: communicatorId },
  ].flatMap(({ is, ...role }) => (is !== undefined && is !== role.was ? [{ ...role, is }] : []));
  return { change: { ...(leadId && { leadId }), ...(communicatorId && { communicatorId }) }, taken };
}
