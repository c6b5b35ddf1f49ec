import { afterAll, beforeAll, expect, it } from 'vitest';
import { env } from '@/server/env';
import { never, pageMessage } from '@/server/testing/messages';
import { type Provider, pretendReceiver, pretendSlack } from '@/server/testing/providers';
import type { Adapter } from './receipt';
import { slackAdapter } from './slack';

let slack: Provider;
let send: Adapter;
const message = (change = {}) => pageMessage({ channel: 'slack', address: 'U0ADA0001', ...change });

beforeAll(async () => {
  slack = await pretendSlack();
  send = slackAdapter({ token: 'xoxb-test', apiUrl: `${slack.url}/api` });
});
afterAll(() => slack.close());

const last = () => slack.received.at(-1);
const blocks = (at = last()) => JSON.parse(at?.form.get('blocks') ?? '[]');

it('posts with buttons and keeps channel and timestamp for what follows', async () => {
  const page = message();
  const receipt = await send(page, never);
  expect(receipt).toEqual({ outcome: 'accepted', providerId: expect.stringMatching(/^U0ADA0001 1700000000\.\d{6}$/) });
  expect(last()).toMatchObject({ path: '/api/chat.postMessage', headers: { authorization: 'Bearer xoxb-test' } });
  const actions = blocks().find(({ type }: { type: string }) => type === 'actions');
  expect(actions).toMatchObject({ block_id: `page:${page.identity}` });
  expect(
    actions.elements.map(({ action_id, value, confirm }: Record<string, unknown>) => [action_id, value, !!confirm]),
  ).toEqual([
    ['ack', 'alert-1', false],
    ['escalate', 'alert-1', false],
    ['resolve', 'alert-1', true],
    ['open', 'alert-1', false],
  ]);
});

it('lets nothing a sender wrote notify a channel or make a link, and stays within Slack’s lengths', async () => {
  const page = message();
  page.notice = {
    ...page.notice,
    title: `<!channel> <https://evil.example|click> ${'&'.repeat(400)}`,
    lines: ['<!here>', '<'.repeat(4_000)],
    facts: [{ label: '<!everyone>', value: '<@U1>' }],
  };
  await send(page, never);
  expect(last()?.text).not.toMatch(/%3C%21|%3C%40|%3Chttp/);
  for (const { type, text } of blocks()) {
    if (type === 'header') expect(text.text.length).toBeLessThanOrEqual(150);
    if (type === 'section' && text) expect(text.text.length).toBeLessThanOrEqual(3_000);
  }
});

it('takes the place of an earlier message without its buttons, and says so in its thread', async () => {
  const page = message({ replaces: 'C123 1700000000.000100', alertIds: [] });
  page.notice = { ...page.notice, lines: ['Ada acknowledged this.'], links: [] };
  expect(await send(page, never)).toMatchObject({ outcome: 'accepted' });
  const [update, reply] = slack.received.slice(-2);
  expect(update?.path).toBe('/api/chat.update');
  expect([update?.form.get('channel'), update?.form.get('ts')]).toEqual(['C123', '1700000000.000100']);
  expect(blocks(update).map(({ type }: { type: string }) => type)).not.toContain('actions');
  expect(reply?.path).toBe('/api/chat.postMessage');
  expect([reply?.form.get('thread_ts'), reply?.form.get('text')]).toEqual([
    '1700000000.000100',
    'Ada acknowledged this.',
  ]);
});

it('whispers to one reader, with the one button they may press', async () => {
  const whisperer = await pretendReceiver(200);
  env.ALLOW_PRIVATE_TARGETS = '1';
  const page = message({
    secret: `${whisperer.url}/actions/1`,
    offer: { label: 'Take it', alertId: 'a1', identity: 'p1' },
  });
  expect(await send(page, never)).toMatchObject({ outcome: 'accepted' });
  delete env.ALLOW_PRIVATE_TARGETS;
  const said = JSON.parse(whisperer.received.at(-1)?.text ?? '{}');
  expect(said).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  expect(said.blocks[1]).toMatchObject({ block_id: 'page:p1', elements: [{ action_id: 'take', value: 'a1' }] });
  await whisperer.close();
});

const refuses = (error: string) => ({ do: 'answer' as const, status: 200, body: { ok: false, error } });

it.each([
  [refuses('channel_not_found'), 'refused'],
  [refuses('token_revoked'), 'refused'],
  [refuses('internal_error'), 'try-again'],
  [refuses('invalid_blocks'), 'off'],
  [{ do: 'answer' as const, status: 200, body: 'garbage' }, 'try-again'],
  [{ do: 'answer' as const, status: 500 }, 'try-again'],
])('F29: reads the body, not the status: %o', async (act, outcome) => {
  slack.next(act);
  expect(await send(message(), never)).toMatchObject({ outcome });
});

it('F25: waits as long as Slack asks', async () => {
  slack.next({
    do: 'answer',
    status: 429,
    headers: { 'Retry-After': '30' },
    body: { ok: false, error: 'ratelimited' },
  });
  expect(await send(message(), never)).toMatchObject({ outcome: 'try-again', retryAfterSeconds: 30 });
});
