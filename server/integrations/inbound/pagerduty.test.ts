import { expect, it } from 'vitest';
import { fixture } from '@/server/testing/sender';
import { readChange, readEvent } from './pagerduty';

const read = (name: string) => readEvent(fixture('pagerduty', name).body, 'fresh');

it('triggers, acknowledges and resolves by its key, whoever sends', () => {
  expect(read('pdjs-trigger').signal).toMatchObject({
    key: 'srv01/mysql',
    state: 'open',
    title: 'DISK at 99% on db-1',
    priority: 'P1',
    source: 'db-1',
    fields: expect.arrayContaining([
      { name: 'component', value: 'mysql' },
      { name: 'free', value: '1%' },
    ]),
  });
  expect(read('pdjs-acknowledge').signal.state).toBe('acknowledge');
  expect(read('pdjs-resolve').signal.state).toBe('resolve');
  expect(read('alertmanager-pagerduty-trigger').signal.key).toBe(read('alertmanager-pagerduty-resolve').signal.key);
  expect(read('uptime-kuma-pagerduty-up').signal).toMatchObject({
    key: read('uptime-kuma-pagerduty-down').signal.key,
    state: 'resolve',
  });
});

it('the routing key is no part of what is kept', () => {
  expect(JSON.stringify(read('pdjs-trigger').signal)).not.toContain('{key}');
});

it('Uptime Kuma’s shared key does not fold its warnings into one', () => {
  expect(read('uptime-kuma-pagerduty-test')).toMatchObject({
    dedupKey: 'Uptime Kuma/test',
    signal: { key: 'Uptime Kuma/test/[Uptime Kuma Alert] My Notification Testing' },
  });
});

it('a trigger without a key has one made; the rest is refused by field', () => {
  expect(readEvent({ event_action: 'trigger', payload: { summary: 'S' } }, 'fresh')).toMatchObject({
    dedupKey: 'fresh',
    signal: { key: 'fresh', priority: 'P3' },
  });
  for (const event of [
    { event_action: 'open', payload: { summary: 'S' } },
    { event_action: 'resolve' },
    { event_action: 'trigger', payload: {} },
    { event_action: 'constructor', dedup_key: 'k' },
  ])
    expect(() => readEvent(event, 'fresh')).toThrowError(expect.objectContaining({ code: 'invalid' }));
});

it('a change says what was done, where it can be read', () => {
  expect(readChange(fixture('pagerduty', 'pdjs-change').body)).toMatchObject({
    title: 'Deploy api v1.2.3',
    source: 'ci',
    links: [{ href: 'https://ci/1', text: 'build' }],
  });
});
