import type { Message, Receipt } from '@/server/outbound';
import { callOutside } from '../http';
import { type Adapter, passing, reasonOf, unanswered } from './receipt';

const longest = 3_500;

function bodyOf({ address, notice, pressing }: Message): string {
  const { title, lines, facts, links, reason } = notice;
  const text = [...lines, facts.map(({ label, value }) => `${label}: ${value}`).join('\n'), reason];
  const main = links[0];
  return JSON.stringify({
    topic: new URL(address).pathname.slice(1),
    title,
    message: text.filter(Boolean).join('\n\n').slice(0, longest),
    priority: pressing ? 5 : 3,
    tags: pressing ? ['rotating_light'] : [],
    ...(main && { click: main.url }),
    actions: links.slice(0, 3).map(({ label, url }) => ({ action: 'view', label, url })),
  });
}

/** ntfy, wherever its server stands: posts to its root, with the topic's token where it has one. Links only lead on. */
export const ntfyAdapter = (): Adapter => async (message, signal) => {
  const headers = {
    'Content-Type': 'application/json',
    ...(message.secret && { Authorization: `Bearer ${message.secret}` }),
  };
  try {
    const root = new URL('/', message.address).href;
    const answer = await callOutside(root, { method: 'POST', headers, body: bodyOf(message) }, signal);
    const { status } = answer;
    if (status >= 200 && status < 300) return { outcome: 'accepted', providerId: idIn(answer.body) };
    return passing('ntfy', answer) ?? wrong(status, answer.body);
  } catch (error) {
    return unanswered('ntfy', error);
  }
};

function wrong(status: number, body: string): Receipt {
  const reason = reasonOf(`ntfy answered ${status}: ${body}`);
  if ([401, 403, 404, 410].includes(status)) return { outcome: 'refused', reason };
  return { outcome: 'try-again', reason };
}

function idIn(body: string): string | null {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
