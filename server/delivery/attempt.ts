import type { Outlet, Receipt } from '@/server/outbound';

/**
 * `due` waits for its instant, `claimed` belongs to a worker, `sending` is with the provider; the others are ends.
 * A message withdrawn while `sending` is already on the wire: it ends as `sent` if the provider took it.
 */
export type DeliveryState = 'due' | 'claimed' | 'sending' | 'sent' | 'failed' | 'withdrawn';

export type Verdict =
  | { state: 'sent'; providerId: string | null }
  | { state: 'due'; waitSeconds: number; reason: string; mayHaveArrived: boolean }
  /** `permanent`: the address is wrong, gone or refuses us; not just this once. */
  | { state: 'failed'; reason: string; permanent: boolean; nobodys?: true };

/** One attempt of a message, as it is kept. */
export type Attempted = {
  deliveryId: string;
  number: number;
  channel: Outlet;
  at: Date;
  state: Verdict['state'];
  permanent: boolean;
  reason: string | null;
};

const longestWaitSeconds = 16;

/**
 * How long to wait after the nth failed attempt: 1, 2, 4, 8, 16 s, each spread by a quarter either way so that what
 * failed together does not return together. `jitter` is a number in [0, 1).
 */
export const backOffSeconds = (attempts: number, jitter: number): number =>
  Math.min(longestWaitSeconds, 2 ** (attempts - 1)) * (0.75 + jitter / 2);

/**
 * What follows from a provider's answer. `attempts` counts the one just made; `secondsLeft` of the retry window may be
 * negative. A wait that would end after the window is a failure at once: the next channel should not wait for it.
 */
export function verdict(
  receipt: Receipt,
  { attempts, secondsLeft, jitter }: { attempts: number; secondsLeft: number; jitter: number },
): Verdict {
  switch (receipt.outcome) {
    case 'accepted':
      return { state: 'sent', providerId: receipt.providerId };
    case 'refused':
      return { state: 'failed', reason: receipt.reason, permanent: true };
    case 'off':
      return { state: 'failed', reason: receipt.reason, permanent: false, ...(receipt.nobodys && { nobodys: true }) };
    default: {
      const waitSeconds = Math.max(receipt.retryAfterSeconds ?? 0, backOffSeconds(attempts, jitter));
      if (waitSeconds > secondsLeft) return { state: 'failed', reason: receipt.reason, permanent: false };
      return { state: 'due', waitSeconds, reason: receipt.reason, mayHaveArrived: receipt.mayHaveArrived ?? false };
    }
  }
}
