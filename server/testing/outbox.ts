import type { Message, Outbound, Receipt } from '@/server/outbound';

export type Outbox = Outbound & {
  sent: Message[];
  /** What the next messages are answered with, in order; accepted when empty. */
  script: ((message: Message, signal: AbortSignal) => Receipt | Promise<Receipt>)[];
};

/** The port in memory: keeps what was handed to it, and answers as the script says. */
export function outboxOf(): Outbox {
  const outbox: Outbox = {
    sent: [],
    script: [],
    isOn: () => true,
    async send(message, signal) {
      outbox.sent.push(message);
      const answer = outbox.script.shift();
      return answer ? answer(message, signal) : { outcome: 'accepted', providerId: String(outbox.sent.length) };
    },
  };
  return outbox;
}
