import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { env } from '../env';
import { answerTrpc } from './trpc-door';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const ask = async (path: string, init: RequestInit = {}) => {
  const answer = await answerTrpc(new Request(`${env.PUBLIC_URL}/api/trpc/${path}`, init));
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
};
const json = { 'content-type': 'application/json' };

it('S-M1: a stranger is told 401 in JSON, by streams too, before any input is looked at', async () => {
  for (const path of ['oncall.watch', 'team.people', 'alert.byId?input=nonsense']) {
    const { status, type, body } = await ask(path, { headers: { accept: 'text/event-stream, application/json' } });
    expect([path, status, type?.split(';')[0]]).toEqual([path, 401, 'application/json']);
    expect(body).toContain('signed-out');
  }
});

it('reads no more than a request may hold, nor deeper', async () => {
  const post = (body: string) => ask('incident.declare', { method: 'POST', headers: json, body });
  expect((await post(JSON.stringify({ json: 'x'.repeat(1_100_000) }))).status).toBe(413);
  expect((await post(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)).status).toBe(400);
  expect((await post('{ no json')).status).toBe(400);
  expect((await post('{"json":{}}')).status).toBe(401);
});
