import type { Recent } from '@/server/delivery/parcel';

/** Messages to one person over one channel stand at least so far apart; what comes between them goes with the next. */
export const apartSeconds = 60;
/** And of one source, while it goes on, at most so many within so long. */
export const burst = { most: 5, seconds: 900 } as const;

/** Where a page goes: into a message that is still to be sent, or into one of its own at an instant. */
export type Place<One = Recent> = { join: One } | { dueAt: Date };

/** What has to be known of a message to stand another beside it. */
type Known = Pick<Recent, 'at' | 'open'> & { message: Pick<Recent['message'], 'sources'> };

const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1_000);
const secondsFrom = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1_000;

/**
 * The first message goes when it is wanted. Another within a minute of it, before or after, waits for the next one and
 * is joined by whatever else comes until then: nothing is dropped, and nobody's phone rings more than once a minute.
 * `recent`: what went or is to go to the same address; `source`: what a storm is counted by, null for none.
 */
export function placeOf<One extends Known>(wanted: Date, recent: readonly One[], source: string | null): Place<One> {
  const sorted = [...recent].sort((a, b) => a.at.getTime() - b.at.getTime());
  let dueAt = wanted;
  for (const one of sorted)
    if (Math.abs(secondsFrom(one.at, dueAt)) < apartSeconds) dueAt = later(one.at, apartSeconds);
  const alike = sorted.filter(({ message, at }) => source !== null && message.sources?.includes(source) && at <= dueAt);
  const first = alike.at(-burst.most);
  if (first && secondsFrom(first.at, dueAt) < burst.seconds) dueAt = later(first.at, burst.seconds);
  // What is said earlier than wanted would wake people against their own rules.
  const next = sorted.find(({ open, at }) => open && at >= wanted && at <= dueAt);
  return next ? { join: next } : { dueAt };
}
