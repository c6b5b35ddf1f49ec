import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { fixture, openDoors, serviceFor } from '@/server/testing/sender';
import { pagerdutyDoors } from './pagerduty';

let database: TestDatabase;
let doors: Awaited<ReturnType<typeof openDoors>>;
let service: Awaited<ReturnType<typeof serviceFor>>;
let key = '';

beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-21T16:18:00Z' });
  service = await serviceFor(database);
  const made = await service.sender('pagerduty');
  key = made.key;
  expect(made.url).toMatch(/\/v2\/enqueue$/);
  doors = await openDoors(pagerdutyDoors);
});
afterAll(async () => {
  await doors.close();
  await database.close();
});

const send = (name: string) => {
  const { path = '', body } = fixture('pagerduty', name, key);
  return doors.say('POST', path, body);
};

it('its clients trigger, acknowledge and resolve, and hear what they expect', async () => {
  expect(await send('pdjs-trigger')).toMatchObject({
    status: 202,
    body: { status: 'success', message: 'Event processed', dedup_key: 'srv01/mysql' },
  });
  expect(await send('pdjs-acknowledge')).toMatchObject({ status: 202 });
  // A machine takes nothing: nobody has it by that.
  expect(await service.alerts()).toMatchObject([{ key: 'srv01/mysql', acknowledgedById: null, closedAt: null }]);
  expect(await send('pdjs-resolve')).toMatchObject({ status: 202 });
  expect((await service.alerts())[0]?.closedAt).not.toBeNull();
});

it('a trigger without a key is told the one it got', async () => {
  const event = { routing_key: key, event_action: 'trigger', payload: { summary: 'S' } };
  const { body } = await doors.say('POST', '/v2/enqueue', event);
  const resolve = { routing_key: key, event_action: 'resolve', dedup_key: body.dedup_key };
  await doors.say('POST', '/v2/enqueue/', resolve);
  expect((await service.alerts()).at(-1)).toMatchObject({ key: body.dedup_key, closedAt: expect.any(Date) });
});

it('a change is kept beside the service’s alerts and opens none', async () => {
  const before = await service.alerts();
  expect(await send('pdjs-change')).toMatchObject({ status: 202, body: { status: 'success' } });
  expect(await service.alerts()).toHaveLength(before.length);
  const [event] = await database.sql(
    `SELECT "data" FROM "TimelineEvent" WHERE "kind" = 'change-reported' AND "subjectId" = $1`,
    [service.serviceId],
  );
  expect(event).toMatchObject({ data: { title: 'Deploy api v1.2.3', integration: 'Sender' } });
});

it('refuses in its own words: unknown keys, broken events, bodies that are none', async () => {
  const event = { routing_key: 'x'.repeat(32), event_action: 'trigger', payload: { summary: 'S' } };
  expect(await doors.say('POST', '/v2/enqueue', event)).toMatchObject({
    status: 401,
    body: { status: 'invalid event' },
  });
  for (const broken of [
    { ...event, routing_key: key, event_action: 'open' },
    { routing_key: key, event_action: 'resolve' },
  ])
    expect(await doors.say('POST', '/v2/enqueue', broken)).toMatchObject({
      status: 400,
      body: { status: 'invalid event', message: 'Event object is invalid', errors: [expect.any(String)] },
    });
  expect(await doors.say('POST', '/v2/enqueue', '[1')).toMatchObject({
    status: 400,
    body: { status: 'invalid event' },
  });
});
