import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { slackDoors } from '@/server/api/slack';
import { machineTime } from '@/server/clock';
import { env } from '@/server/env';
import * as incident from '@/server/incident/commands';
import { incidentById } from '@/server/incident/queries';
import { declareSchema } from '@/server/incident/schema';
import { outboundOf } from '@/server/integrations/outbound';
import type { PersonActor } from '@/server/policy/actor';
import * as presence from '@/server/presence/commands';
import { createService } from '@/server/service/commands';
import {
  postUpdate,
  publishAgain,
  publishWaiting,
  saveComponents,
  saveStatusPage,
} from '@/server/status-update/commands';
import { settings, updatesOfIncident } from '@/server/status-update/queries';
import { askDoor, bySlack } from '@/server/testing/asking';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { inSlack, type Night, nightOf } from '@/server/testing/night';
import { type Provider, pretendSlack, pretendStatuspage } from '@/server/testing/providers';
import { heard } from './heard';
import { keepRooms, tellRooms } from './incident-rooms';
import { readStatusPage } from './status-page';

const at = new Date('2026-11-18T09:00:00Z');
let db: TestDatabase;
let night: Night;
let slack: Provider;
let page: Awaited<ReturnType<typeof pretendStatuspage>>;
let checkout: string;

beforeAll(async () => {
  db = await testDatabase({ at: at.toISOString() });
  [slack, page] = await Promise.all([pretendSlack(), pretendStatuspage()]);
  env.SLACK_BOT_TOKEN = 'xoxb-test';
  env.SLACK_SIGNING_SECRET = 'signing secret';
  env.SLACK_API_URL = `${slack.url}/api`;
  env.STATUSPAGE_API_URL = page.url;
  night = await nightOf(db, { by: () => outboundOf({ now: machineTime, pushKeys: null }), heard });
  const [policy] = await db.sql<{ id: string }>('SELECT "id" FROM "EscalationPolicy"');
  const service = { teamId: night.teamId, name: 'Shop', policyId: policy?.id ?? '' };
  checkout = (await createService(night.ctx, service)).id;
});
afterAll(async () => {
  delete env.SLACK_BOT_TOKEN;
  delete env.SLACK_SIGNING_SECRET;
  await Promise.all([db.close(), slack.close(), page.close()]);
});
beforeEach(() => {
  slack.received.length = 0;
  page.received.length = 0;
});

const as = (personId: string, name: string) => {
  const actor: PersonActor = {
    ...{ kind: 'person', personId, name, role: 'engineer', teams: new Map([[night.teamId, 'member']]) },
    ...{ sessionId: 's', signedInAt: null, via: 'session', scopes: new Set(['read', 'write']) },
  };
  return db.context(actor);
};
const ada = () => as(night.ada, 'ada');
const asked = (method: string) => slack.received.filter(({ path }) => path.endsWith(`/${method}`));
const declared = (title: string) =>
  incident.declare(
    ada(),
    declareSchema.parse({ teamId: night.teamId, title, severity: 'critical', serviceIds: [checkout] }),
  );
/** What the worker does in a turn. */
async function turn() {
  await keepRooms(night.ctx);
  await tellRooms(night.ctx);
  await publishWaiting(night.ctx);
  await night.send();
}
const say = (channel: string, user: string, text: string, eventId: string, more: object = {}) =>
  askDoor(
    slackDoors,
    bySlack(
      '/api/slack/events',
      JSON.stringify({
        type: 'event_callback',
        event_id: eventId,
        event: { type: 'message', channel, user, text, ts: '1700000000.000100', ...more },
      }),
      at,
    ),
  );
const publication = async (incidentId: string, place: 'slack' | 'status-page', nth = 0) => {
  const { updates } = await updatesOfIncident(ada(), { incidentId });
  return updates[nth]?.publications.find((one) => one.place === place);
};

it('an incident gets a channel of its own: declared at once, made by the worker, its people asked in', async () => {
  slack.next({ do: 'answer', status: 200, body: { ok: false, error: 'missing_scope' } });
  const { id } = await declared('Payments fail');
  expect((await incidentById(ada(), { incidentId: id })).room).toMatchObject({ url: null, error: null });
  await keepRooms(night.ctx);
  expect((await incidentById(ada(), { incidentId: id })).room?.error).toContain('missing_scope');
  await keepRooms(night.ctx);
  expect(asked('conversations.create'), 'not asked again at once').toHaveLength(1);
  await db.advance(60);
  await turn();
  const { room, reference } = await incidentById(ada(), { incidentId: id });
  expect(room).toMatchObject({ name: `${reference.toLowerCase()}-payments-fail`, error: null });
  expect(room?.url).toContain('C00000001');
  expect(asked('conversations.invite')[0]?.form.get('users')).toBe(inSlack.ada);
  expect(asked('conversations.setTopic')[0]?.form.get('topic')).toContain('Critical · triage · lead ada');
  expect(asked('chat.postMessage')[0]?.form.get('text')).toBe(`ada declared ${reference}: Payments fail`);
  await incident.accept(ada(), { incidentId: id });
  await turn();
  expect(asked('conversations.setTopic').at(-1)?.form.get('topic')).toContain('investigating');
  expect(asked('chat.postMessage').at(-1)?.form.get('text')).toBe('ada: investigating');
  const posts = asked('chat.postMessage').length;
  await turn();
  expect(asked('chat.postMessage'), 'nothing is said twice').toHaveLength(posts);
});

it('a channel whose answer was lost is found again by its name', async () => {
  const { id } = await declared('Lost answer');
  await keepRooms(night.ctx);
  await db.sql(`UPDATE "SlackRoom" SET "channelId" = NULL WHERE "subjectId" = $1`, [id]);
  await keepRooms(night.ctx);
  expect(asked('conversations.create')).toHaveLength(2);
  expect((await incidentById(ada(), { incidentId: id })).room?.url).toContain('C0000000');
});

it('what a known person writes there is on the timeline once; strangers and bots leave no line (S-M6)', async () => {
  const { id } = await declared('Search is slow');
  await turn();
  const [row] = await db.sql<{ channelId: string }>(`SELECT "channelId" FROM "SlackRoom" WHERE "subjectId" = $1`, [id]);
  const channel = row?.channelId ?? '';
  const words = 'See <https://example.org/g|the graph> &amp; <@U0ADA0001>';
  for (let i = 0; i < 2; i++) expect(await say(channel, inSlack.ben, words, 'Ev1')).toMatchObject({ status: 200 });
  await say(channel, 'U0STRANGER', 'hello', 'Ev2');
  await say(channel, inSlack.ben, 'I am a bot', 'Ev3', { bot_id: 'B1' });
  await say('C0ELSEWHERE', inSlack.ben, 'elsewhere', 'Ev4');
  const { timeline } = await incidentById(ada(), { incidentId: id });
  const noted = timeline.flatMap((line) => (line.by === 'baton' && line.kind === 'noted' ? [line] : []));
  expect(noted.map(({ data, actor }) => [actor, data.text])).toEqual([
    ['ben', 'See the graph (https://example.org/g) & @U0ADA0001'],
  ]);
  slack.received.length = 0;
  await turn();
  expect(asked('chat.postMessage'), 'what was said there is not said there again').toEqual([]);
});

it('an update is saved at once and reaches Slack and the page in order, however long the page is down', async () => {
  const before = await settings(night.ctx);
  await saveStatusPage(night.ctx, { pageId: 'page1', apiKey: 'sp-key', version: before.version });
  await saveComponents(night.ctx, { components: [{ serviceId: checkout, componentId: 'cmp-checkout' }] });
  await readStatusPage(night.ctx);
  expect((await settings(night.ctx)).known?.components).toHaveLength(2);

  const { id } = await declared('Nobody can pay');
  await turn();
  slack.received.length = 0;
  page.received.length = 0;
  page.next({ do: 'answer', status: 503 }, { do: 'drop' });
  const text = 'We are looking into it.';
  const said = await postUpdate(ada(), { incidentId: id, text, title: 'Payments are down' });
  expect(said.timeline.some((line) => line.by === 'person' && line.kind === 'update' && line.text === text)).toBe(true);
  expect(said.nextUpdateAt?.toISOString()).toBe(new Date(said.now.getTime() + 30 * 60_000).toISOString());
  await night.send();
  expect(await publication(id, 'slack')).toMatchObject({ state: 'published' });
  expect(await publication(id, 'status-page')).toMatchObject({
    state: 'queued',
    error: expect.stringContaining('503'),
  });
  expect(asked('chat.postMessage')[0]?.form.get('text')).toBe('Investigating: Payments are down');

  // Given up after its minute, then again by itself; meanwhile the next update waits behind it.
  await postUpdate(ada(), { incidentId: id, text: 'We know why.', state: 'identified' });
  expect(await publication(id, 'status-page')).toMatchObject({ state: 'waiting' });
  await db.sql(
    `UPDATE "Delivery" SET "giveUpAt" = real_clock() - interval '1 s', "leaseUntil" = NULL WHERE "channel" = 'status-page'`,
  );
  await night.send();
  expect(await publication(id, 'status-page', 1)).toMatchObject({ state: 'queued', publishedAt: null });
  await db.advance(61);
  await night.send();
  await night.send();
  expect(await publication(id, 'status-page', 1)).toMatchObject({ state: 'published', error: null });
  expect(await publication(id, 'status-page', 0)).toMatchObject({ state: 'published' });
  expect(page.incidents).toHaveLength(1);
  expect(page.incidents[0]).toMatchObject({
    name: 'Payments are down',
    status: 'identified',
    impact_override: 'critical',
    components: { 'cmp-checkout': 'major_outage' },
  });
  expect(page.incidents[0]?.incident_updates.map(({ status }) => status)).toEqual(['identified', 'investigating']);

  await incident.resolve(ada(), { incidentId: id });
  expect(await updatesOfIncident(ada(), { incidentId: id })).toMatchObject({
    unsaid: true,
    draft: { state: 'resolved' },
  });
  await postUpdate(ada(), { incidentId: id, text: 'It is over.' });
  await night.send();
  expect(page.incidents[0]).toMatchObject({ status: 'resolved', components: { 'cmp-checkout': 'operational' } });
  expect(page.components[0]?.status).toBe('operational');
  const { timeline, nextUpdateAt } = await incidentById(ada(), { incidentId: id });
  const kinds = timeline.flatMap((line) => (line.by === 'baton' ? [line.kind] : []));
  expect(kinds.filter((kind) => kind === 'update-held-up')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'update-published')).toHaveLength(6);
  expect(nextUpdateAt).toBeNull();
});

it('what the page refuses is given up, said, and tried again when somebody asks', async () => {
  const { id } = await declared('Refused');
  page.next({ do: 'answer', status: 422, body: { error: ['Component is gone'] } });
  await postUpdate(ada(), { incidentId: id, text: 'We are looking into it.', places: ['status-page'] });
  await night.send();
  expect(await publication(id, 'status-page')).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('Component is gone'),
  });
  const { updates } = await updatesOfIncident(ada(), { incidentId: id });
  await publishAgain(ada(), { updateId: updates[0]?.id ?? '', place: 'status-page' });
  await night.send();
  expect(await publication(id, 'status-page')).toMatchObject({ state: 'published', error: null });
});

it('refuses to promise the past, and services of another team', async () => {
  const { id } = await declared('Not so');
  const text = 'x';
  await expect(postUpdate(ada(), { incidentId: id, text, nextUpdateAt: at.toISOString() })).rejects.toThrow();
  await expect(
    postUpdate(ada(), { incidentId: id, text, components: [{ serviceId: 'nothing', status: 'operational' }] }),
  ).rejects.toThrow();
  await incident.decline(ada(), { incidentId: id, reason: 'none' });
  await expect(postUpdate(ada(), { incidentId: id, text })).rejects.toThrow('declined');
});

it('shows who looks at an incident now, and forgets whoever closed it', async () => {
  const { id } = await declared('Looked at');
  await presence.look(ada(), { incidentId: id });
  const ben = as(night.ben, 'ben');
  expect((await presence.look(ben, { incidentId: id })).map(({ name }) => name)).toEqual(['ada', 'ben']);
  await db.sql(`UPDATE "IncidentLook" SET "seenAt" = real_clock() - interval '31 s' WHERE "personId" = $1`, [
    night.ada,
  ]);
  expect((await presence.look(ben, { incidentId: id })).map(({ name }) => name)).toEqual(['ben']);
  await presence.lookAway(ben, { incidentId: id });
  expect(await presence.look(ada(), { incidentId: id })).toHaveLength(1);
});
