import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Message } from '@/server/outbound';
import { never, pageMessage } from '@/server/testing/messages';
import { pretendStatuspage } from '@/server/testing/providers';
import { statuspageAdapter } from './statuspage';

let page: Awaited<ReturnType<typeof pretendStatuspage>>;
beforeEach(async () => {
  page = await pretendStatuspage();
});
afterEach(() => page.close());

const standing = {
  mark: 'update-2',
  saidBefore: false,
  state: 'identified' as const,
  impact: 'major' as const,
  components: { 'cmp-checkout': 'partial_outage' as const },
};
const update = (more: Partial<Message> = {}): Message => ({
  ...pageMessage({ channel: 'status-page', address: 'page1', secret: 'sp-key', standing, alertIds: [], ...more }),
  notice: { title: 'Payments fail', lines: ['We know why.'], facts: [], links: [], reason: '' },
});
const send = (message: Message) => statuspageAdapter({ apiUrl: `${page.url}/` })(message, never);
const asked = () => page.received.map(({ method, path }) => `${method} ${path}`);

it('makes an incident as the API wants it, and changes the same one later', async () => {
  expect(await send(update())).toEqual({ outcome: 'accepted', providerId: 'inc1' });
  expect(page.received[0]).toMatchObject({
    path: '/v1/pages/page1/incidents',
    headers: { authorization: 'OAuth sp-key', 'content-type': 'application/json' },
  });
  expect(JSON.parse(page.received[0]?.text ?? '')).toMatchObject({
    incident: {
      name: 'Payments fail',
      status: 'identified',
      body: 'We know why.',
      impact_override: 'major',
      component_ids: ['cmp-checkout'],
      components: { 'cmp-checkout': 'partial_outage' },
      deliver_notifications: true,
    },
  });
  const resolved = { ...standing, state: 'resolved' as const, components: { 'cmp-checkout': 'operational' as const } };
  const next = update({ replaces: 'inc1', standing: { ...resolved, mark: 'update-3' } });
  expect(await send(next)).toEqual({ outcome: 'accepted', providerId: 'inc1' });
  expect(asked().at(-1)).toBe('PATCH /v1/pages/page1/incidents/inc1');
  expect(page.components[0]).toMatchObject({ id: 'cmp-checkout', status: 'operational' });
});

it.each([
  ['the first update', null, 'identified' as const],
  ['a first update that is the last', null, 'resolved' as const],
  ['a later one', 'inc1', 'monitoring' as const],
])('says %s once, though its answer was lost', async (_, replaces, state) => {
  if (replaces) await send(update({ standing: { ...standing, mark: 'update-1' } }));
  const message = update({ replaces, standing: { ...standing, state } });
  const before = page.incidents.length;
  expect(await send(message)).toMatchObject({ outcome: 'accepted' });
  const updates = () => page.incidents.flatMap(({ incident_updates }) => incident_updates).length;
  const said = updates();
  expect(await send({ ...message, repeat: true })).toEqual({
    outcome: 'accepted',
    providerId: page.incidents[0]?.id,
  });
  expect(updates()).toBe(said);
  expect(page.incidents.length).toBe(replaces ? before : before + 1);
});

it('says it after all where the lost request never arrived', async () => {
  expect(await send(update({ standing: { ...standing, saidBefore: true } }))).toMatchObject({ outcome: 'accepted' });
  expect(asked()).toEqual(['GET /v1/pages/page1/incidents/unresolved', 'POST /v1/pages/page1/incidents']);
});

it.each([
  [420, { 'retry-after': '7' }, { outcome: 'try-again', retryAfterSeconds: 7 }],
  [429, { 'retry-after': '3' }, { outcome: 'try-again', retryAfterSeconds: 3 }],
  [503, {}, { outcome: 'try-again' }],
  [401, {}, { outcome: 'off' }],
  [422, {}, { outcome: 'refused' }],
])('takes %i for what it is', async (status, headers, expected) => {
  page.next({ do: 'answer', status, headers, body: { error: ['Name is wrong'] } });
  expect(await send(update())).toMatchObject(expected);
});

it('tries again when the line is cut, saying that it may have arrived', async () => {
  page.next({ do: 'drop' });
  expect(await send(update())).toMatchObject({ outcome: 'try-again', mayHaveArrived: true });
});
