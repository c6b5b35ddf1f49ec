import type { MarkKind } from '@/components/ui/mark';
import { type ContactMethod, maskedAddress } from '@/server/contact/contact-method';

type Method = Pick<ContactMethod, 'verifiedAt' | 'provenAt' | 'brokenAt' | 'brokenReason'>;

/** How far a contact method can be relied on. Broken stands before all else: no page goes there, whatever was before. */
export function methodState({ verifiedAt, provenAt, brokenAt, brokenReason }: Method): {
  mark: MarkKind;
  words: string;
} {
  if (brokenAt) return { mark: 'critical', words: brokenReason ? `Broken: ${brokenReason}` : 'Broken' };
  if (!verifiedAt) return { mark: 'waiting', words: 'Waiting for its code' };
  return provenAt
    ? { mark: 'good', words: 'Proven: a message got there' }
    : { mark: 'good', words: 'Verified, no page sent yet' };
}

/** One's own address in full; a browser's is a text that nobody reads, so it goes by its name. */
export const addressWords = ({
  channel,
  address,
  label = null,
}: Pick<ContactMethod, 'channel' | 'address'> & { label?: string | null }): string =>
  channel === 'push' ? (label ?? maskedAddress(channel, address)) : address;
