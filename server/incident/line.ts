import type { TimelineEvent } from '@/server/timeline/event';
import { isLate, type Line } from './entry';

type Named = { id: string; name: string };

/** One line as it is shown: who wrote it or did it by name. */
export function lineView(line: Line, people: ReadonlyMap<string, Named>) {
  if (line.by === 'baton') {
    const { id, kind, data } = line.event;
    return { by: 'baton' as const, id, at: line.at, kind, data, actor: actorName(line.event, people) };
  }
  const { id, kind, text, happenedAt, writtenAt, personId, starred, version } = line.entry;
  const late = isLate(line.entry);
  const person = people.get(personId);
  return {
    by: 'person' as const,
    ...{ id, at: line.at, kind, text, happenedAt, writtenAt, starred, version, late },
    edited: version > 1,
    person: person ? { id: person.id, name: person.name } : null,
  };
}

const actorName = ({ actor }: TimelineEvent, people: ReadonlyMap<string, Named>): string =>
  actor.kind === 'person' ? (people.get(actor.id ?? '')?.name ?? '') : 'Baton';

/** Whose names the lines need. */
export const peopleIn = (lines: readonly Line[]): string[] =>
  lines.flatMap((line) => {
    if (line.by === 'person') return [line.entry.personId];
    const { actor } = line.event;
    return actor.kind === 'person' && actor.id ? [actor.id] : [];
  });

export type LineView = ReturnType<typeof lineView>;
