import type { Actor } from '@/server/policy/actor';
import { abilitiesOf } from '@/server/policy/authorize';
import { meanings } from '@/server/severity/severity';
import { type Incident, reference } from './incident';
import { possibleActs } from './lifecycle';

export type Named = { id: string; name: string };

export const named = (people: ReadonlyMap<string, Named>, id: string | null): Named | null => {
  const person = id === null ? undefined : people.get(id);
  return person ? { id: person.id, name: person.name } : null;
};

export const nameIn =
  (people: ReadonlyMap<string, Named>) =>
  (id: string): string =>
    people.get(id)?.name ?? 'Somebody';

export const known = (ids: (string | null)[]): string[] => ids.filter((id) => id !== null);

/** An incident with its people by name, and what whoever looks may do with it. */
export function headOf(actor: Actor, incident: Incident, people: ReadonlyMap<string, Named>) {
  const { leadId, communicatorId, declaredById, ...rest } = incident;
  return {
    ...rest,
    reference: reference(incident),
    severityName: meanings[incident.severity].name,
    lead: named(people, leadId),
    communicator: named(people, communicatorId),
    declaredBy: named(people, declaredById),
    may: { ...abilitiesOf(actor, ['incident.act'], incident), acts: possibleActs(incident.state) },
  };
}

type Broken = { service: { id: string }; title: string; key: string };

/** What runbooks are looked for by: the first alert says it best, and the incident where there is none. */
export const troubleOf = (incident: Incident, alert: Broken | undefined, link: { serviceId: string } | undefined) => ({
  teamId: incident.teamId,
  serviceId: alert?.service.id ?? link?.serviceId ?? '',
  title: alert?.title ?? incident.title,
  key: alert?.key ?? '',
});
