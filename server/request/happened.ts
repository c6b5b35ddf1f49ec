import type { TimelineEvent } from '@/server/timeline/event';
import { happenings, type State, states } from './request';
import type { RequestEvent } from './view';

const stateOrNull = (value: unknown): State | null => states.find((state) => state === value) ?? null;

/** What people, or Baton, did to a request; what became of the mails about it is told of the same subject. */
export const historyFrom = (events: readonly TimelineEvent[]): RequestEvent[] =>
  events.flatMap((event) => {
    const act = happenings.find((each) => each === event.kind);
    return act ? [eventOf(act, event)] : [];
  });

/** A person's name is put in by whoever knows people. */
function eventOf(act: RequestEvent['act'], { at, actor, data }: TimelineEvent): RequestEvent {
  const isPerson = actor.kind === 'person';
  return {
    at,
    actorId: isPerson ? actor.id : null,
    actorName: isPerson ? 'Somebody who left' : 'Baton',
    act,
    from: stateOrNull(data.from),
    to: stateOrNull(data.to) ?? 'requested',
    note: typeof data.note === 'string' && data.note !== '' ? data.note : null,
  };
}
