import { expect, it } from 'vitest';
import { readBody, readFixture } from '@/server/testing/sender';

it('each alert carries its own state, values and links; the group’s state is never read', () => {
  const { signals } = readFixture('grafana', 'grafana-webhook-firing');
  expect(signals.map(({ key, state }) => [key, state])).toEqual([
    ['9c1f6a0be27d4385', 'open'],
    ['41b7d0c95e8a2f36', 'resolve'],
  ]);
  expect(signals[0]).toMatchObject({ title: 'Settlement queue holds 41 000 jobs', priority: 'P1' });
  expect(signals[0]?.links.map(({ text }) => text)).toEqual([
    'Runbook',
    'Source',
    'Grafana',
    'Panel',
    'Dashboard',
    'Silence',
  ]);
  expect(signals[0]?.fields).toContainEqual({ name: 'Values', value: 'A = 41000, C = 1' });
  expect(signals[1]?.links.map(({ text }) => text)).toEqual(['Source', 'Grafana', 'Silence']);
});

it('what somebody templated into another shape is read as anything', () => {
  expect(readBody('grafana', { title: 'Own words', status: 'resolved', key: 'k' }).signals[0]).toMatchObject({
    key: 'k',
    title: 'Own words',
    state: 'resolve',
  });
});
