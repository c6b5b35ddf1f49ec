import { expect, it } from 'vitest';
import { readBody, readFixture } from '@/server/testing/sender';

it('an event alert opens its issue, the issue resolves it, a metric has a life of its own', () => {
  expect(readFixture('sentry', 'sentry-event-alert')).toMatchObject({
    signals: [{ key: 'issue:1117540176', state: 'open', priority: 'P2', source: 'checkout in pay' }],
    messageId: '1a2b3c',
  });
  expect(readFixture('sentry', 'sentry-issue-resolved').signals).toMatchObject([
    { key: 'issue:1117540176', state: 'resolve' },
  ]);
  expect(readFixture('sentry', 'sentry-metric-alert').signals).toMatchObject([
    { key: 'metric:42', state: 'open', priority: 'P1', title: 'Critical: Error rate of checkout' },
  ]);
});

it('an event alert never resolves, and other actions of an issue are recorded only', () => {
  const said = (resource: string, action: string) =>
    readBody(
      'sentry',
      { action, data: { issue: { id: '1', title: 'T' } } },
      { headers: { 'sentry-hook-resource': resource } },
    ).signals[0]?.state;
  expect(said('event_alert', 'resolved')).toBe('open');
  expect(said('issue', 'created')).toBe('record');
  expect(said('issue', 'resolved')).toBe('resolve');
  expect(said('unknown', 'resolved')).toBe('open');
});
