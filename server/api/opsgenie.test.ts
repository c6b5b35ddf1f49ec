import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { weekly } from '@/server/testing/roster';
import { fixture, openDoors, serviceFor } from '@/server/testing/sender';
import { opsgenieDoors } from './opsgenie';

let database: TestDatabase;
let doors: Awaited<ReturnType<typeof openDoors>>;
let service: Awaited<ReturnType<typeof serviceFor>>;
let key = '';

beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-21T16:18:00Z' });
  service = await serviceFor(database);
  key = (await service.sender('opsgenie')).key;
  doors = await openDoors(opsgenieDoors);
});
afterAll(async () => {
  await doors.close();
  await database.close();
});
beforeEach(() => database.sql('DELETE FROM "Alert"'));

const ask = (method: string, path: string, body?: unknown) =>
  doors.say(method, `/opsgenie/v2${path}`, body, { authorization: `GenieKey ${key}` });
const send = (name: string) => {
  const { method = 'POST', path = '', body } = fixture('opsgenie', name, key);
  return doors.say(method, path, body, { authorization: `GenieKey ${key}` });
};
const aliased = '/alerts/disk-db-1';
const by = '?identifierType=alias';
const only = async () => (await ask('GET', `${aliased}${by}`)).body.data as Record<string, unknown>;

it('its SDK creates, acknowledges in a person’s name, notes, reads and closes, trailing slashes and all', async () => {
  const made = await send('opsgenie-sdk-node-create');
  expect(made).toMatchObject({
    status: 202,
    body: { result: 'Request will be processed', requestId: expect.any(String) },
  });
  expect(made.headers.get('x-ratelimit-state')).toBe('OK');
  expect((await ask('GET', `/alerts/requests/${made.body.requestId}`)).body.data).toMatchObject({
    success: true,
    alias: 'disk-db-1',
  });
  expect(await send('opsgenie-sdk-node-note')).toMatchObject({ status: 202 });
  await database.sql(`UPDATE "Person" SET "email" = 'ada@example.org' WHERE "id" = 'ana'`);
  expect(await send('opsgenie-sdk-node-acknowledge')).toMatchObject({ status: 202 });
  expect(await send('opsgenie-sdk-node-get')).toMatchObject({
    status: 200,
    body: {
      data: {
        alias: 'disk-db-1',
        status: 'open',
        acknowledged: true,
        owner: 'ada@example.org',
        tags: ['disk', 'OverwriteQuietHours'],
      },
    },
  });
  expect((await ask('GET', `${aliased}/notes${by}`)).body.data).toMatchObject([{ note: 'cleaned tmp' }]);
  expect(await send('opsgenie-sdk-node-close')).toMatchObject({ status: 202 });
  expect(await only()).toMatchObject({ status: 'closed' });
});

it('Alertmanager and Icinga open and close by alias, with no SDK', async () => {
  for (const name of ['alertmanager-opsgenie-create', 'icinga2-curl-opsgenie-problem']) await send(name);
  expect((await service.alerts()).map(({ closedAt }) => closedAt)).toEqual([null, null]);
  for (const name of ['alertmanager-opsgenie-close', 'icinga2-curl-opsgenie-recovery'])
    expect(await send(name)).toMatchObject({ status: 202 });
  expect((await service.alerts()).every(({ closedAt }) => closedAt !== null)).toBe(true);
});

it('whoever is nobody of the team acknowledges nothing, and it escalates on', async () => {
  await send('opsgenie-sdk-node-create');
  await ask('POST', `${aliased}/acknowledge${by}`, { user: 'stranger@example.org' });
  await ask('POST', `${aliased}/acknowledge${by}`, { user: 'bot' });
  expect(await only()).toMatchObject({ acknowledged: false });
});

it('changes what is open: tags, details, priority, message; hands over and snoozes', async () => {
  await send('opsgenie-sdk-node-create');
  await ask('POST', `${aliased}/tags${by}`, { tags: ['disk', 'eu'] });
  await ask('DELETE', `${aliased}/tags${by}&tags=OverwriteQuietHours`);
  await ask('POST', `${aliased}/details${by}`, { details: { rack: '7' } });
  await ask('PUT', `${aliased}/priority${by}`, { priority: 'P1' });
  await ask('PUT', `${aliased}/message${by}`, { message: 'Disk nearly full' });
  expect(await only()).toMatchObject({
    tags: ['disk', 'eu'],
    details: { host: 'db-1', rack: '7' },
    priority: 'P1',
    message: 'Disk nearly full',
  });
  await ask('POST', `${aliased}/assign${by}`, { owner: { username: 'cho@example.org' } });
  expect(await only()).toMatchObject({ owner: 'cho@example.org', acknowledged: true });
  await ask('POST', `${aliased}/snooze${by}`, { endTime: '2026-11-22T08:00:00Z' });
  expect(await only()).toMatchObject({ snoozed: true });
  expect(await ask('PUT', `${aliased}/priority${by}`, { priority: 'P9' })).toMatchObject({ status: 422 });
});

it('what turns out impossible is taken too, and its request says so', async () => {
  const { status, body } = await ask('POST', `/alerts/nothing/close${by}`, {});
  expect(status).toBe(202);
  expect((await ask('GET', `/alerts/requests/${body.requestId}`)).body.data).toMatchObject({
    success: false,
    status: 'Alert does not exist',
    alertId: '',
  });
});

it('lists by the terms it knows and names the one it does not', async () => {
  await send('opsgenie-sdk-node-create');
  await send('icinga2-curl-opsgenie-problem');
  const list = async (query: string) =>
    (await ask('GET', `/alerts?query=${encodeURIComponent(query)}`)).body.data as unknown[];
  expect(await list('status:open AND priority:P2')).toHaveLength(2);
  expect(await list('alias:disk-db-1')).toHaveLength(1);
  expect(await list('message: disk full')).toHaveLength(1);
  expect((await ask('GET', '/alerts/count?query=status:closed')).body.data).toEqual({ count: 0 });
  expect(await ask('GET', '/alerts?query=owner:ada')).toMatchObject({
    status: 422,
    body: { errors: { query: expect.stringContaining('owner:ada') } },
  });
});

it('refuses in its own shape: an object with a code of digits, always', async () => {
  expect(await doors.say('POST', '/opsgenie/v2/alerts', { message: 'M' })).toMatchObject({
    status: 401,
    body: { code: expect.stringMatching(/^\d+$/) },
  });
  expect(await ask('POST', '/alerts', { alias: 'a' })).toMatchObject({
    status: 422,
    body: { errors: { message: expect.any(String) } },
  });
  expect(await ask('POST', '/alerts', '{')).toMatchObject({ status: 400, body: { code: '40000' } });
  expect(await ask('GET', `/alerts/nothing${by}`)).toMatchObject({ status: 404, body: { code: '40401' } });
  expect(await ask('POST', '/alerts/saved-searches/x', {})).toMatchObject({ status: 501 });
  expect(await ask('GET', '/teams')).toMatchObject({ status: 501 });
});

it('heartbeats are pinged by name, and an unknown name is told so', async () => {
  await service.sender('heartbeat', { intervalSeconds: 600 }, 'nightly-backup');
  expect(await send('opsgenie-sdk-node-heartbeat-ping')).toMatchObject({
    status: 202,
    body: { result: 'PONG - Heartbeat received' },
  });
  expect(await ask('POST', '/heartbeats/other/ping')).toMatchObject({ status: 404 });
  expect((await ask('GET', '/heartbeats')).body.data).toMatchObject({
    heartbeats: [{ name: 'nightly-backup', interval: 10 }],
  });
});

it('says who is on call by name and id, flat or not', async () => {
  const body = createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly });
  const { id } = await createRotation(database.context(), body);
  const flat = await ask('GET', `/schedules/Payments/on-calls?scheduleIdentifierType=name&flat=true`);
  expect(flat).toMatchObject({ status: 200, body: { data: { _parent: { id, name: 'Payments', enabled: true } } } });
  const { onCallRecipients } = flat.body.data as { onCallRecipients: string[] };
  expect(onCallRecipients).toHaveLength(2);
  expect((await ask('GET', `/schedules/${id}/on-calls`)).body.data).toMatchObject({
    onCallParticipants: onCallRecipients.map((name) => ({ name, type: 'user' })),
  });
  expect((await ask('GET', '/schedules/on-calls')).body.data).toHaveLength(1);
  expect((await ask('GET', `/schedules/${id}/next-on-calls?flat=true`)).body.data).toMatchObject({
    exactNextOnCallRecipients: expect.any(Array),
  });
  expect(await ask('GET', '/schedules/nothing/on-calls')).toMatchObject({ status: 404 });
});
