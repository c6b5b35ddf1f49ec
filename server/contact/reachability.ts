import type { Channel } from '@/server/outbound';
import { type ContactMethod, isUsable } from './contact-method';

/** The readiness mark of one person: whether a page would leave for them, and when that was last shown to be true. */
export type Reachability = {
  reachable: boolean;
  usable: number;
  /** Over what, each once: everybody may know the channels, nobody the addresses. */
  channels: Channel[];
  unverified: number;
  broken: number;
  /** The last time any of the usable methods accepted a message. */
  provenAt: Date | null;
};

export function reachabilityOf(
  methods: readonly Pick<ContactMethod, 'channel' | 'verifiedAt' | 'provenAt' | 'brokenAt'>[],
): Reachability {
  const usable = methods.filter(isUsable);
  const proven = usable.flatMap(({ provenAt }) => (provenAt ? [provenAt.getTime()] : []));
  return {
    reachable: usable.length > 0,
    usable: usable.length,
    channels: [...new Set(usable.map(({ channel }) => channel))],
    unverified: methods.filter(({ verifiedAt }) => verifiedAt === null).length,
    broken: methods.filter(({ brokenAt }) => brokenAt !== null).length,
    provenAt: proven.length > 0 ? new Date(Math.max(...proven)) : null,
  };
}
