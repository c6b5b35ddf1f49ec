import net from 'node:net';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { mailIn } from '../bounds';
import { closeDb } from '../db';
import { env } from '../env';
import { createPolicy } from '../escalation/commands';
import { createPolicySchema } from '../escalation/schema';
import { createIntegration, createService, revokeIntegration } from '../service/commands';
import { type TestDatabase, testDatabase } from '../testing/database';
import { mailDoor } from './smtp';

let db: TestDatabase;
let door: Awaited<ReturnType<typeof mailDoor>>;
let serviceId: string;
beforeAll(async () => {
  db = await testDatabase();
  env.SMTP_IN_PORT = 2_525;
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt") VALUES ('ada', 'Ada', 'ada@example.org', 'UTC', 'engineer', clock())`,
  );
  const steps = [{ afterSeconds: 0, targets: [{ personId: 'ada' }] }];
  const policy = await createPolicy(db.context(), createPolicySchema.parse({ teamId: 'team', name: 'Nights', steps }));
  serviceId = (await createService(db.context(), { teamId: 'team', name: 'Checkout', policyId: policy.id })).id;
  door = await mailDoor({ port: 0, host: '127.0.0.1' });
});
beforeEach(async () => {
  for (const table of ['Alert', 'EscalationRun', 'ReceivedMessage']) await db.sql(`DELETE FROM "${table}"`);
});
afterAll(async () => {
  await door.close();
  await db.close();
});

let made = 0;
const integration = (kind: 'email' | 'generic', settings = {}) =>
  createIntegration(db.context(), { serviceId, kind, name: `sender ${++made}`, settings });

type Mail = { subject: string; text?: string; messageId?: string };
/** As a mail server delivers it; answers the code and text of the refusal, or 250. */
async function deliver(to: string[], mail: Mail): Promise<string> {
  const client = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true });
  try {
    const { response } = await client.sendMail({ from: 'nagios@example.org', to, text: 'Disk 91 %', ...mail });
    return response;
  } catch (error) {
    return String((error as { response?: string }).response ?? error);
  } finally {
    client.close();
  }
}
const alerts = () =>
  db.sql(
    'SELECT "title", "count", "closedAt" IS NULL AS "open", "details"->>\'text\' AS "text" FROM "Alert" ORDER BY "number"',
  );

it('opens an alert of the integration whose address it is, and answers when it is stored; the same mail again is a retry', async () => {
  const { key, url } = await integration('email');
  expect(url).toBe(`alerts+${key}@[127.0.0.1]`);
  const address = `Alerts+${key.toUpperCase()}@alerts.example.org`;
  expect(await deliver([address], { subject: 'Disk full on db-1', messageId: '<one@example.org>' })).toMatch(/^250/);
  expect(await alerts()).toEqual([{ title: 'Disk full on db-1', count: 1, open: true, text: 'Disk 91 %' }]);
  expect(await deliver([address], { subject: 'Disk full on db-1', messageId: '<one@example.org>' })).toMatch(/^250/);
  expect(await alerts()).toMatchObject([{ count: 1 }]);
  expect(await deliver([address], { subject: 'Disk full on db-1', messageId: '<two@example.org>' })).toMatch(/^250/);
  expect(await alerts()).toMatchObject([{ count: 2 }]);
});

it('takes the key from the envelope, for each recipient by itself, and resolves where a person chose how to read it', async () => {
  const [plain, nagios] = [await integration('email'), await integration('email', { mailPreset: 'nagios' })];
  const both = [`alerts+${plain.key}@x.example`, `alerts+${nagios.key}@x.example`];
  await deliver(both, { subject: '** PROBLEM Host Alert: db-1 is DOWN **' });
  await deliver(both, { subject: '** RECOVERY Host Alert: db-1 is UP **' });
  expect((await alerts()).map(({ open }) => open).sort()).toEqual([false, true, true]);
});

it('refuses at RCPT, with 550 and no row, keys that are unknown, malformed, revoked or of another kind', async () => {
  const [revoked, other] = [await integration('email'), await integration('generic')];
  await revokeIntegration(db.context(), { integrationId: revoked.id });
  for (const local of [
    `alerts+${'x'.repeat(32)}`,
    'alerts',
    'postmaster',
    `alerts+${revoked.key}`,
    `alerts+${other.key}`,
  ])
    expect(await deliver([`${local}@x.example`], { subject: 's' })).toMatch(/^550 5\.1\.1/);
  expect(await alerts()).toEqual([]);
});

it('refuses what is too large with 552, whether it was announced or not, and takes the next mail', async () => {
  const { key } = await integration('email');
  const to = `alerts+${key}@x.example`;
  expect(
    await deliver([to], {
      subject: 'huge',
      text: `${'x'.repeat(998)}\r\n`.repeat(Math.ceil(mailIn.maxBytes / 1_000) + 10),
    }),
  ).toMatch(/^552/);
  expect(await alerts()).toEqual([]);
  expect(await deliver([to], { subject: 'small' })).toMatch(/^250/);
});

it('asks to come again, with 451, while the database is away', async () => {
  const { key } = await integration('email');
  const before = env.DATABASE_URL;
  await closeDb();
  env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing';
  try {
    expect(await deliver([`alerts+${key}@x.example`], { subject: 's' })).toMatch(/^451 4\.3\.0/);
  } finally {
    await closeDb();
    env.DATABASE_URL = before;
  }
  expect(await deliver([`alerts+${key}@x.example`], { subject: 's' })).toMatch(/^250/);
});

it('gives nobody a way in: no authentication, no relaying, no commands of others', async () => {
  const heard = await new Promise<string>((resolve) => {
    let said = '';
    const socket = net.connect(door.port, '127.0.0.1', () =>
      socket.write('EHLO x\r\nAUTH LOGIN\r\nVRFY ada\r\nQUIT\r\n'),
    );
    socket.on('data', (part) => {
      said += part.toString();
    });
    socket.on('close', () => resolve(said));
  });
  expect(heard).not.toMatch(/AUTH|STARTTLS|^235|^334/m);
  expect(heard).not.toContain('ada@example.org');
});

it('offers such an address only where the door is open', async () => {
  env.SMTP_IN_PORT = undefined;
  try {
    await expect(integration('email')).rejects.toMatchObject({ code: 'invalid', fields: { kind: expect.anything() } });
  } finally {
    env.SMTP_IN_PORT = 2_525;
  }
});
