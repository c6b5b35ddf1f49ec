import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { env } from '@/server/env';
import { createFollowUp, exportFollowUp, setTracker } from '@/server/follow-up/commands';
import { followUpById, trackerOf } from '@/server/follow-up/queries';
import { setTrackerSchema } from '@/server/follow-up/schema';
import { type PersonActor, system } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { makeIssues } from './trackers';

let db: TestDatabase;
let url: string;
let answer: (response: ServerResponse) => void;
const asked: { path: string; headers: IncomingHttpHeaders; body: unknown }[] = [];
const site = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    asked.push({
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(Buffer.concat(parts).toString('utf8')),
    });
    answer(response);
  });
});
const says =
  (status: number, body: object, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));

const ana: PersonActor = {
  ...{
    kind: 'person',
    personId: 'ana',
    name: 'Ana',
    role: 'engineer',
    sessionId: 's',
    signedInAt: null,
    via: 'session',
  },
  teams: new Map([['team', 'manager']]),
  scopes: new Set(['read', 'write']),
};
const as = () => db.context(ana);
const worker = () => db.context(system('worker'));

beforeAll(async () => {
  env.ALLOW_PRIVATE_TARGETS = '1';
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  db = await testDatabase({ at: '2026-11-16T09:00:00Z' });
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
     VALUES ('ana', 'Ana', 'ana@example.org', 'UTC', 'engineer', clock())`,
  );
});
afterAll(async () => {
  site.close();
  await db.close();
});
beforeEach(() => asked.splice(0));

const tracker = (more: object) =>
  setTracker(as(), setTrackerSchema.parse({ teamId: 'team', baseUrl: `${url}/`, token: 'secret', ...more }));
const owed = async () => {
  const one = { teamId: 'team', title: 'Raise the threshold', details: 'It is too low', ownerId: 'ana' };
  return (await createFollowUp(as(), { ...one, priority: 'normal' })).id;
};
const read = (id: string) => followUpById(as(), { followUpId: id });

it('makes one issue at GitHub, however often it is asked for, and keeps its address', async () => {
  await tracker({ kind: 'github', project: 'acme/shop' });
  answer = says(201, { number: 7, html_url: 'https://github.com/acme/shop/issues/7' });
  const id = await owed();
  await Promise.all([exportFollowUp(as(), { followUpId: id }), exportFollowUp(as(), { followUpId: id })]);
  await Promise.all([makeIssues(worker()), makeIssues(worker())]);
  await exportFollowUp(as(), { followUpId: id });
  await makeIssues(worker());
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    path: '/repos/acme/shop/issues',
    headers: { authorization: 'Bearer secret', 'x-github-api-version': '2022-11-28' },
    body: { title: 'Raise the threshold', body: expect.stringContaining('It is too low') },
  });
  expect(await read(id)).toMatchObject({
    trackerKind: 'github',
    trackerUrl: 'https://github.com/acme/shop/issues/7',
    export: { state: 'made' },
  });
});

it('makes an issue at Jira with an account of its cloud', async () => {
  await tracker({ kind: 'jira', project: 'SHOP', account: 'ana@example.org' });
  answer = says(201, { id: '10000', key: 'SHOP-24', self: `${url}/rest/api/2/issue/10000` });
  const id = await owed();
  await exportFollowUp(as(), { followUpId: id });
  await makeIssues(worker());
  expect(asked[0]).toMatchObject({
    path: '/rest/api/2/issue',
    headers: { authorization: `Basic ${Buffer.from('ana@example.org:secret').toString('base64')}` },
    body: { fields: { project: { key: 'SHOP' }, summary: 'Raise the threshold', issuetype: { name: 'Task' } } },
  });
  expect((await read(id)).trackerUrl).toBe(`${url}/browse/SHOP-24`);
});

it('tries again what was certainly not made, and never by itself what may have been', async () => {
  await tracker({ kind: 'github', project: 'acme/shop' });
  const id = await owed();
  answer = says(503, {}, { 'Retry-After': '60' });
  await exportFollowUp(as(), { followUpId: id });
  await makeIssues(worker());
  await makeIssues(worker());
  expect(asked).toHaveLength(1);
  await db.setClock('2026-11-16T09:02:00Z');
  answer = (response) => response.destroy();
  await makeIssues(worker());
  expect((await read(id)).export).toMatchObject({ state: 'unknown' });
  await db.setClock('2026-11-17T09:00:00Z');
  await makeIssues(worker());
  expect(asked).toHaveLength(2);
  answer = says(201, { html_url: 'https://github.com/acme/shop/issues/8' });
  await exportFollowUp(as(), { followUpId: id });
  await makeIssues(worker());
  expect((await read(id)).trackerUrl).toBe('https://github.com/acme/shop/issues/8');
});

it('says in the tracker’s words why it refused', async () => {
  const id = await owed();
  answer = says(404, { message: 'Not Found' });
  await exportFollowUp(as(), { followUpId: id });
  await makeIssues(worker());
  expect((await read(id)).export).toEqual({ state: 'refused', reason: 'It answered 404: Not Found' });
});

it('shows its token to nobody, and sends it nowhere but where it was given for', async () => {
  expect(JSON.stringify(await trackerOf(as(), { teamId: 'team' }))).not.toContain('secret');
  expect(JSON.stringify(await db.sql('SELECT * FROM "Tracker"'))).not.toContain('secret');
  const elsewhere = { teamId: 'team', kind: 'github', project: 'acme/shop', baseUrl: 'https://evil.example.org' };
  await expect(setTracker(as(), setTrackerSchema.parse(elsewhere))).rejects.toThrow();
});
