import type { Channel } from '@/server/outbound';

/** How a channel is doing: not configured, working as far as anybody knows, or failing since then. */
export type ChannelState = {
  channel: Channel;
  configured: boolean;
  lastSentAt: Date | null;
  /** The first of at least so many failures in a row; the addresses are not to blame. */
  brokenSince: Date | null;
  lastError: string | null;
};

/** One failure may be chance; so many in a row are not. */
export const failuresInARow = 3;

/** Each address of these has a host of its own: one that is down says nothing of the channel. */
const hostPerAddress: readonly Channel[] = ['webhook', 'ntfy', 'push'];

export type Record = {
  channel: Channel;
  lastSentAt: Date | null;
  failures: number;
  failingSince: Date | null;
  lastError: string | null;
};

export function channelState(record: Record, configured: boolean): ChannelState {
  const { channel, lastSentAt, failures, failingSince, lastError } = record;
  const isBroken = configured && failures >= failuresInARow && !hostPerAddress.includes(channel);
  return {
    channel,
    configured,
    lastSentAt,
    brokenSince: isBroken ? failingSince : null,
    lastError: failures > 0 ? lastError : null,
  };
}
