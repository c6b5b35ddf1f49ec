import type { MarkKind } from '@/components/ui/mark';
import { receiptWords } from '@/server/delivery/receipt';

type Page = {
  withdrawnAt: Date | null;
  delivery: {
    state: string;
    dueAt: Date;
    sentAt: Date | null;
    lastError: string | null;
    possibleDuplicate: boolean;
    receipt: string | null;
  } | null;
};

/** How far one page got: whether the provider took it, and if not, why. */
export function deliveryWords(page: Page, now: Date): { mark: MarkKind; word: string; why: string | null } {
  const { delivery, withdrawnAt } = page;
  if (!delivery) return { mark: 'neutral', word: 'Record gone', why: null };
  const later = receiptWords[delivery.receipt ?? ''];
  if (delivery.state === 'sent' && later?.reached === false)
    return { mark: 'critical', word: 'Did not get there', why: later.words };
  if (delivery.state === 'sent')
    return { mark: 'good', word: 'Delivered', why: delivery.possibleDuplicate ? 'It may have arrived twice.' : null };
  if (delivery.state === 'failed') return { mark: 'critical', word: 'Not delivered', why: delivery.lastError };
  if (delivery.state === 'withdrawn' || withdrawnAt)
    return { mark: 'neutral', word: 'Not sent', why: 'It was no longer wanted.' };
  if (delivery.dueAt > now) return { mark: 'waiting', word: 'Waits for its time', why: null };
  return { mark: 'waiting', word: 'Sending', why: delivery.lastError };
}
