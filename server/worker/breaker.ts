import { stopwatch } from '@/server/clock';
import { after, ask, type Breaker, closed } from '@/server/delivery/breaker';
import type { Message, Outbound, Receipt } from '@/server/outbound';

/** Who is asked: one operator's provider, or the host that an address of somebody's own names. */
export function providerOf({ channel, address }: Pick<Message, 'channel' | 'address'>): string {
  if (channel === 'sms' || channel === 'voice') return 'twilio';
  if (channel === 'email' || channel === 'slack' || channel === 'status-page') return channel;
  const url = channel === 'push' ? (JSON.parse(address) as { endpoint: string }).endpoint : address;
  return `${channel} ${new URL(url).host}`;
}

/** More hosts than this are never down at once; then everything is asked again. */
const mostKept = 5_000;

/**
 * A provider that does not answer is left alone for a moment, so that people's next channel begins at once instead of
 * after another timeout. Each provider by itself: one that is down holds up no other.
 */
export function withBreakers(outbound: Outbound, elapsed: () => number = stopwatch()): Outbound {
  const breakers = new Map<string, Breaker>();
  return {
    isOn: outbound.isOn,
    async send(message, signal) {
      const provider = providerOf(message);
      const asked = ask(breakers.get(provider) ?? closed, elapsed());
      if (breakers.size > mostKept) breakers.clear();
      breakers.set(provider, asked.next);
      if (!asked.ask) return resting(asked.waitSeconds);
      const receipt = await outbound.send(message, signal).catch((error: unknown) => {
        breakers.delete(provider);
        throw error;
      });
      const next = after(asked.next, receipt, elapsed());
      if (next === closed) breakers.delete(provider);
      else breakers.set(provider, next);
      return receipt;
    },
  };
}

const resting = (retryAfterSeconds: number): Receipt => ({
  outcome: 'try-again',
  reason: 'The provider has not been answering: asked again in a moment',
  retryAfterSeconds,
});
