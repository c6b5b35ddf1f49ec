import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { resolve } from '@/server/alert/commands';
import { reachabilityOf } from '@/server/contact/queries';
import { env } from '@/server/env';
import { replyCode } from '@/server/notification/reply-code';
import { askDoor, byTwilio } from '@/server/testing/asking';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { type Night, nightOf, numbers } from '@/server/testing/night';
import { twilioDoors } from './twilio';

let db: TestDatabase;
let night: Night;

beforeAll(async () => {
  db = await testDatabase();
  env.TWILIO_AUTH_TOKEN = 'authtoken';
  night = await nightOf(db);
});
afterAll(async () => {
  delete env.TWILIO_AUTH_TOKEN;
  await db.close();
});
beforeEach(() => {
  night.outbox.sent.length = 0;
});

const call = (path: string, form: Record<string, string>) => askDoor(twilioDoors, byTwilio(path, form));
const gather = (n: string, digits: string, more = {}) =>
  call(`/api/twilio/voice/gather?n=${n}`, { CallSid: 'CA1', Digits: digits, ...more });
const text = (body: string, from = numbers.ada) =>
  call('/api/twilio/sms', { From: from, Body: body, MessageSid: 'SM1' });
const receiptOf = (identity: string) =>
  db.sql<{ receipt: string | null }>('SELECT "receipt" FROM "Delivery" WHERE "identity" = $1', [identity]);

it('refuses what is not signed, at every door, also when no token is set (S-W1)', async () => {
  for (const { pattern } of twilioDoors) {
    const signed = byTwilio(pattern, { From: numbers.ada });
    expect(await askDoor(twilioDoors, { ...signed, headers: {} })).toMatchObject({ status: 401 });
    expect(await askDoor(twilioDoors, { ...signed, body: `${signed.body}&Digits=1` })).toMatchObject({ status: 401 });
    expect(await askDoor(twilioDoors, byTwilio(pattern, { From: numbers.ada }, 'another'))).toMatchObject({
      status: 401,
    });
    delete env.TWILIO_AUTH_TOKEN;
    expect(await askDoor(twilioDoors, byTwilio(pattern, { From: numbers.ada }, ''))).toMatchObject({ status: 401 });
    env.TWILIO_AUTH_TOKEN = 'authtoken';
  }
});

it('says the alert on the phone, and a key takes it in the name of whoever was called', async () => {
  const { id } = await night.alert('disk <full> & "more"');
  const n = night.identity('voice');
  const said = await call(`/api/twilio/voice?n=${n}`, {
    CallSid: 'CA1',
    CallStatus: 'in-progress',
    AnsweredBy: 'human',
  });
  expect(said.headers?.['Content-Type']).toContain('text/xml');
  expect(said.body).toContain(`action="${env.PUBLIC_URL}/api/twilio/voice/gather?n=${n}"`);
  expect(said.body).toContain('Priority 1. Checkout: disk');
  expect(said.body).not.toContain('<full>');
  expect((await gather(n, '9')).body).toContain('<Gather');
  expect((await gather(n, '5')).body).toContain('does nothing');
  expect((await night.stateOf(id)).state).toBe('open');
  expect((await gather(n, '1')).body).toContain('Acknowledged');
  expect(await night.stateOf(id)).toMatchObject({ state: 'acknowledged', acknowledgedBy: { id: night.ada } });
  expect((await gather(n, '1')).body).toContain('Acknowledged');
});

it('is never acknowledged by an answering machine', async () => {
  const { id } = await night.alert();
  const n = night.identity('voice');
  const machine = { AnsweredBy: 'machine_start' };
  expect((await call(`/api/twilio/voice?n=${n}`, { CallSid: 'CA1', ...machine })).body).not.toContain('Gather');
  await gather(n, '1', machine);
  expect((await night.stateOf(id)).state).toBe('open');
});

it('escalates by a key: the next person is paged at once', async () => {
  await night.alert();
  expect((await gather(night.identity('voice'), '2')).body).toContain('Escalated');
  await night.send();
  expect(night.outbox.sent.some(({ address }) => address === numbers.ben)).toBe(true);
});

it('is acknowledged by a reply with the page’s code from the number it went to, and by no other', async () => {
  const { id } = await night.alert();
  const code = replyCode(night.identity('sms'));
  expect((await text('hello')).body).toContain('four digits');
  expect((await text(code, '+15005559999')).body).not.toContain('Message');
  expect((await text(code, numbers.ben)).body).toContain('No page with the code');
  expect((await night.stateOf(id)).state).toBe('open');
  expect((await text(` Ack ${code} `)).body).toContain('Acknowledged');
  expect((await night.stateOf(id)).acknowledgedBy?.id).toBe(night.ada);
});

it('answers a late reply with what is true by then (F32)', async () => {
  const { id } = await night.alert();
  const code = replyCode(night.identity('sms'));
  await resolve(night.ctx, { alertId: id });
  expect((await text(code)).body).toContain('closed');
  expect((await night.stateOf(id)).state).toBe('closed');
});

it('gives somebody who has left no say any more', async () => {
  const { id } = await night.alert();
  const n = night.identity('voice');
  await db.sql('UPDATE "Person" SET "deactivatedAt" = clock() WHERE "id" = $1', [night.ada]);
  expect((await gather(n, '1')).body).toContain('open Baton');
  await db.sql('UPDATE "Person" SET "deactivatedAt" = NULL WHERE "id" = $1', [night.ada]);
  expect((await night.stateOf(id)).state).toBe('open');
});

it('moves what became of a text only forward, whatever order it is told in and however often (F31)', async () => {
  await night.alert();
  const n = night.identity('sms');
  const [row] = await db.sql<{ sid: string }>('SELECT "providerId" AS sid FROM "Delivery" WHERE "identity" = $1', [n]);
  const status = (MessageStatus: string, MessageSid = row?.sid ?? '') =>
    call(`/api/twilio/sms/status?n=${n}`, { MessageSid, MessageStatus });
  for (const word of ['sent', 'delivered', 'sent', 'queued', 'delivered', 'undelivered', 'nonsense'])
    expect(await status(word)).toMatchObject({ status: 200 });
  expect(await receiptOf(n)).toEqual([{ receipt: 'delivered' }]);
  expect((await call('/api/twilio/sms/status?n=unknown', { MessageSid: 'SM9', MessageStatus: 'failed' })).status).toBe(
    200,
  );
});

it('takes nothing from the status of another attempt', async () => {
  await night.alert();
  const n = night.identity('sms');
  await call(`/api/twilio/sms/status?n=${n}`, { MessageSid: 'SM-of-another', MessageStatus: 'failed' });
  expect(await receiptOf(n)).toEqual([{ receipt: null }]);
});

it('tells the timeline that nobody picked up, once', async () => {
  const { id } = await night.alert();
  const n = night.identity('voice');
  const [row] = await db.sql<{ sid: string }>('SELECT "providerId" AS sid FROM "Delivery" WHERE "identity" = $1', [n]);
  for (const CallStatus of ['no-answer', 'no-answer', 'busy'])
    await call(`/api/twilio/voice/status?n=${n}`, { CallSid: row?.sid ?? '', CallStatus });
  const failures = (await night.stateOf(id)).timeline.filter(({ kind }) => kind === 'page-failed');
  expect(failures.map(({ data }) => data.reason)).toEqual(['Nobody picked up']);
});

it('marks a number broken when the phone network says it is none (F29)', async () => {
  await night.alert();
  const n = night.identity('sms');
  const [row] = await db.sql<{ sid: string }>('SELECT "providerId" AS sid FROM "Delivery" WHERE "identity" = $1', [n]);
  const form = { MessageSid: row?.sid ?? '', MessageStatus: 'undelivered', ErrorCode: '30005' };
  await call(`/api/twilio/sms/status?n=${n}`, form);
  expect((await reachabilityOf(night.ctx, [night.ada])).get(night.ada)).toMatchObject({ broken: 1 });
});
