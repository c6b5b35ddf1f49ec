import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { machineTime } from '@/server/clock';
import { env } from '@/server/env';
import { never, pageMessage } from '@/server/testing/messages';
import { type Provider, pretendReceiver } from '@/server/testing/providers';
import { webhookAdapter } from './webhook';

let target: Provider;
const send = webhookAdapter({ now: machineTime });
const [present, previous] = ['cHJlc2VudCBzZWNyZXQgb2Ygc29tZSBsZW5ndGg=', 'cHJldmlvdXMgc2VjcmV0IG9mIHNvbWUgbGVuZ3Ro'];
const message = () =>
  pageMessage({ channel: 'webhook', address: `${target.url}/hook?x=1`, secret: `whsec_${present} whsec_${previous}` });

beforeAll(async () => {
  target = await pretendReceiver();
});
afterAll(() => target.close());
beforeEach(() => {
  env.ALLOW_PRIVATE_TARGETS = '1';
});
afterEach(() => {
  delete env.ALLOW_PRIVATE_TARGETS;
});

it('posts what Standard Webhooks’ own library verifies, with the present secret and with the previous one', async () => {
  const page = message();
  expect(await send(page, never)).toEqual({ outcome: 'accepted', providerId: null });
  const asked = target.received.at(-1);
  expect(asked).toMatchObject({ method: 'POST', path: '/hook?x=1', headers: { 'webhook-id': page.identity } });
  for (const secret of [present, previous]) {
    const headers = asked?.headers as Record<string, string>;
    expect(new Webhook(`whsec_${secret}`).verify(asked?.text ?? '', headers)).toMatchObject({
      type: 'page',
      data: { title: page.notice.title, alertIds: ['alert-1'], links: page.notice.links },
    });
  }
  expect(() => new Webhook(present).verify(`${asked?.text} `, asked?.headers as Record<string, string>)).toThrow();
});

it('keeps its identity over attempts, so that a receiver knows a repeat', async () => {
  const page = message();
  await send(page, never);
  await send(page, never);
  expect(target.received.slice(-2).map(({ headers }) => headers['webhook-id'])).toEqual([page.identity, page.identity]);
});

it.each([
  [
    { status: 503, headers: { 'Retry-After': '7' } },
    { outcome: 'try-again', retryAfterSeconds: 7 },
  ],
  [{ status: 500 }, { outcome: 'try-again' }],
  [{ status: 504 }, { outcome: 'try-again', mayHaveArrived: true }],
  [{ status: 404 }, { outcome: 'try-again' }],
  [{ status: 302, headers: { Location: 'http://example.org' } }, { outcome: 'try-again' }],
  [{ status: 410 }, { outcome: 'refused' }],
])('takes %o for what it means', async (act, expected) => {
  target.next({ do: 'answer', ...act });
  expect(await send(message(), never)).toMatchObject(expected);
});

it('F25: waits until a date as long as that date is away on the answering machine', async () => {
  const headers = { Date: 'Sat, 21 Nov 2026 16:00:00 GMT', 'Retry-After': 'Sat, 21 Nov 2026 16:00:30 GMT' };
  target.next({ do: 'answer', status: 429, headers });
  expect(await send(message(), never)).toMatchObject({ outcome: 'try-again', retryAfterSeconds: 30 });
});

it('F26: says of a lost answer that it may have arrived, and ends at once when it is cut off', async () => {
  target.next({ do: 'drop' }, { do: 'silent' }, { do: 'trickle' });
  expect(await send(message(), never)).toMatchObject({ outcome: 'try-again', mayHaveArrived: true });
  for (const _ of ['silent', 'trickle']) {
    const began = performance.now();
    const receipt = await send(message(), AbortSignal.timeout(200));
    expect(receipt).toMatchObject({ outcome: 'try-again', mayHaveArrived: true });
    expect(performance.now() - began).toBeLessThan(5_000);
  }
});

it('never asks a private address unless told so, and calls that permanent (S-S1)', async () => {
  delete env.ALLOW_PRIVATE_TARGETS;
  const before = target.received.length;
  expect(await send(message(), never)).toEqual({ outcome: 'refused', reason: expect.stringContaining('may ask') });
  expect(target.received).toHaveLength(before);
});
