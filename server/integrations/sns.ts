import type { Entry } from '@/server/intake/signal';
import { textAt } from '@/server/intake/signal';
import { askOutside } from './http';
import { fromSns } from './signature';

const bounds = { timeoutMs: 5_000, maxBytes: 65_536 };
type AskAddress = (address: string) => Promise<{ status: number; body: string }>;
const askAmazon: AskAddress = (address) => askOutside(address, bounds);

/** Only Amazon's own: whoever may name the certificate may sign anything. */
const isAmazons = (address: string): boolean =>
  URL.canParse(address) && /^https:\/\/sns\.[a-z0-9-]{1,40}\.amazonaws\.com(\.cn)?(\/|$)/.test(new URL(address).href);

const certificates = new Map<string, string>();

async function certificateAt(address: string, ask: AskAddress): Promise<string> {
  const kept = certificates.get(address);
  if (kept) return kept;
  const { status, body } = await ask(address);
  if (status !== 200) throw new Error(`the certificate was answered with ${status}`);
  if (certificates.size > 20) certificates.clear();
  certificates.set(address, body);
  return body;
}

/**
 * Whether Amazon SNS signed this message, by a certificate of Amazon's. A confirmed subscription is confirmed: by one GET,
 * and only after the check. Throws when Amazon cannot be asked: the sender tries again.
 */
export async function provenSns(envelope: Entry, ask: AskAddress = askAmazon): Promise<boolean> {
  const certificate = textAt(envelope, 'SigningCertURL');
  if (!isAmazons(certificate) || textAt(envelope, 'Signature') === '') return false;
  if (!fromSns(envelope, await certificateAt(certificate, ask))) return false;
  const confirm = textAt(envelope, 'SubscribeURL');
  if (textAt(envelope, 'Type') === 'SubscriptionConfirmation' && isAmazons(confirm)) await ask(confirm);
  return true;
}
