import { afterAll, beforeAll, expect, it } from 'vitest';
import { env } from '@/server/env';
import { mintKeyPair } from '@/server/secret';
import { never, pageMessage } from '@/server/testing/messages';
import { type Provider, pretendReceiver } from '@/server/testing/providers';
import { pushDevice } from '@/server/testing/push-device';
import { pushAdapter } from './push';
import type { Adapter } from './receipt';

let service: Provider;
let send: Adapter;
const keys = mintKeyPair();
let device: ReturnType<typeof pushDevice>;

beforeAll(async () => {
  env.ALLOW_PRIVATE_TARGETS = '1';
  service = await pretendReceiver(201);
  device = pushDevice(`${service.url}/push/1`);
  send = pushAdapter({ ...keys, publicUrl: 'https://baton.example.org', contact: 'baton@example.org' });
});
afterAll(async () => {
  delete env.ALLOW_PRIVATE_TARGETS;
  await service.close();
});

const message = (change = {}) => pageMessage({ channel: 'push', address: device.subscription, ...change });

it('sends what only the browser that subscribed can read, proven by our keys', async () => {
  const page = message();
  expect(await send(page, never)).toMatchObject({ outcome: 'accepted' });
  const asked = service.received.at(-1);
  expect(asked?.headers).toMatchObject({
    'content-encoding': 'aes128gcm',
    urgency: 'high',
    topic: page.identity,
    ttl: '600',
    authorization: expect.stringMatching(new RegExp(`^vapid t=[\\w.-]+, ?k=${keys.publicKey}$`)),
  });
  expect(device.read(asked?.bytes ?? Buffer.alloc(0))).toEqual({
    identity: page.identity,
    pressing: true,
    title: '[P1] Payments: disk full on db-1',
    body: expect.stringContaining('You are primary for Payments.'),
    url: '/alerts/alert-1',
    take: '/l/abc',
  });
});

it('fits long text into what push services take, and shortens it when one still finds it too long (F28)', async () => {
  const page = message();
  page.notice.lines = ['ü'.repeat(5_000)];
  service.next({ do: 'answer', status: 413 });
  expect(await send(page, never)).toMatchObject({ outcome: 'accepted' });
  const [first, second] = service.received.slice(-2).map(({ bytes }) => bytes.length);
  expect(first).toBeLessThanOrEqual(4_096);
  expect(second).toBeLessThan(1_000);
});

it.each([
  [404, 'refused'],
  [410, 'refused'],
  [429, 'try-again'],
  [500, 'try-again'],
  [400, 'off'],
])('F28: takes %i for %s', async (status, outcome) => {
  service.next({ do: 'answer', status, headers: { 'Retry-After': '5' } });
  expect(await send(message(), never)).toMatchObject({ outcome });
});
