import {
  builtAddresses,
  gatedPages,
  guardedCalls,
  guardedProcedures,
  statedAddresses,
} from '@/server/testing/built-addresses';
import { ask, innerListener, type RawAnswer } from '@/server/testing/raw-http';
import { admin, type Company, expect, test, tuesdayNight } from './fixtures';

const json = { 'content-type': 'application/json' };
const evil = 'https://evil.example';

/** What nobody outside may read, not even a part of it. */
const secretsOf = ({ ada, ben, dee, team, rotation, service }: Company): string[] =>
  [ada, ben, dee].flatMap(({ name, email }) => [name, email]).concat(team.name, rotation.name, service.name);

/** The cookies of whoever signs in, as a browser would send them back. */
async function cookiesOf(base: string, { email, password }: { email: string; password: string }) {
  const first = await ask(base, '/api/auth/csrf');
  const kept = new Map<string, string>();
  const keep = ({ headers }: RawAnswer) => {
    for (const line of headers['set-cookie'] ?? []) kept.set(line.split('=')[0] ?? '', line.split(';')[0] ?? '');
  };
  keep(first);
  const cookie = () => [...kept.values()].join('; ');
  const form = new URLSearchParams({ csrfToken: JSON.parse(first.body).csrfToken, email, password, json: 'true' });
  const answer = await ask(base, '/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookie() },
    body: form.toString(),
  });
  expect(answer.status, answer.body).toBe(200);
  keep(answer);
  return { cookie: cookie(), lines: [...(first.headers['set-cookie'] ?? []), ...(answer.headers['set-cookie'] ?? [])] };
}

const refusalIn = ({ headers, body }: RawAnswer): { code?: string; message?: string } => {
  expect(headers['content-type'], body).toContain('application/json');
  return JSON.parse(body);
};

test('the build holds no address that the policy table does not name (S-M4)', async ({ baton }) => {
  expect(baton.url).toBeTruthy(); // built before it was started
  expect(builtAddresses()).toEqual(statedAddresses());
});

test('signed out: every page leads to sign-in and shows nothing, every call and procedure answers 401 in JSON (S-M1)', async ({
  at,
  baton,
  company,
}) => {
  await at(tuesdayNight);
  const one = await company();
  for (const path of gatedPages(one.service.id)) {
    const answer = await ask(baton.url, path);
    expect([302, 303, 307, 308], `${path}: ${answer.status}`).toContain(answer.status);
    expect(answer.headers.location, path).toMatch(/^\/sign-in(\?|$)/);
    for (const secret of secretsOf(one)) expect(answer.body, path).not.toContain(secret);
  }
  for (const [method, path] of guardedCalls(one.service.id)) {
    const answer = await ask(baton.url, path, { method, headers: json, body: '{ no json' });
    expect([path, answer.status, refusalIn(answer).code]).toEqual([path, 401, 'signed-out']);
  }
  for (const name of guardedProcedures()) {
    const answers = [
      await ask(baton.url, `/api/trpc/${name}`),
      await ask(baton.url, `/api/trpc/${name}`, { method: 'POST', headers: json, body: '{"json":{}}' }),
    ];
    const statuses = answers.map(({ status }) => status);
    const where = `${name}: ${answers.map(({ body }) => body)}`;
    expect(statuses, where).toContain(401);
    // The other method may be none of this procedure's.
    for (const status of statuses) expect([401, 405], where).toContain(status);
    for (const answer of answers) expect(answer.headers['content-type'], name).toContain('application/json');
  }
});

test('no header and no way of writing an address leads past the gate (S-H1)', async ({
  at,
  baton,
  company,
  faults,
}) => {
  await at(tuesdayNight);
  const one = await company();
  const secrets = secretsOf(one);
  const { cookie } = await cookiesOf(baton.url, one.dee);
  const inside = await ask(baton.url, '/team', { headers: { cookie } });
  expect(inside.body, 'what these tests look for is there for whoever may see it').toContain(one.ada.name);

  const tree = encodeURIComponent(
    JSON.stringify(['', { children: ['(signed-in)', { children: ['team', {}] }] }, null, 'refetch']),
  );
  const tricks: Record<string, string>[] = [
    ...['middleware', 'src/middleware', 'proxy', 'pages/_middleware', Array(6).fill('middleware').join(':')].map(
      (value) => ({ 'x-middleware-subrequest': value }),
    ),
    { 'x-middleware-subrequest-id': 'x', 'x-middleware-invoke': '1', 'x-middleware-prefetch': '1' },
    { RSC: '1' },
    { RSC: '1', 'Next-Router-Prefetch': '1' },
    { RSC: '1', 'Next-Router-State-Tree': tree },
    { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
    { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/!KHNpZ25lZC1pbik/team/__PAGE__' },
    { 'x-nextjs-data': '1' },
    { 'x-matched-path': '/sign-in', 'x-invoke-path': '/sign-in', 'x-invoke-status': '200', 'x-invoke-query': '{}' },
    { 'x-original-url': '/team', 'x-rewrite-url': '/team' },
    { 'x-baton-path': '/team', 'x-baton-address': '127.0.0.1' },
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
    { cookie: 'baton.session-token=eyJhbGciOiJub25lIn0.e30.' },
  ];
  const spellings = (path: string) => [
    ...[path, `${path}.rsc`, `${path}?_rsc=1`, `${path}/`, `${path};x`, `${path}%00`, `${path}%2f`, `/.${path}`],
    ...[`/x/..${path}`, `/%2e${path}`, `/%2e%2e${path}`, `/x/%2e%2e${path}`, path.toUpperCase(), `/sign-in/..${path}`],
    ...[
      `/${path}`,
      `/\\${path}`,
      `/_next/data/x${path}.json`,
      `/_next/data/x${path}.rsc`,
      `${path}.segments/_tree.segment.rsc`,
    ],
    ...[`/sign-in?nxtPid=x&__nextDefaultLocale=${path}`, `/_next/image?url=${encodeURIComponent(path)}&w=64&q=75`],
  ];
  faults.expected(/decode param|URI malformed/);
  for (const page of ['/team', '/settings/services'])
    for (const [path, headers] of [
      ...tricks.map((headers) => [page, headers] as const),
      ...spellings(page).flatMap((path) => [{}, { RSC: '1' }].map((headers) => [path, headers] as const)),
    ]) {
      const answer = await ask(baton.url, path, { headers });
      const where = `${path} ${JSON.stringify(headers)} ${answer.status}`;
      for (const secret of secrets) expect(answer.body, where).not.toContain(secret);
      expect(answer.status, where).toBeLessThan(500);
    }

  const ends = ['/api/v1/people', '/api/v1//people', '/api/v1/./people', '/api/v1/x/../people', '/api/%76%31/people'];
  for (const path of [
    ...ends,
    '/API/V1/PEOPLE',
    '//api/v1/people',
    '/api/v1/people/',
    '/api/v1/people%2f',
    '/x/%2e%2e/api/v1/people',
  ])
    for (const headers of tricks) {
      const answer = await ask(baton.url, path, { headers });
      expect([400, 401, 404], `${path}: ${answer.status}`).toContain(answer.status);
      for (const secret of secrets) expect(answer.body, path).not.toContain(secret);
    }
});

test('a forged host or forwarding header changes no link, opens no inner door and names nobody else (S-H2, S-C4)', async ({
  baton,
  company,
  token,
}) => {
  const one = await company();
  const forged: Record<string, string>[] = [
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
    { forwarded: 'host=evil.example;proto=https;for=127.0.0.1' },
    { 'x-original-url': '/metrics', 'x-rewrite-url': '/metrics', 'x-http-method-override': 'DELETE' },
  ];
  for (const headers of forged) {
    for (const path of [
      '/',
      '/alerts',
      '/sign-in?callbackUrl=https://evil.example',
      '/api/auth/signin',
      '/api/auth/signout',
    ]) {
      const answer = await ask(baton.url, path, { headers });
      expect(answer.headers.location ?? '', path).not.toMatch(/^(https?:)?\/\/(?!127\.0\.0\.1)/);
      for (const line of answer.headers['set-cookie'] ?? []) expect(line).not.toContain('evil.example');
    }
    const made = await ask(baton.url, `/api/v1/services/${one.service.id}/integrations`, {
      method: 'POST',
      headers: { ...json, ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify({ kind: 'generic', name: 'Another' }),
    });
    expect(made.status, made.body).toBe(201);
    expect(JSON.parse(made.body).url).toContain(`${baton.url}/ingest/generic/`);
    expect((await ask(baton.url, '/api/health/live', { headers })).body).toBe('{"live":true}');
  }
  for (const headers of [
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
  ]) {
    expect((await ask(baton.url, '/metrics', { headers })).status).toBe(404);
    const clock = await ask(baton.url, '/api/test/clock', {
      method: 'POST',
      headers: { ...json, ...headers },
      body: '{"now":"2030-01-01T00:00:00Z"}',
    });
    expect(clock.status).toBe(404);
    const ready = await ask(baton.url, '/api/health/ready', { headers });
    expect(Object.keys(JSON.parse(ready.body))).toEqual(['ready']);
  }
  expect((await ask(baton.url, '/metrics')).status).toBe(200);
});

test('Baton fetches nothing that a request line names (S-H3)', async ({ baton }) => {
  const inner = await innerListener();
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'eA==',
  };
  try {
    for (const path of [
      `${inner.url}/x`,
      `//${new URL(inner.url).host}/x`,
      `/\\${new URL(inner.url).host}/x`,
      `/_next/image?url=${inner.url}`,
    ])
      for (const headers of [{}, { host: new URL(inner.url).host }, upgrade]) {
        const answer = await ask(baton.url, path, { headers }).catch(() => undefined);
        expect(answer?.status ?? 400, path).toBeGreaterThanOrEqual(400);
      }
  } finally {
    await inner.close();
  }
  expect(inner.visits()).toBe(0);
});

test('another site can change nothing with a signed-in person’s cookies, and reads nothing (S-C1, S-C3, S-A10)', async ({
  baton,
  company,
  token,
}) => {
  const { dee, service } = await company();
  const { cookie } = await cookiesOf(baton.url, dee);
  const open = { json: { serviceId: service.id, title: 'Forged' } };
  const post = (headers: Record<string, string>, body: string, path = '/api/trpc/incident.declare') =>
    ask(baton.url, path, { method: 'POST', headers: { cookie, ...headers }, body });
  const boundary = '--x\r\ncontent-disposition: form-data; name="0"\r\n\r\n{}\r\n--x--';
  expect((await post({ 'content-type': 'text/plain' }, JSON.stringify(open))).status).toBe(415);
  expect((await post({ 'content-type': 'multipart/form-data; boundary=x' }, boundary)).status).toBe(415);
  expect((await post({}, JSON.stringify(open))).status).toBe(415);
  for (const from of [
    { origin: evil },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])
    expect((await post({ ...json, ...from }, JSON.stringify(open))).status).toBe(403);
  const asQuery = `/api/trpc/incident.declare?input=${encodeURIComponent(JSON.stringify(open))}`;
  expect((await ask(baton.url, asQuery, { headers: { cookie } })).status).toBe(405);
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: evil };
  for (const path of ['/api/auth/signout', '/api/auth/callback/credentials', `/l/${'a'.repeat(43)}/acknowledge`])
    expect((await post(form, 'csrfToken=x', path)).status, path).toBe(403);

  const preflight = await ask(baton.url, '/api/trpc/incident.declare', {
    method: 'OPTIONS',
    headers: { origin: evil, 'access-control-request-method': 'POST' },
  });
  for (const answer of [preflight, await ask(baton.url, '/api/v1/openapi.json', { headers: { origin: evil } })])
    for (const name of Object.keys(answer.headers)) expect(name).not.toMatch(/^access-control-/);

  // One kind of credential a door.
  expect((await ask(baton.url, '/api/v1/people', { headers: { cookie } })).status).toBe(401);
  const bearer = { authorization: `Bearer ${token}` };
  expect((await ask(baton.url, '/api/trpc/team.people', { headers: bearer })).status).toBe(401);

  // Too much, too deep, too many: refused as ours, before any of it is believed.
  const refused = async (body: string, path?: string) => (await post(json, body, path)).status;
  expect(await refused(JSON.stringify({ json: { serviceId: service.id, title: 'x'.repeat(1_100_000) } }))).toBe(413);
  expect(await refused(`{"json":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).toBe(400);
  const many = Array.from({ length: 21 }, () => 'team.me').join(',');
  expect((await ask(baton.url, `/api/trpc/${many}?batch=1`, { headers: { cookie } })).status).toBe(400);
});

test('every answer carries the headers that keep browsers honest, and cookies are for the server alone (S-C2)', async ({
  baton,
  token,
}) => {
  const { cookie, lines } = await cookiesOf(baton.url, admin);
  const session = lines.filter((line) => line.startsWith('baton.session-token='));
  expect(session).toHaveLength(1);
  for (const line of lines) {
    expect(line).toMatch(/^baton\.[\w-]+=/);
    for (const attribute of [/; Path=\/(;|$)/, /; HttpOnly(;|$)/i, /; SameSite=Lax(;|$)/i])
      expect(line).toMatch(attribute);
    expect(line).not.toMatch(/; Domain=/i);
  }

  const key = 'x'.repeat(32);
  const asked: [string, string, Record<string, string>?][] = [
    ...[
      '/',
      '/sign-in',
      '/no-such-page',
      '/l/nothing',
      '/setup',
      '/api/no-such-thing',
      '/api/v1/people',
      '/api/v1/openapi.json',
    ].map((path): [string, string] => ['GET', path]),
    ...[
      '/api/health/live',
      '/api/health/ready',
      '/metrics',
      '/api/trpc/team.people',
      '/api/trpc/no.such',
      '/api/auth/csrf',
    ].map((path): [string, string] => ['GET', path]),
    ...['/_next/static/no.js', '/icon.svg', '/manifest.webmanifest', '/%E0%A4%A', `/${'x'.repeat(4_000)}`].map(
      (path): [string, string] => ['GET', path],
    ),
    ['POST', `/ingest/generic/${key}`],
    ['GET', `/ingest/generic/${key}`],
    ['GET', `${evil}/`],
    ['GET', '/', { cookie }],
    ['GET', '/alerts/no-such-alert', { cookie }],
    ['GET', '/api/trpc/team.me', { cookie }],
    ['GET', '/api/v1/people', { authorization: `Bearer ${token}` }],
    ['GET', '/api/v1/no-such-call', { authorization: `Bearer ${token}` }],
    ['DELETE', '/api/v1/people', { authorization: `Bearer ${token}` }],
    ...['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'].flatMap((method): [string, string][] =>
      ['/', '/api/trpc/team.me', '/api/health/live', '/api/health/ready', '/api/auth/csrf', '/api/v1/people'].map(
        (path) => [method, path],
      ),
    ),
  ];
  for (const [method, path, headers = {}] of asked) {
    const answer = await ask(baton.url, path, { method, headers });
    const where = `${method} ${path.slice(0, 60)} ${answer.status}`;
    expect(answer.status, where).toBeLessThan(500);
    expect(answer.headers, where).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('microphone=()'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(Object.keys(answer.headers), where).not.toContain('x-powered-by');
    expect(answer.body, where).not.toMatch(/node_modules|at \w+ \(|webpack-internal/);
    if (headers.cookie || headers.authorization) expect(answer.headers['cache-control'], where).toMatch(/no-store/);
    if (answer.status === 405) expect(answer.headers.allow ?? '', where).toMatch(/[A-Z]/);
    const isPage = answer.headers['content-type']?.startsWith('text/html');
    if (isPage)
      expect(answer.headers['content-security-policy'], where).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}'/);
  }
});
