import type { MarkKind } from '@/components/ui/mark';
import { receiptWords } from '@/server/delivery/receipt';

type Delivery = {
  state: string;
  receipt: string | null;
  lastError: string | null;
  possibleDuplicate: boolean;
};

/** How far one message got, as a word with its mark, and why. */
export function deliveryState({ state, receipt, lastError, possibleDuplicate }: Delivery): {
  mark: MarkKind;
  word: string;
  why: string | null;
} {
  const later = receiptWords[receipt ?? ''];
  if (state === 'failed') return { mark: 'critical', word: 'Failed', why: lastError };
  if (state === 'withdrawn') return { mark: 'neutral', word: 'Not sent', why: 'It was no longer wanted.' };
  if (state !== 'sent') return { mark: 'waiting', word: state === 'due' ? 'Waiting' : 'Sending', why: lastError };
  if (later?.reached === false) return { mark: 'critical', word: 'Did not get there', why: later.words };
  return {
    mark: 'good',
    word: later ? 'Arrived' : 'Accepted',
    why: possibleDuplicate ? 'It may have arrived twice.' : null,
  };
}
