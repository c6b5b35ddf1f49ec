import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { matchPeople } from '@/server/chat/commands';
import { env } from '@/server/env';
import { createPerson } from '@/server/team/commands';
import { askDoor, bySlack } from '@/server/testing/asking';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { inSlack, type Night, nightOf } from '@/server/testing/night';
import { slackDoors } from './slack';

let db: TestDatabase;
let night: Night;
const at = new Date('2026-11-16T09:00:00Z');
const replyTo = 'https://hooks.slack.com/actions/T1/1/abc';

beforeAll(async () => {
  db = await testDatabase({ at: at.toISOString() });
  env.SLACK_SIGNING_SECRET = 'signing secret';
  night = await nightOf(db);
});
afterAll(async () => {
  delete env.SLACK_SIGNING_SECRET;
  await db.close();
});
beforeEach(() => {
  night.outbox.sent.length = 0;
});

const ask = (path: string, body: string, when = at) => askDoor(slackDoors, bySlack(path, body, when));
function press(action: string, alertId: string, slackId: string, identity?: string) {
  const payload = {
    type: 'block_actions',
    user: { id: slackId, name: 'x' },
    response_url: replyTo,
    actions: [
      { action_id: action, value: alertId, block_id: identity ? `page:${identity}` : 'alert:1', type: 'button' },
    ],
  };
  return ask('/api/slack/actions', new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}
const whispered = async () => {
  await night.send();
  return night.outbox.sent.filter(({ secret }) => secret === replyTo).map(({ notice }) => notice.title);
};

it('refuses what is not signed, is old, or comes while no secret is set (S-W1, S-W2)', async () => {
  for (const { pattern } of slackDoors) {
    const signed = bySlack(pattern, 'a=b', at);
    expect(await askDoor(slackDoors, { ...signed, headers: {} })).toMatchObject({ status: 401 });
    expect(await askDoor(slackDoors, { ...signed, body: 'a=c' })).toMatchObject({ status: 401 });
    expect(await ask(pattern, 'a=b', new Date(at.getTime() - 301_000))).toMatchObject({ status: 401 });
    delete env.SLACK_SIGNING_SECRET;
    expect(await askDoor(slackDoors, bySlack(pattern, 'a=b', at, ''))).toMatchObject({ status: 401 });
    env.SLACK_SIGNING_SECRET = 'signing secret';
  }
});

it('acknowledges in the name of whoever pressed, and twice is once', async () => {
  const { id } = await night.alert();
  for (let i = 0; i < 2; i++)
    expect(await press('ack', id, inSlack.ada, night.identity('slack'))).toEqual({ status: 200, body: '' });
  expect(await night.stateOf(id)).toMatchObject({ state: 'acknowledged', acknowledgedBy: { id: night.ada } });
  expect((await night.stateOf(id)).timeline.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  expect(await whispered()).toEqual([]);
});

it('asks whoever takes what somebody else was paged for, with a button to take it all the same', async () => {
  const { id } = await night.alert();
  const page = night.identity('slack');
  await press('ack', id, inSlack.ben, page);
  expect((await night.stateOf(id)).state).toBe('open');
  expect(await whispered()).toEqual(['ada was paged. Take it?']);
  expect(night.outbox.sent.at(-1)?.offer).toEqual({ label: 'Take it', alertId: id, identity: page });
  await press('take', id, inSlack.ben, page);
  expect((await night.stateOf(id)).acknowledgedBy?.id).toBe(night.ben);
});

it('F32: tells whoever comes second who has it, and changes nothing', async () => {
  const { id } = await night.alert();
  await press('ack', id, inSlack.ada);
  await press('ack', id, inSlack.ben);
  expect((await night.stateOf(id)).acknowledgedBy?.id).toBe(night.ada);
  expect(await whispered()).toEqual([expect.stringContaining('ada already has it')]);
});

it('resolves and escalates by their buttons', async () => {
  const first = await night.alert();
  await press('resolve', first.id, inSlack.ada);
  expect((await night.stateOf(first.id)).state).toBe('closed');
  await night.alert();
  const { id } = await night.alert();
  await press('escalate', id, inSlack.ada);
  await night.send();
  expect(night.outbox.sent.some(({ address }) => address === inSlack.ben)).toBe(true);
});

it('takes from the menu what a closed alert was, from whoever may say it', async () => {
  const { id } = await night.alert();
  const pick = (value: string, slackId: string) => {
    const action = { action_id: 'classify', block_id: `asks:${id}`, type: 'static_select', selected_option: { value } };
    const payload = { type: 'block_actions', user: { id: slackId }, response_url: replyTo, actions: [action] };
    return ask('/api/slack/actions', new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
  };
  const classified = async () =>
    (await db.sql('SELECT "classification" AS c FROM "Alert" WHERE "id" = $1', [id]))[0]?.c ?? null;
  await press('resolve', id, inSlack.ada);
  await pick(`nonsense ${id}`, inSlack.ada);
  await pick(`acted ${id}`, 'U0NOBODY1');
  expect(await classified()).toBeNull();
  expect(await pick(`bad-check ${id}`, inSlack.ada)).toEqual({ status: 200, body: '' });
  expect(await classified()).toBe('bad-check');
  expect(await whispered()).toContainEqual(expect.stringContaining('threshold or check is wrong'));
});

it('lets nobody act whom it does not know, or who may not, and says so to them alone (S-M6)', async () => {
  const { id } = await night.alert();
  await press('ack', id, 'U0NOBODY1');
  expect(await whispered()).toEqual([expect.stringContaining('does not know who you are')]);
  const outsider = await createPerson(night.ctx, {
    name: 'Eve',
    email: 'eve@example.org',
    timeZone: 'UTC',
    role: 'engineer',
  });
  await matchPeople(night.ctx, async (email) => (email === 'eve@example.org' ? 'U0EVE0001' : null));
  await press('ack', id, 'U0EVE0001');
  expect((await whispered()).at(-1)).toContain('nothing here');
  expect((await night.stateOf(id)).state).toBe('open');
  await db.sql('UPDATE "Person" SET "email" = $2 WHERE "id" = $1', [outsider.id, 'changed@example.org']);
  await press('ack', id, 'U0EVE0001');
  expect((await whispered()).at(-1)).toContain('does not know who you are');
});

it('answers the address check, and who is on call to whoever may see it', async () => {
  const challenge = JSON.stringify({ type: 'url_verification', token: 'x', challenge: '3eZbrw1a' });
  expect(await ask('/api/slack/events', challenge)).toEqual({ status: 200, body: { challenge: '3eZbrw1a' } });
  expect(await ask('/api/slack/events', '{"type":"event_callback"}')).toEqual({ status: 200, body: '' });
  const command = (user: string) =>
    ask('/api/slack/commands', new URLSearchParams({ command: '/oncall', text: '', user_id: user }).toString());
  expect(await command(inSlack.ada)).toMatchObject({ status: 200, body: { response_type: 'ephemeral' } });
  expect(await command('U0NOBODY1')).toMatchObject({ body: { text: expect.stringContaining('does not know') } });
});
