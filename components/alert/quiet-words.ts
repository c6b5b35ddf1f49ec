import { relative } from '@/components/ui/instant';

type Sender = { name: string; lastHeardAt: Date | null };

const hourMs = 3_600_000;
const namedAtMost = 3;

/**
 * Silence is good news only while the senders are alive: when the last alert was, and how many senders spoke within the
 * hour. Most senders speak only when something is wrong, so a silent one is named, not blamed.
 */
export function quietWords(lastOpenedAt: Date | null, senders: readonly Sender[], now: Date): string {
  const last = lastOpenedAt ? `Last alert ${relative(lastOpenedAt, now)}` : 'No alert yet';
  if (senders.length === 0) return `${last}.`;
  const silent = senders.filter(({ lastHeardAt }) => !lastHeardAt || now.getTime() - lastHeardAt.getTime() > hourMs);
  const heard = `senders heard from in the last hour: ${senders.length - silent.length} of ${senders.length}`;
  if (silent.length === 0 || silent.length > namedAtMost) return `${last}; ${heard}.`;
  return `${last}; ${heard}. Silent: ${silent.map(({ name }) => name).join(', ')}.`;
}
