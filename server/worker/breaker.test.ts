import { expect, it } from 'vitest';
import { pageMessage } from '@/server/testing/messages';
import { outboxOf } from '@/server/testing/outbox';
import { providerOf, withBreakers } from './breaker';

const signal = new AbortController().signal;
const down = () => ({ outcome: 'try-again', reason: 'no answer' }) as const;
const hook = (host: string) => pageMessage({ channel: 'webhook', address: `https://${host}/hook` });

it('leaves a provider alone that does not answer, and no other (F30)', async () => {
  const [outbox, clock] = [outboxOf(), { now: 0 }];
  const guarded = withBreakers(outbox, () => clock.now);
  outbox.script.push(down, down, down, down, down);
  for (let i = 0; i < 5; i++) await guarded.send(hook('down.example.org'), signal);
  expect(await guarded.send(hook('down.example.org'), signal)).toMatchObject({
    outcome: 'try-again',
    retryAfterSeconds: 10,
  });
  expect(outbox.sent).toHaveLength(5);
  for (const other of [hook('up.example.org'), pageMessage()])
    expect(await guarded.send(other, signal)).toMatchObject({ outcome: 'accepted' });
  clock.now = 10;
  expect(await guarded.send(hook('down.example.org'), signal)).toMatchObject({ outcome: 'accepted' });
  expect(await guarded.send(hook('down.example.org'), signal)).toMatchObject({ outcome: 'accepted' });
});

it('knows one provider behind texts and calls, and each host behind addresses of people', () => {
  expect(providerOf({ channel: 'sms', address: '+1' })).toBe(providerOf({ channel: 'voice', address: '+2' }));
  const endpoint = JSON.stringify({ endpoint: 'https://push.example.org/1', keys: {} });
  expect(providerOf({ channel: 'push', address: endpoint })).toBe('push push.example.org');
});
