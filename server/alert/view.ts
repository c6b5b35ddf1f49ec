import type { TimelineEvent } from '@/server/timeline/event';
import { type Alert, reference } from './alert';
import { stateOf } from './lifecycle';

type Named = { id: string; name: string; email: string };

/** An alert as screens and the API see it, without its history. `people`: whoever it names, by id. */
export function viewOf(
  alert: Alert,
  people: ReadonlyMap<string, Named>,
  service: { id: string; name: string } | undefined,
  more: { mergedInto: Alert | undefined; window: { title: string; endsAt: Date | null } | undefined },
) {
  const { id, key, title, count, priority, urgency, source, links, teamId, openedAt, lastSeenAt } = alert;
  const { acknowledgedAt, snoozedUntil, closedAt, closedBy } = alert;
  return {
    id,
    reference: reference(alert),
    state: stateOf(alert),
    key,
    title,
    count,
    priority,
    urgency,
    source,
    links,
    teamId,
    service: { id: alert.serviceId, name: service?.name ?? '' },
    integrationId: alert.integrationId,
    openedAt,
    lastSeenAt,
    acknowledgedAt,
    acknowledgedBy: named(people, alert.acknowledgedById),
    snoozedUntil,
    /** Quiet until then: by planned work (`by` its title), or because it flaps. */
    held:
      alert.heldUntil && !closedAt
        ? { until: more.window ? more.window.endsAt : alert.heldUntil, by: more.window?.title ?? null }
        : null,
    flapping: alert.flapping,
    remindedAt: alert.remindedAt,
    mergedInto: more.mergedInto
      ? { id: more.mergedInto.id, reference: reference(more.mergedInto), title: more.mergedInto.title }
      : null,
    classification: alert.classification,
    classifiedAt: alert.classifiedAt,
    classifiedBy: named(people, alert.classifiedById),
    duplicateOfId: alert.duplicateOfId,
    batchId: alert.batchId,
    closedAt,
    closedBy,
    closedByPerson: closedBy === 'person' ? named(people, alert.closedById) : null,
  };
}

export type AlertView = ReturnType<typeof viewOf>;

/** What a signed link shows of an alert to its person. `others`: how many more open alerts its button takes along. */
export function linkedView(
  view: AlertView,
  { person, others, now }: { person: { id: string; name: string; timeZone: string }; others: number; now: Date },
) {
  const { id, reference, state, title, priority, count, service, openedAt, acknowledgedAt, closedAt } = view;
  const holder = view.acknowledgedBy;
  return {
    alert: { id, reference, state, title, priority, count, service, openedAt, acknowledgedAt, closedAt },
    acknowledgedBy: holder && { id: holder.id, name: holder.name },
    person,
    mine: holder?.id === person.id,
    others,
    now,
  };
}

export const actingPerson = ({ actor }: TimelineEvent): string | null => (actor.kind === 'person' ? actor.id : null);

/** One line of an alert's history, with who did it by name. */
export function entryOf({ id, at, kind, actor, data }: TimelineEvent, names: ReadonlyMap<string, { name: string }>) {
  const name =
    actor.kind === 'person' ? (names.get(actor.id ?? '')?.name ?? null) : actor.kind === 'system' ? 'Baton' : null;
  return { id, at, kind, actor: { ...actor, name }, data };
}

function named(people: ReadonlyMap<string, Named>, id: string | null): Named | null {
  const person = id === null ? undefined : people.get(id);
  return person ? { id: person.id, name: person.name, email: person.email } : null;
}
