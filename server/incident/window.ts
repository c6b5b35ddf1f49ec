import type { TimelineEvent } from '@/server/timeline/event';
import { type Entry, entryKinds, type Line } from './entry';

/** So many lines of a timeline are read at once: a long night has thousands, and the newest are what is needed. */
export const windowLines = 50;

/** What a timeline can be narrowed to. */
export const shownNames = ['all', 'people', ...entryKinds, 'key'] as const;
export type Shown = (typeof shownNames)[number];

export type Order = 'earlier' | 'later';

/**
 * Where a line stands in the order of all: by when it happened; of one instant what Baton saw comes before what people
 * wrote. `event` and `entry` say from where each of the two is read on.
 */
export type Place = { event: { at: Date; id: string }; entry: { at: Date; id: string } };

const afterAllEvents = '9223372036854775807';
const beforeAllEntries = '';

/** As a client sends it back. */
export const placeText = (line: Line): string =>
  `${line.at.getTime()}.${line.by}.${line.by === 'baton' ? line.event.id : line.entry.id}`;

export const placeForm = /^\d{1,14}\.(baton\.\d{1,18}|person\.[\w-]{1,100})$/;

/** Of a text of `placeForm`. */
export function placeIn(text: string): Place {
  const [at = '0', by, id = ''] = text.split('.');
  const instant = new Date(Number(at));
  return by === 'baton'
    ? { event: { at: instant, id }, entry: { at: instant, id: beforeAllEntries } }
    : { event: { at: instant, id: afterAllEvents }, entry: { at: instant, id } };
}

/** Both in the order asked for; each is in that order already. */
export function linesOf(entries: readonly Entry[], events: readonly TimelineEvent[], order: Order = 'later'): Line[] {
  const seen = events.map((event): Line => ({ by: 'baton', at: event.at, event }));
  const written = entries.map((entry): Line => ({ by: 'person', at: entry.happenedAt, entry }));
  // The sort is stable: of one instant, whoever stands first here stays first.
  return order === 'later'
    ? [...seen, ...written].sort((a, b) => a.at.getTime() - b.at.getTime())
    : [...written, ...seen].sort((a, b) => b.at.getTime() - a.at.getTime());
}
