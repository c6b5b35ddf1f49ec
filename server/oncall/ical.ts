import ical, { ICalEventTransparency } from 'ical-generator';

/** A shift as a calendar shows it. Whole shifts only: one cut at the edge of a window would change its identity. */
export interface FeedEvent {
  readonly rotationId: string;
  readonly rotationName: string;
  readonly role: string;
  readonly personName: string;
  readonly from: Date;
  readonly to: Date;
  /** Rises with every change of the rotation. */
  readonly version: number;
  /** When the rotation last changed. */
  readonly changedAt: Date;
}

export interface Feed {
  /** What calendars call it. */
  readonly name: string;
  /** Names this installation for good; part of every event's identity, so never the address it is reached at. */
  readonly installation: string;
  readonly events: readonly FeedEvent[];
}

const refreshSeconds = 3600;

/**
 * Shifts → iCalendar text (RFC 5545). All times are UTC instants, so that no zone has to be described and no machine's
 * zone gets in. The same shifts give the same bytes: stamps come from the data, never from the clock. An event is named
 * by rotation, role and start, so a cover or a new name changes an event instead of replacing it.
 */
export function feedOf({ name, installation, events }: Feed): string {
  const calendar = ical({
    name,
    prodId: { company: 'baton', product: 'on-call', language: 'EN' },
    ttl: refreshSeconds,
  });
  const ordered = [...events].sort((a, b) => a.from.getTime() - b.from.getTime() || (uidOf(a) < uidOf(b) ? -1 : 1));
  for (const event of ordered) {
    calendar.createEvent({
      id: `${uidOf(event)}@${installation}`,
      sequence: event.version,
      start: event.from,
      end: event.to,
      stamp: event.changedAt,
      lastModified: event.changedAt,
      summary: `${event.personName}: ${event.role}, ${event.rotationName}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

function uidOf({ rotationId, role, from }: FeedEvent): string {
  const start = from.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${rotationId}-${encodeURIComponent(role)}-${start}`;
}
