import { expect, it } from 'vitest';
import { readFixture } from '@/server/testing/sender';

it('down opens and up closes the same monitor; the Test button is an alert of its own, never dropped', () => {
  expect(readFixture('uptime-kuma', 'uptime-kuma-webhook-down').signals).toMatchObject([
    { key: 'Uptime Kuma/7', state: 'open', priority: 'P2', source: 'https://checkout.example.org/healthz' },
  ]);
  expect(readFixture('uptime-kuma', 'uptime-kuma-webhook-up').signals).toMatchObject([
    { key: 'Uptime Kuma/7', state: 'resolve' },
  ]);
  expect(readFixture('uptime-kuma', 'uptime-kuma-webhook-test').signals).toMatchObject([
    { key: null, state: 'open', priority: 'P4', title: 'My Notification Testing' },
  ]);
});
