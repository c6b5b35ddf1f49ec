import { breaker as bounds } from '@/server/bounds';
import type { Receipt } from '@/server/outbound';

/** How one provider has been answering. `openUntil`: by any steady clock, in seconds; null: it is asked as ever. */
export type Breaker = { failures: number; openUntil: number | null; probing: boolean };

export const closed: Breaker = { failures: 0, openUntil: null, probing: false };

/** Whether to ask it now. Once its rest is over one message goes ahead of the others, to see (F30). */
export function ask(breaker: Breaker, now: number): { ask: boolean; waitSeconds: number; next: Breaker } {
  const { openUntil, probing } = breaker;
  if (openUntil === null) return { ask: true, waitSeconds: 0, next: breaker };
  if (now < openUntil) return { ask: false, waitSeconds: openUntil - now, next: breaker };
  if (probing) return { ask: false, waitSeconds: 1, next: breaker };
  return { ask: true, waitSeconds: 0, next: { ...breaker, probing: true } };
}

/**
 * After an answer. A refusal is an answer too: the provider works. Being asked to wait is not a failure of the provider,
 * and neither is a channel that nobody set up.
 */
export function after(breaker: Breaker, receipt: Receipt, now: number): Breaker {
  const works = receipt.outcome !== 'try-again' || receipt.retryAfterSeconds !== undefined;
  if (works) return closed;
  const failures = breaker.failures + 1;
  const isOpen = failures >= bounds.opensAfter;
  return { failures, openUntil: isOpen ? now + bounds.openMs / 1_000 : null, probing: false };
}
