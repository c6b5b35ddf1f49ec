import { afterAll, beforeAll, expect, it } from 'vitest';
import { acknowledge, resolve } from '@/server/alert/commands';
import { personInSlack, slackIdsOf } from '@/server/chat/queries';
import { machineTime } from '@/server/clock';
import { env } from '@/server/env';
import { openAlert } from '@/server/intake/commands';
import { outboundOf } from '@/server/integrations/outbound';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { createPerson } from '@/server/team/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { inSlack, type Night, nightOf } from '@/server/testing/night';
import { type Provider, pretendSlack } from '@/server/testing/providers';
import { weekly } from '@/server/testing/roster';
import { heard } from './heard';
import { findPeople, followAlerts, keepGroups } from './slack';

let db: TestDatabase;
let night: Night;
let slack: Provider;

beforeAll(async () => {
  db = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  const by = () => outboundOf({ now: machineTime, pushKeys: null });
  night = await nightOf(db, { by, heard });
  slack = await pretendSlack(
    { 'cho@example.org': 'U0CHO0001' },
    { 'on-call': 'S1', 'on-call-payments': 'S2', other: 'S3' },
  );
  env.SLACK_BOT_TOKEN = 'xoxb-test';
  env.SLACK_API_URL = `${slack.url}/api`;
});
afterAll(async () => {
  delete env.SLACK_BOT_TOKEN;
  await Promise.all([db.close(), slack.close()]);
});

const asked = (method: string) => slack.received.filter(({ path }) => path.endsWith(`/${method}`));

it('brings what it posted up to date when somebody takes the alert and when it ends, once each', async () => {
  const { id } = await night.alert();
  expect(asked('chat.postMessage')).toHaveLength(1);
  expect(await followAlerts(night.ctx)).toBe(0);
  await acknowledge(night.ctx, { alertId: id, personId: night.ada });
  expect(await followAlerts(night.ctx)).toBe(1);
  expect(await followAlerts(night.ctx)).toBe(0);
  await night.send();
  const [update] = asked('chat.update');
  expect(update?.form.get('ts')).toBe('1700000000.000001');
  expect(update?.form.get('text')).toBe('ada has it: disk full');
  expect(update?.form.get('blocks')).not.toContain('"actions"');
  expect(asked('chat.postMessage').at(-1)?.form.get('thread_ts')).toBe('1700000000.000001');
  await resolve(night.ctx, { alertId: id });
  expect(await followAlerts(night.ctx)).toBe(1);
  await night.send();
  expect(asked('chat.update').at(-1)?.form.get('text')).toBe('Resolved: disk full');
  expect(await followAlerts(night.ctx)).toBe(0);
  const kinds = (await night.stateOf(id)).timeline.filter(({ kind }) => kind === 'page-sent');
  expect(kinds).toHaveLength(1);
});

it('keeps a message about several alerts open until the last of them is over', async () => {
  const first = await night.alert('first');
  const deliveryId = (
    await db.sql<{ id: string }>(`SELECT "deliveryId" AS "id" FROM "SlackPost" WHERE "subjectId" = $1`, [first.id])
  )[0]?.id;
  const second = await openAlert(night.ctx, {
    serviceId: first.service.id,
    title: 'second',
    priority: 'P1',
    links: [],
  });
  const about = [first.id, second.id].map((id) => ({ subject: { kind: 'alert', id }, teamId: night.teamId }));
  await db.sql(`UPDATE "Delivery" SET "message" = jsonb_set("message", '{about}', $2::jsonb) WHERE "id" = $1`, [
    deliveryId,
    JSON.stringify(about),
  ]);
  await resolve(night.ctx, { alertId: first.id });
  expect(await followAlerts(night.ctx)).toBe(0);
  await acknowledge(night.ctx, { alertId: second.id, personId: night.ben });
  expect(await followAlerts(night.ctx)).toBe(1);
  await night.send();
  expect(asked('chat.update').at(-1)?.form.get('text')).toBe('ben has it: 2 alerts, the first: first');
  await resolve(night.ctx, { alertId: second.id });
  expect(await followAlerts(night.ctx)).toBe(1);
  await night.send();
});

it('finds people by their address, each once a day, and believes only their present one', async () => {
  const cho = await createPerson(night.ctx, {
    name: 'Cho',
    email: 'cho@example.org',
    timeZone: 'UTC',
    role: 'engineer',
  });
  await findPeople(night.ctx);
  const lookups = asked('users.lookupByEmail').length;
  await findPeople(night.ctx);
  expect(asked('users.lookupByEmail')).toHaveLength(lookups);
  expect(await personInSlack(night.ctx, 'U0CHO0001')).toBe(cho.id);
  expect(await personInSlack(night.ctx, inSlack.ada)).toBe(night.ada);
  expect(await slackIdsOf(night.ctx, [night.ada, cho.id])).toEqual(
    new Map([
      [cho.id, 'U0CHO0001'],
      [night.ada, inSlack.ada],
    ]),
  );
  await db.advance(86_400);
  await findPeople(night.ctx);
  expect(asked('users.lookupByEmail').length).toBeGreaterThan(lookups);
});

it('keeps @on-call to those who are, tells Slack only what changed, and leaves other groups alone', async () => {
  const definition = { ...weekly, queue: [night.ada, night.ben], roles: ['primary', 'secondary'] };
  const body = createRotationSchema.parse({ teamId: night.teamId, name: 'Nights', ...definition });
  await createRotation(night.ctx, body);
  const sent = new Map<string, string>();
  await keepGroups(night.ctx, sent);
  await keepGroups(night.ctx, sent);
  const updates = asked('usergroups.users.update').map(({ form }) => [form.get('usergroup'), form.get('users')]);
  expect(updates).toEqual([
    ['S1', `${inSlack.ada},${inSlack.ben}`],
    ['S2', `${inSlack.ada},${inSlack.ben}`],
  ]);
});
