import { oneLine } from '@/server/notification/rendering';
import type { Message, Receipt } from '@/server/outbound';
import { type Answer, Forbidden, Unanswered } from '../http';

/** Sends one message over one channel; ends by its own bounds, and at once when it is cut off. */
export type Adapter = (message: Message, signal: AbortSignal) => Promise<Receipt>;

type TryAgain = Extract<Receipt, { outcome: 'try-again' }>;

/** What a provider's own words come to in a record that people read. */
export const reasonOf = (text: string): string => oneLine(text).slice(0, 300);

/** How long a provider asks us to wait: whole seconds, or a date that is measured by the answer's own clock. */
export function waitOf({ headers }: Pick<Answer, 'headers'>): { retryAfterSeconds?: number } {
  const asked = headers['retry-after'];
  if (asked === undefined) return {};
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.parse(headers.date ?? '')) / 1_000;
  return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(0, seconds) } : {};
}

/** The provider is busy or broken, or a gateway before it lost the answer; undefined for everything else. */
export function passing(who: string, answer: Answer): TryAgain | undefined {
  const { status } = answer;
  const reason = `${who} answered ${status}`;
  if (status === 429 || status === 503) return { outcome: 'try-again', reason, ...waitOf(answer) };
  // A gateway says these of a request that may well have been seen to behind it.
  if (status === 502 || status === 504) return { outcome: 'try-again', reason, mayHaveArrived: true };
  return status >= 500 || status === 408 || status === 425 ? { outcome: 'try-again', reason } : undefined;
}

/** What no answer means: never again to an address that is never asked, and another try for everything else. */
export function unanswered(who: string, error: unknown): Receipt {
  if (error instanceof Forbidden) return { outcome: 'refused', reason: error.message };
  if (!(error instanceof Unanswered)) throw error;
  const reason = reasonOf(`${who}: ${error.message}`);
  return { outcome: 'try-again', reason, ...(error.mayHaveArrived && { mayHaveArrived: true }) };
}
