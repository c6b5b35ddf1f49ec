import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { missHeartbeats } from '@/server/intake/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { fixture, openDoors, serviceFor } from '@/server/testing/sender';
import { limits } from '../bounds';
import { hitInMemory } from '../quota';
import { serviceById } from '../service/queries';
import { ingestDoors } from './ingest';

let database: TestDatabase;
let doors: Awaited<ReturnType<typeof openDoors>>;
let service: Awaited<ReturnType<typeof serviceFor>>;

beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-21T16:18:00Z' });
  service = await serviceFor(database);
  doors = await openDoors(ingestDoors);
});
afterAll(async () => {
  await doors.close();
  await database.close();
});
beforeEach(() => database.sql('DELETE FROM "Alert"'));

const unknown = { status: 404, body: { code: 'unknown-key' } };

it('Prometheus and amtool find the Alertmanager they expect: exactly 200, a status, and no promise of silences', async () => {
  const { key } = await service.sender('prometheus');
  const base = `/ingest/prometheus/${key}/api/v2`;
  const { body } = fixture('prometheus', 'prometheus-v2-alerts-firing');
  expect(await doors.say('POST', `${base}/alerts`, body)).toMatchObject({
    status: 200,
    body: { ok: true, accepted: 1 },
  });
  expect(await doors.say('POST', `${base}/alerts/`, body)).toMatchObject({ status: 200 });
  await database.advance(300);
  expect((await service.alerts()).map(({ count }) => count)).toEqual([2]);
  await doors.say('POST', `${base}/alerts`, body);
  expect((await service.alerts())[0]?.closedAt).not.toBeNull();
  expect(await doors.say('GET', `${base}/status`)).toMatchObject({
    status: 200,
    body: { cluster: { status: 'disabled' } },
  });
  for (const [method, what] of [
    ['POST', 'silences'],
    ['GET', 'alerts'],
  ] as const)
    expect(await doors.say(method, `${base}/${what}`, {})).toMatchObject({
      status: 501,
      body: { code: 'not-supported' },
    });
  expect(await doors.say('GET', `/ingest/prometheus/${'x'.repeat(32)}/api/v2/status`)).toMatchObject(unknown);
});

it('F11: a key opens its own kind’s door only, and a heartbeat’s none but its own', async () => {
  const [grafana, heartbeat] = [
    await service.sender('grafana'),
    await service.sender('heartbeat', { intervalSeconds: 86_400 }),
  ];
  expect(await doors.say('POST', `/ingest/generic/${grafana.key}`, { title: 'T' })).toMatchObject(unknown);
  expect(await doors.say('POST', `/ingest/heartbeat/${grafana.key}`)).toMatchObject(unknown);
  expect(await doors.say('POST', `/ingest/generic/${heartbeat.key}`, { title: 'T' })).toMatchObject(unknown);
  expect(await doors.say('PUT', `/ingest/grafana/${grafana.key}`, { title: 'T' })).toMatchObject({ status: 200 });
  const generic = await service.sender('generic');
  expect(await doors.say('PUT', `/ingest/generic/${generic.key}`, { title: 'T' })).toMatchObject({ status: 405 });
});

it('a heartbeat is heard by GET and POST; HEAD does not count; its silence opens and the next beat closes', async () => {
  const { key } = await service.sender('heartbeat', { intervalSeconds: 60, graceSeconds: 5 }, 'Nightly backup');
  expect(await doors.say('GET', `/ingest/heartbeat/${key}`)).toMatchObject({ status: 200, body: { ok: true } });
  await database.advance(65);
  await missHeartbeats(database.context());
  expect(await service.alerts()).toMatchObject([{ title: 'Nightly backup has not been heard from', closedAt: null }]);
  expect(await doors.say('POST', `/ingest/heartbeat/${key}`)).toMatchObject({ status: 200 });
  expect((await service.alerts())[0]?.closedAt).not.toBeNull();
});

it('where a secret is set a signature that is missing, wrong or of another body is refused, and nothing is stored', async () => {
  const secret = 'a secret of theirs';
  const { key } = await service.sender('sentry', { secret });
  const { body, headers = {} } = fixture('sentry', 'sentry-event-alert');
  const text = JSON.stringify(body);
  const sign = (over: string) => createHmac('sha256', secret).update(over).digest('hex');
  const say = (signature: Record<string, string>) =>
    doors.say('POST', `/ingest/sentry/${key}`, text, { ...headers, ...signature });
  for (const signature of [{}, { 'sentry-hook-signature': sign('other') }, { 'sentry-hook-signature': '' }])
    expect(await say(signature)).toMatchObject({ status: 401, body: { code: 'bad-signature' } });
  expect(await service.alerts()).toEqual([]);
  for (let again = 0; again < 2; again++)
    expect(await say({ 'sentry-hook-signature': sign(text) })).toMatchObject({ status: 200 });
  expect((await service.alerts()).map(({ count }) => count)).toEqual([1]);
  expect(JSON.stringify(await database.sql('SELECT "settings" FROM "Integration"'))).not.toContain(secret);
});

it('Grafana’s signature may stand in any of three headers, with a timestamp or without', async () => {
  const secret = 'another secret';
  const { key } = await service.sender('grafana', { secret, signatureHeader: 'X-Own' });
  const text = JSON.stringify(fixture('grafana', 'grafana-webhook-firing').body);
  const sign = (over: string) => createHmac('sha256', secret).update(over).digest('hex');
  const say = (headers: Record<string, string>) => doors.say('POST', `/ingest/grafana/${key}`, text, headers);
  expect(await say({ 'x-own': sign(text) })).toMatchObject({ status: 200, body: { accepted: 2 } });
  expect(await say({ 'x-own': sign(`1795278000:${text}`), 'x-stamp': '1795278000' })).toMatchObject({ status: 200 });
  expect(await say({ 'x-grafana-alerting-signature': sign(text) })).toMatchObject({ status: 401 });
});

it('SNS is believed only when Amazon signed it', async () => {
  const { key } = await service.sender('sns');
  const { body } = fixture('sns', 'sns-alarm');
  const forged = { ...body, SigningCertURL: 'https://sns.example.org/cert.pem' };
  const answer = await doors.say('POST', `/ingest/sns/${key}`, JSON.stringify(forged), {
    'content-type': 'text/plain',
  });
  expect(answer).toMatchObject({ status: 401, body: { code: 'bad-signature' } });
  expect(await service.alerts()).toEqual([]);
});

it('F12: a key that sends too much is told to wait, no other is, and the service says how much was turned away', async () => {
  const [busy, calm] = [await service.sender('generic', {}, 'Busy'), await service.sender('generic', {}, 'Calm')];
  const alertmanager = await service.sender('alertmanager', {}, 'Alertmanager');
  const spent = async (id: string) => {
    for (let n = 0; n < limits['sender-key'].most; n++) hitInMemory('sender-key', id, performance.now() / 1_000);
  };
  await Promise.all([spent(busy.id), spent(alertmanager.id)]);
  const refused = await doors.say('POST', `/ingest/generic/${busy.key}`, { title: 'T' });
  expect(refused).toMatchObject({ status: 429, body: { code: 'too-many' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await doors.say('POST', `/ingest/generic/${calm.key}`, { title: 'T' })).toMatchObject({ status: 200 });
  // Alertmanager's webhook gives up on a 429 and repeats a 503.
  const { body } = fixture('alertmanager', 'alertmanager-webhook-firing-group2');
  const later = await doors.say('POST', `/ingest/alertmanager/${alertmanager.key}`, body);
  expect(later.status).toBe(503);
  expect(Number(later.headers.get('retry-after'))).toBeGreaterThan(0);
  await vi.waitFor(
    async () => {
      const { integrations } = await serviceById(database.context(), { serviceId: service.serviceId });
      const turnedAway = integrations
        .filter(({ refusedAt }) => refusedAt !== null)
        .map(({ name, refused }) => [name, refused]);
      expect(turnedAway.sort()).toEqual([
        ['Alertmanager', 1],
        ['Busy', 1],
      ]);
    },
    { timeout: 20_000 },
  );
  expect((await service.alerts()).map(({ title }) => title)).toEqual(['T']);
});

it('a key pattern and a resolve rule give a sender what it lacks', async () => {
  const { key } = await service.sender('generic', {
    keyPattern: { field: 'summary', pattern: '[*] {key}' },
    resolveRule: { field: 'action', equals: 'close' },
  });
  await doors.say('POST', `/ingest/generic/${key}`, { summary: '[Down] Checkout', action: 'open' });
  await doors.say('POST', `/ingest/generic/${key}`, { summary: '[Up] Checkout', action: 'close' });
  expect(await service.alerts()).toMatchObject([{ key: 'Checkout', closedAt: expect.any(Date) }]);
});
