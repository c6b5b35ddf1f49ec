import { eventWords } from './timeline-words';

type Entry = Parameters<typeof eventWords>[0];

/**
 * "Nobody could be paged: …" while an open alert has woken nobody since its last attempt; null once somebody was paged
 * after it or has taken it. `timeline` is oldest first.
 */
export function nobodyPagedWords(state: string, timeline: readonly Entry[]): string | null {
  if (state !== 'open') return null;
  const last = timeline.findLast(({ kind }) => kind === 'nobody-there' || kind === 'paged');
  if (last?.kind !== 'nobody-there') return null;
  const { words, detail } = eventWords(last);
  return detail ? `${words}: ${detail}` : words;
}
