import type { EventKind, TimelineEvent } from '@/server/timeline/event';

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

export type StoredEntry = Omit<Entry, 'kind'> & { kind: string };
export const toEntry = (row: StoredEntry): Entry => ({ ...row, kind: row.kind as EntryKind });

/** One line of an incident's timeline: somebody's words, or what Baton saw happen. */
export type Line = { by: 'person'; at: Date; entry: Entry } | { by: 'baton'; at: Date; event: TimelineEvent };

/** Told of what people wrote, which stands on the timeline in their own words. */
export const entryEvents: readonly EventKind[] = ['entry-written', 'entry-changed', 'entry-removed'];

/** Written down so much later than it happened that the screen says so. */
export const isLate = ({ happenedAt, writtenAt }: Pick<Entry, 'happenedAt' | 'writtenAt'>): boolean =>
  writtenAt.getTime() - happenedAt.getTime() > 120_000;
