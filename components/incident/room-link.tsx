import { Hash } from 'lucide-react';
import type { IncidentDetail } from './use-incident';

/** Its channel in Slack; until that is made, or where it cannot be, why not. */
export function RoomLink({ room }: Pick<IncidentDetail, 'room'>) {
  if (!room) return null;
  if (room.url)
    return (
      <a
        href={room.url}
        target="_blank"
        rel="noopener noreferrer"
        className="inline-flex min-h-11 min-w-0 items-center gap-0.5 text-label hover:text-ink sm:min-h-6"
      >
        <Hash aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="sr-only">Slack channel </span>
        <span className="truncate">{room.name}</span>
      </a>
    );
  return (
    <span className="text-label" title={room.error ?? undefined}>
      {room.error ? `No Slack channel yet: ${room.error}` : 'Slack opens a channel…'}
    </span>
  );
}
