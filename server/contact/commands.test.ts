import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Context } from '@/server/context';
import { sendDue } from '@/server/delivery/commands';
import type { PersonActor } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { type Outbox, outboxOf } from '@/server/testing/outbox';
import {
  addContactMethod,
  recordOutcome,
  removeContactMethod,
  sendTestPage,
  setRules,
  verifyContactMethod,
} from './commands';
import { contactMethodsOf, reachabilityOf } from './queries';

let database: TestDatabase;
let ctx: Context;
let outbox: Outbox;
const now = new Date('2026-11-16T09:00:00Z');

beforeAll(async () => {
  database = await testDatabase({ at: now.toISOString() });
  ctx = database.context();
});
afterAll(() => database.close());
beforeEach(async () => {
  outbox = outboxOf();
  await database.setClock(now.toISOString());
  await database.sql('DELETE FROM "Delivery"');
  await database.sql('DELETE FROM "Quota"');
});

async function person(name: string): Promise<string> {
  const id = crypto.randomUUID();
  await database.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt") VALUES ($1, $2, $3, 'Europe/Berlin', 'engineer', $4)`,
    [id, name, `${id}@example.org`, now],
  );
  return id;
}
const as = (personId: string, role: PersonActor['role'] = 'engineer'): Context =>
  database.context({
    kind: 'person',
    personId,
    name: 'x',
    role,
    teams: new Map(),
    sessionId: null,
    signedInAt: null,
    via: 'session',
    scopes: new Set(['read', 'write']),
  });
const vouched = (personId: string, address = `${crypto.randomUUID()}@example.org`) =>
  addContactMethod(ctx, { personId, channel: 'email', address, verified: true });

async function sendAll(): Promise<number> {
  const heard = async (...args: Parameters<typeof recordOutcome>) => void (await recordOutcome(...args));
  const begun = await sendDue(ctx, { outbound: outbox, workerId: 1, most: 50, heard });
  await Promise.all(begun.map(({ done }) => done));
  return begun.length;
}

it('verifies an address by the code sent to it, and only by it', async () => {
  const ada = await person('Ada');
  const { id: methodId, verifiedAt } = await addContactMethod(as(ada), {
    personId: ada,
    channel: 'email',
    address: 'code@example.org',
  });
  expect(verifiedAt).toBeNull();
  await sendAll();
  const code = outbox.sent[0]?.notice.facts[0]?.value ?? '';
  expect(code).toMatch(/^\d{6}$/);
  const rows = await database.sql('SELECT * FROM "Delivery", "ContactMethodCode"');
  expect(JSON.stringify(rows)).not.toContain(code);
  const wrong = code === '000000' ? '000001' : '000000';
  await expect(verifyContactMethod(as(ada), { personId: ada, methodId, code: wrong })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(
    await verifyContactMethod(as(ada), { personId: ada, methodId, code: `${code.slice(0, 3)} ${code.slice(3)}` }),
  ).toMatchObject({ verifiedAt: now });
  expect((await reachabilityOf(ctx, [ada])).get(ada)).toMatchObject({ reachable: true, usable: 1, provenAt: now });
});

it('voids a code after five tries and after ten minutes', async () => {
  const ada = await person('Ada');
  for (const spoil of ['tries', 'time'] as const) {
    const address = `${spoil}-${ada}@example.org`;
    const { id: methodId } = await addContactMethod(as(ada), { personId: ada, channel: 'email', address });
    await sendAll();
    const code = outbox.sent.at(-1)?.notice.facts[0]?.value ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    if (spoil === 'tries')
      for (let i = 0; i < 5; i++)
        await expect(verifyContactMethod(as(ada), { personId: ada, methodId, code: wrong })).rejects.toMatchObject({
          code: 'invalid',
        });
    else await database.advance(600);
    await expect(verifyContactMethod(as(ada), { personId: ada, methodId, code })).rejects.toMatchObject({
      code: 'invalid',
    });
  }
});

it('lets nobody touch another person’s addresses, and only admins vouch', async () => {
  const [ada, eve] = [await person('Ada'), await person('Eve')];
  const { id: methodId } = await vouched(ada);
  const input = { personId: ada, channel: 'email' as const, address: 'eve@example.org' };
  await expect(addContactMethod(as(eve), input)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(addContactMethod(as(ada), { ...input, verified: true })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(contactMethodsOf(as(eve), ada)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(removeContactMethod(as(eve), { personId: ada, methodId })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await expect(removeContactMethod(as(eve), { personId: eve, methodId })).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    setRules(as(eve), { personId: eve, rules: [{ urgency: 'high', afterSeconds: 0, contactMethodId: methodId }] }),
  ).rejects.toMatchObject({ code: 'invalid' });
  expect(await addContactMethod(as(eve, 'admin'), { ...input, verified: true })).toMatchObject({ verifiedAt: now });
});

it('sends at most five test pages in ten minutes, and each proves the address', async () => {
  const ada = await person('Ada');
  await expect(sendTestPage(as(ada), { personId: ada })).rejects.toMatchObject({ code: 'not-possible' });
  const { id } = await vouched(ada);
  for (let i = 0; i < 5; i++) await sendTestPage(as(ada), { personId: ada, methodId: id });
  await expect(sendTestPage(as(ada), { personId: ada })).rejects.toMatchObject({ code: 'too-many' });
  expect(await sendAll()).toBe(5);
  expect((await contactMethodsOf(as(ada), ada)).methods[0]?.provenAt).toEqual(now);
});
