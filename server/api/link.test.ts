import { expect, test } from 'vitest';
import { env } from '../env';
import { acknowledgeByForm } from './link';

const form = 'application/x-www-form-urlencoded';
const ask = (headers: Record<string, string>) =>
  acknowledgeByForm(new Request(`${env.PUBLIC_URL}/l/token/acknowledge`, { method: 'POST', headers }), {
    params: Promise.resolve({ token: 'token' }),
  });

test('another site cannot press the button of a signed link', async () => {
  expect((await ask({ 'content-type': form, origin: 'https://evil.example' })).status).toBe(403);
  expect((await ask({ 'content-type': form, origin: 'null' })).status).toBe(403);
  expect((await ask({ 'content-type': form, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});

test('only the form of our own page is understood', async () => {
  for (const type of ['text/plain', 'multipart/form-data', 'application/json'])
    expect((await ask({ 'content-type': type, origin: env.PUBLIC_URL })).status).toBe(415);
});
