import type { TimelineEvent } from '@/server/timeline/event';

/** What people add to the timeline. Baton adds the rest by itself. */
export const entryKinds = ['finding', 'decision', 'action', 'update'] as const;
export type EntryKind = (typeof entryKinds)[number];

export type Entry = {
  id: string;
  incidentId: string;
  kind: EntryKind;
  text: string;
  happenedAt: Date;
  writtenAt: Date;
  personId: string;
  starred: boolean;
  version: number;
  removedAt: Date | null;
};

/** One line of an incident's timeline: somebody's words, or what Baton saw happen. */
export type Line = { by: 'person'; at: Date; entry: Entry } | { by: 'baton'; at: Date; event: TimelineEvent };

const ownLines: readonly string[] = ['entry-written', 'entry-changed', 'entry-removed'];

/** Both in the order in which things happened; of one instant, what Baton saw comes first. */
export function linesOf(entries: readonly Entry[], events: readonly TimelineEvent[]): Line[] {
  const lines: Line[] = [
    // What people wrote stands there in their own words.
    ...events
      .filter(({ kind }) => !ownLines.includes(kind))
      .map((event): Line => ({ by: 'baton', at: event.at, event })),
    ...entries
      .filter(({ removedAt }) => !removedAt)
      .map((entry): Line => ({ by: 'person', at: entry.happenedAt, entry })),
  ];
  return lines.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Written down so much later than it happened that the screen says so. */
export const isLate = ({ happenedAt, writtenAt }: Pick<Entry, 'happenedAt' | 'writtenAt'>): boolean =>
  writtenAt.getTime() - happenedAt.getTime() > 120_000;
