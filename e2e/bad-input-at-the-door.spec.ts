import { expect, test, tuesdayNight } from './fixtures';

const json = { 'content-type': 'application/json' };

test('a door for senders refuses what it cannot read, says why in JSON, and goes on working', async ({
  at,
  api,
  company,
  outbox,
  request,
}) => {
  await at(tuesdayNight);
  const { ada, integration } = await company();
  const send = async (data: string, url = integration.url) => {
    const answer = await request.post(url, { headers: json, data: Buffer.from(data), maxRedirects: 0 });
    const body: { message?: string; code?: string; fields?: Record<string, string> } = await answer.json();
    return { ...body, status: answer.status() };
  };

  const unknown = await send('{"title":"x"}', integration.url.replace(integration.key, 'bk_nobody-has-this-key'));
  expect(unknown.status).toBe(404);
  expect(unknown.message).toBeTruthy();
  // A key opens its own kind's door only; elsewhere it is as unknown as any other.
  const elsewhere = await send('{"title":"x"}', integration.url.replace('/generic/', '/alertmanager/'));
  expect(elsewhere).toEqual(unknown);

  const notJson = await send('{"title": "x"');
  expect([notJson.status, notJson.code]).toEqual([400, 'invalid']);
  expect(Object.keys(notJson.fields ?? {})).toHaveLength(1);
  expect((await send(`{"title":"deep","details":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).status).toBe(400);
  expect((await send(`{"title":"${'x'.repeat(1_100_000)}"}`)).status).toBe(413);

  // Nothing of that was stored, and nobody was woken.
  const titles = async () => (await api.get<{ items: { title: string }[] }>('/alerts')).items.map(({ title }) => title);
  expect(await titles()).not.toContain('deep');

  expect((await send('{"title":"Zero \\u0000 byte","__proto__":{"admin":true}}', `${integration.url}/`)).status).toBe(
    200,
  );
  expect(await titles()).toContain('Zero \uFFFD byte');
  expect((await outbox.next(ada)).subject).toContain('Zero');
  expect(outbox.to(ada)).toHaveLength(1);
});

test('the API names the field that is wrong, and hides from strangers what exists', async ({ api, baton, request }) => {
  const person = { name: 'Eve', email: 'no address', timeZone: 'Mars/Olympus', colour: 'red' };
  const refused = await api.post<{ code: string; fields: Record<string, string> }>('/people', person, 400);
  expect(refused.code).toBe('invalid');
  expect(Object.keys(refused.fields).sort()).toEqual(expect.arrayContaining(['email', 'timeZone']));
  for (const path of ['/api/v1/people', '/api/v1/alerts', '/api/v1/no-such-thing']) {
    const answer = await request.post(`${baton.url}${path}`, { data: {} });
    expect([answer.status(), (await answer.json()).code]).toEqual([401, 'signed-out']);
  }
  expect((await request.get('/api/v1/openapi.json')).status()).toBe(200);
});

test('while the database is away, senders are told within five seconds to come back, and then are heard', async ({
  at,
  baton,
  company,
  faults,
  outbox,
  request,
}) => {
  await at(tuesdayNight);
  const { ada, integration } = await company();
  faults.expected(/"level":50/);
  baton.cable.cut();
  try {
    const asked = performance.now();
    const answer = await request.post(integration.url, { data: { title: 'Said during the outage', key: 'outage' } });
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(answer.status()).toBe(503);
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
    expect((await answer.json()).code).toBe('unavailable');
    expect((await request.get('/api/health/ready')).status()).toBe(503);
    expect((await request.get('/api/health/live')).status()).toBe(200);
  } finally {
    baton.cable.mend();
  }
  const again = () => request.post(integration.url, { data: { title: 'Said during the outage', key: 'outage' } });
  await expect.poll(async () => (await again()).status(), { timeout: 15_000 }).toBe(200);
  expect((await outbox.next(ada)).subject).toContain('Said during the outage');
  await expect.poll(async () => (await request.get('/api/health/ready')).status(), { timeout: 15_000 }).toBe(200);
});
