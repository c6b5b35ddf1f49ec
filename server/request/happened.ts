import type { TimelineEvent } from '@/server/timeline/event';
import { type State, states } from './request';
import type { RequestEvent } from './view';

const stateOrNull = (value: unknown): State | null => states.find((state) => state === value) ?? null;

/** A line of a request's history, from what was told of it. A person's name is put in by whoever knows people. */
export function eventOf({ at, kind, actor, data }: TimelineEvent): RequestEvent {
  const isPerson = actor.kind === 'person';
  return {
    at,
    actorId: isPerson ? actor.id : null,
    actorName: isPerson ? 'Somebody who left' : 'Baton',
    act: kind,
    from: stateOrNull(data.from),
    to: stateOrNull(data.to) ?? 'requested',
    note: typeof data.note === 'string' && data.note !== '' ? data.note : null,
  };
}
