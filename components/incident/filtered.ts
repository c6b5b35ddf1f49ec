import type { EntryKind } from '@/server/incident/entry';
import { type Shown, shownNames } from '@/server/incident/window';
import type { TimelineLine } from './use-incident';

/** What the timeline can be narrowed to; the address keeps it. */
export const filterNames = shownNames;
export type FilterName = Shown;

export const filterWords: Record<FilterName, string> = {
  all: 'Everything',
  people: 'People',
  finding: 'Findings',
  decision: 'Decisions',
  action: 'Actions',
  update: 'Updates',
  key: 'Key moments',
};

type Filterable = { by: 'baton' } | { by: 'person'; kind: EntryKind; starred: boolean };

export function passes(line: Filterable, filter: FilterName): boolean {
  if (filter === 'all') return true;
  if (line.by === 'baton') return false;
  if (filter === 'people') return true;
  return filter === 'key' ? line.starred : line.kind === filter;
}

/**
 * What was read earlier with the newest lines behind it, oldest first. The newest are the truth of their time: whatever
 * an older answer says of it is left out.
 */
export function joined(earlier: readonly TimelineLine[], newest: readonly TimelineLine[]): TimelineLine[] {
  const [first] = newest;
  if (!first) return [...earlier];
  const ids = new Set(newest.map(({ id }) => id));
  return [...earlier.filter(({ id, at }) => at <= first.at && !ids.has(id)), ...newest];
}

/** Newest first, with the lines somebody has not seen yet counted: those written by others since they looked. */
export function shownLines(timeline: readonly TimelineLine[], filter: FilterName, lookedAt: Date | null, viewer: Seen) {
  const lines = timeline.filter((line) => passes(line, filter)).toReversed();
  const isNew = (line: TimelineLine): boolean => lookedAt !== null && !mine(line, viewer) && cameAt(line) > lookedAt;
  // The divider stands above the first line that was there before; a late entry below it is marked by itself.
  const seen = lines.findIndex((line) => line.at <= (lookedAt ?? line.at));
  const news = lines.filter(isNew).length;
  return { lines, isNew, news, dividerAt: news > 0 && seen > 0 ? seen : null };
}

type Seen = { id: string; name: string };
const cameAt = (line: TimelineLine): Date => (line.by === 'person' ? line.writtenAt : line.at);
const mine = (line: TimelineLine, viewer: Seen): boolean =>
  line.by === 'person' ? line.person?.id === viewer.id : line.actor === viewer.name;
