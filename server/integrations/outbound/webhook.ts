import { Webhook } from 'standardwebhooks';
import type { Message, Receipt } from '@/server/outbound';
import { callOutside } from '../http';
import { type Adapter, passing, unanswered } from './receipt';

const eventOf = ({ notice, alertIds, pressing }: Message, at: Date) => ({
  type: pressing ? 'page' : 'notice',
  timestamp: at.toISOString(),
  data: {
    title: notice.title,
    lines: notice.lines,
    facts: notice.facts,
    links: notice.links,
    reason: notice.reason,
    alertIds,
  },
});

/** Pages as Standard Webhooks: signed by each of the address's secrets, `webhook-id` the same at every attempt. */
export const webhookAdapter =
  ({ now }: { now: () => Date }): Adapter =>
  async (message, signal) => {
    const at = now();
    const body = JSON.stringify(eventOf(message, at));
    const secrets = (message.secret ?? '').split(' ').filter(Boolean);
    const headers = {
      'Content-Type': 'application/json',
      'webhook-id': message.identity,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(message.identity, at, body)).join(' '),
    };
    try {
      const answer = await callOutside(message.address, { method: 'POST', headers, body }, signal);
      return receiptOf(answer.status) ?? passing('The webhook', answer) ?? wrong(answer.status);
    } catch (error) {
      return unanswered('The webhook', error);
    }
  };

function receiptOf(status: number): Receipt | undefined {
  if (status >= 200 && status < 300) return { outcome: 'accepted', providerId: null };
  if (status === 410) return { outcome: 'refused', reason: 'The webhook answered 410: it is switched off' };
  return undefined;
}

// Somebody is at work on the other side, or the address has moved: neither is for ever.
const wrong = (status: number): Receipt => ({ outcome: 'try-again', reason: `The webhook answered ${status}` });
