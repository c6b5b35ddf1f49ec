import { afterAll, beforeAll, expect, it } from 'vitest';
import { createToken, issueResetLink, signIn, takeResetLink } from '@/server/account/commands';
import { actorOfSession } from '@/server/account/queries';
import { acknowledgeByLink } from '@/server/alert/commands';
import { joinWorkers } from '@/server/beat';
import { addContactMethod, verifyContactMethod } from '@/server/contact/commands';
import { sendDue } from '@/server/delivery/commands';
import { createPolicy } from '@/server/escalation/commands';
import { openAlert, receiveMany } from '@/server/intake/commands';
import { hearOutcome } from '@/server/notification/commands';
import { createFeed } from '@/server/oncall/commands';
import { advanceDue } from '@/server/paging/commands';
import { stranger, system } from '@/server/policy/actor';
import { createIntegration, createService } from '@/server/service/commands';
import { integrationByKey } from '@/server/service/queries';
import { createFirstAdmin, createPerson, createTeam } from '@/server/team/commands';
import { type TestDatabase, testDatabase } from './database';
import { outboxOf } from './outbox';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const tables = await db.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const texts = await Promise.all(
    tables.map(({ name }) => db.sql<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`)),
  );
  return texts.flatMap((rows) => rows.map(({ text }) => text)).join('\n');
}

const writings = (value: string): string[] =>
  (['utf8', 'base64', 'base64url', 'hex'] as const).map((as) => Buffer.from(value).toString(as).replace(/=+$/, ''));

/** The names of those values that a dump holds, in whatever writing. Six digits count only as a word of their own. */
const found = (text: string, issued: Record<string, string>): string[] =>
  Object.entries(issued).flatMap(([name, value]) => {
    const isThere =
      value.length > 8
        ? writings(value).some((one) => text.includes(one))
        : new RegExp(`(?<![\\w-])${value}(?![\\w-])`).test(text);
    return isThere ? [name] : [];
  });

it('S-K1: nothing that was issued or typed can be read from the database', async () => {
  const password = 'correct horse battery staple';
  const issued: Record<string, string> = { password };
  const outbox = outboxOf();
  const worker = db.context(system('worker'), 'paging');
  const workerId = await joinWorkers(worker);
  /** What left for this address, as one text. */
  const sentTo = async (address: string): Promise<string> => {
    const begun = await sendDue(worker, { outbound: outbox, workerId, most: 20, heard: hearOutcome });
    await Promise.all(begun.map(({ done }) => done));
    return JSON.stringify(outbox.sent.filter((message) => message.address === address));
  };

  const email = 'ada@example.org';
  await createFirstAdmin(db.context(stranger), { name: 'Ada', email, password, timeZone: 'UTC' });
  const { sessionToken } = await signIn(db.context(system('sign-in')), {
    email,
    password,
    address: '192.0.2.1',
    device: 'x',
  });
  issued.session = sessionToken;
  const ada = await actorOfSession(db.context(stranger), sessionToken);
  if (!ada) throw new Error('no session');
  const ctx = db.context(ada);

  const scopes: ['read', 'write'] = ['read', 'write'];
  for (const kind of ['personal', 'service'] as const)
    issued[`${kind} token`] = (await createToken(ctx, { name: 'x', kind, scopes, days: null })).value;

  issued['calendar feed'] = (await createFeed(ctx, ada.personId, {})).token;

  const ben = await createPerson(ctx, { name: 'Ben', email: 'ben@example.org', timeZone: 'UTC', role: 'engineer' });
  const taken = (await issueResetLink(ctx, ben)).token;
  issued['taken reset link'] = taken;
  issued['new password'] = 'the words that Ben chose himself';
  await takeResetLink(db.context(stranger), { token: taken, password: issued['new password'] });
  issued['reset link'] = (await issueResetLink(ctx, ben)).token;

  const { id: teamId } = await createTeam(ctx, { name: 'Payments', memberIds: [ben.id], managerIds: [] });
  const policy = await createPolicy(ctx, {
    ...{ teamId, name: 'Policy', repeat: 0, repeatAfterSeconds: null, fallback: null },
    steps: [{ afterSeconds: 0, targets: [{ personId: ben.id }] }],
  });
  const service = await createService(ctx, { teamId, name: 'Checkout', policyId: policy.id });
  const sender = { serviceId: service.id, kind: 'generic' as const, name: 'Sender', settings: {} };
  const { key } = await createIntegration(ctx, sender);
  issued['integration key'] = key;

  const address = 'ben.phone@example.org';
  const method = await addContactMethod(ctx, { personId: ben.id, channel: 'email', address });
  const beforeCode = await dump();
  const code = /"title":"(\d{3}) (\d{3}) is your/.exec(await sentTo(address));
  issued.code = `${code?.[1]}${code?.[2]}`;
  expect(found(beforeCode, issued)).toEqual([]);
  await verifyContactMethod(ctx, { personId: ben.id, methodId: method.id, code: issued.code });

  const integration = await integrationByKey(db.context(), 'generic', key);
  if (!integration) throw new Error('the key is not known');
  const signal = {
    digestOf: null,
    state: 'open' as const,
    priority: 'P2' as const,
    text: '',
    fields: [],
    links: [],
    source: 'x',
    payload: {},
  };
  const signals = [{ ...signal, key: 'k', title: 'Trouble' }];
  await receiveMany(db.context(system('ingest'), 'ingest'), [
    { integration, signals: signals as never, batchId: 'batch' },
  ]);
  await openAlert(ctx, { serviceId: service.id, title: 'By hand', priority: 'P2', links: [] });
  await advanceDue(worker);
  const beforePage = await dump();
  outbox.sent.length = 0;
  const links = [...(await sentTo(address)).matchAll(/\/l\/([\w-]{20,})/g)].map(([, token]) => token ?? '');
  // Both alerts share one message, and its link.
  expect(new Set(links).size).toBe(1);
  for (const [i, token] of [...new Set(links)].entries()) issued[`link ${i}`] = token;
  expect(found(beforePage, issued)).toEqual([]);
  await acknowledgeByLink(db.context(stranger), { token: issued['link 0'] ?? '' });

  for (const value of Object.values(issued)) expect(value.length).toBeGreaterThan(5);
  const text = await dump();
  // The search finds what is there.
  expect(found(text, { address })).toEqual(['address']);
  expect(found(text, issued)).toEqual([]);
});
