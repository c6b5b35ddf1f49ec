import { afterAll, beforeAll, expect, it } from 'vitest';
import { env } from '@/server/env';
import { never, pageMessage } from '@/server/testing/messages';
import { type Provider, pretendReceiver } from '@/server/testing/providers';
import { ntfyAdapter } from './ntfy';

let server: Provider;
const send = ntfyAdapter();
const message = (change = {}) => pageMessage({ channel: 'ntfy', address: `${server.url}/my-topic`, ...change });

beforeAll(async () => {
  env.ALLOW_PRIVATE_TARGETS = '1';
  server = await pretendReceiver(200, { id: 'abc' });
});
afterAll(async () => {
  delete env.ALLOW_PRIVATE_TARGETS;
  await server.close();
});

it('posts to the root of the topic’s server, loudest for a page, with links that only lead on', async () => {
  expect(await send(message({ secret: 'tk_1' }), never)).toEqual({ outcome: 'accepted', providerId: 'abc' });
  const asked = server.received.at(-1);
  expect(asked).toMatchObject({ method: 'POST', path: '/', headers: { authorization: 'Bearer tk_1' } });
  expect(JSON.parse(asked?.text ?? '')).toMatchObject({
    topic: 'my-topic',
    title: '[P1] Payments: disk full on db-1',
    priority: 5,
    click: 'https://baton.example.org/l/abc',
    actions: [
      { action: 'view', label: 'Acknowledge', url: 'https://baton.example.org/l/abc' },
      { action: 'view', label: 'Open the alert' },
    ],
  });
});

it('sends no authorisation for an open topic, and is quieter about what is no page', async () => {
  await send(message({ pressing: false }), never);
  const asked = server.received.at(-1);
  expect(asked?.headers).not.toHaveProperty('authorization');
  expect(JSON.parse(asked?.text ?? '').priority).toBe(3);
});

it.each([
  [401, 'refused'],
  [403, 'refused'],
  [429, 'try-again'],
  [500, 'try-again'],
])('takes %i for %s', async (status, outcome) => {
  server.next({ do: 'answer', status });
  expect(await send(message(), never)).toMatchObject({ outcome });
});
