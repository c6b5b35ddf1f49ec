import webPush from 'web-push';
import type { Message, Receipt } from '@/server/outbound';
import { callOutside } from '../http';
import { type Adapter, passing, reasonOf, unanswered } from './receipt';

export type PushKeys = { publicKey: string; privateKey: string };
type Settings = PushKeys & { publicUrl: string; contact: string };
type Subscription = { endpoint: string; keys: { p256dh: string; auth: string } };

/** A page that lay with the push service for longer than this is told by other ways; news may wait for a morning. */
const livesSeconds = { pressing: 600, other: 12 * 3_600 };

/** Push services take 4 096 bytes, of which encryption needs the rest. */
const mostBytes = 3_900;

/** What the device is told: enough to show without a network. Links: the signed one that takes it, and the page. */
function payloadOf({ identity, notice, pressing, alertIds }: Message, most: number): string {
  const { title, lines, links, reason } = notice;
  const pathOf = (url: string) => new URL(url).pathname;
  const take = links.find(({ url }) => pathOf(url).startsWith('/l/'));
  const open = links.find(({ url }) => url !== take?.url) ?? take;
  const body = [...lines, reason].filter(Boolean).join('\n');
  for (let length = Math.min(body.length, 1_500); ; length = Math.floor(length / 2)) {
    const text = JSON.stringify({
      ...{ identity, pressing, title: title.slice(0, 200), body: body.slice(0, length) },
      url: open ? pathOf(open.url) : '/',
      take: take && alertIds.length > 0 ? pathOf(take.url) : null,
    });
    if (Buffer.byteLength(text) <= most || length === 0) return text;
  }
}

/**
 * Web push: encrypted for the one browser that subscribed, proven by this installation's keys. The endpoint is what a
 * browser said, so it is checked like any other address from outside.
 */
export const pushAdapter =
  ({ publicKey, privateKey, publicUrl, contact }: Settings): Adapter =>
  async (message, signal) => {
    const subscription = JSON.parse(message.address) as Subscription;
    const subject = publicUrl.startsWith('https:') ? publicUrl : `mailto:${contact}`;
    const send = (most: number) => {
      const { headers, body, endpoint } = webPush.generateRequestDetails(subscription, payloadOf(message, most), {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: message.pressing ? livesSeconds.pressing : livesSeconds.other,
        urgency: message.pressing ? 'high' : 'normal',
        topic: message.identity,
        contentEncoding: 'aes128gcm',
      });
      const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return callOutside(endpoint, { method: 'POST', headers: texts, body: body ?? Buffer.alloc(0) }, signal);
    };
    try {
      const first = await send(mostBytes);
      const answer = first.status === 413 ? await send(500) : first;
      const { status } = answer;
      if (status >= 200 && status < 300) return { outcome: 'accepted', providerId: answer.headers.location ?? null };
      return passing('The push service', answer) ?? wrong(status, answer.body);
    } catch (error) {
      return unanswered('The push service', error);
    }
  };

/** 404 and 410: the browser is gone or has had enough. 401 and 403: it subscribed with keys that are not ours. */
function wrong(status: number, body: string): Receipt {
  if (status === 404 || status === 410)
    return { outcome: 'refused', reason: 'This browser no longer takes notifications: turn them on again there' };
  const reason = reasonOf(`The push service answered ${status}: ${body}`);
  return status === 401 || status === 403 ? { outcome: 'refused', reason } : { outcome: 'off', reason };
}
