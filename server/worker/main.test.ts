import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { machineTime } from '@/server/clock';
import { type Context, inTransaction } from '@/server/context';
import { enqueue } from '@/server/delivery/commands';
import type { NewDelivery } from '@/server/delivery/parcel';
import { readinessOf } from '@/server/delivery/queries';
import { env } from '@/server/env';
import { bundled } from '@/server/start/bundle';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { type Mailbox, pretendSmtp } from '@/server/testing/outside';

const root = path.resolve(import.meta.dirname, '../..');
const entry = bundled('server/worker/main.ts');
const at = new Date('2026-11-16T09:00:00Z');
// Each story starts processes, on a machine that may be busy.
const patience = { timeout: 40_000, interval: 50 };
vi.setConfig({ testTimeout: 120_000 });

let database: TestDatabase;
let smtp: Mailbox;
let ctx: Context;
let children: ChildProcess[] = [];

beforeAll(async () => {
  [database, smtp] = await Promise.all([testDatabase({ at: at.toISOString() }), pretendSmtp()]);
  ctx = database.context();
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map(ended));
  children = [];
  await database.sql('DELETE FROM "Delivery"');
});
afterAll(() => Promise.all([database.close(), smtp.close()]));

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
  });

async function work(more: Record<string, string> = {}): Promise<ChildProcess> {
  const before = (await readinessOf(ctx)).turns;
  const child = spawn(process.execPath, entry, {
    cwd: root,
    stdio: 'ignore',
    env: {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      AUTH_SECRET: env.AUTH_SECRET ?? '',
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Baton <baton@example.org>',
      BATON_TEST_CLOCK: '1',
      ...more,
    },
  });
  children.push(child);
  await vi.waitFor(async () => expect((await readinessOf(ctx)).turns).toBeGreaterThan(before), patience);
  return child;
}

const parcel = (address: string): NewDelivery => {
  const id = crypto.randomUUID();
  return {
    id,
    identity: id.replaceAll('-', ''),
    about: [{ subject: { kind: 'alert', id }, teamId: null }],
    person: null,
    channel: 'email',
    address,
    notice: { title: `for ${address}`, lines: [], facts: [], links: [], reason: 'a test' },
    thread: null,
    priority: 0,
    dueAt: at,
  };
};
const putAll = (parcels: NewDelivery[]) => inTransaction(ctx, (ctx) => enqueue(ctx, at, parcels));
async function put(address: string): Promise<string> {
  const one = parcel(address);
  await putAll([one]);
  return one.id;
}

const state = async (id: string) => {
  const [row] = await database.sql<{ state: string; possibleDuplicate: boolean }>(
    'SELECT "state", "possibleDuplicate" FROM "Delivery" WHERE "id" = $1',
    [id],
  );
  return row;
};
const becomes = (id: string, wanted: object) =>
  vi.waitFor(async () => expect(await state(id)).toMatchObject(wanted), patience);

it('sends within two seconds of the commit, and ends with 0 when it is told to', async () => {
  const child = await work();
  await put('warm-up@example.org');
  await smtp.mail(({ to }) => to === 'warm-up@example.org');
  const began = machineTime().getTime();
  await put('ada@example.org');
  const mail = await smtp.mail(({ to }) => to === 'ada@example.org');
  expect(mail.at - began).toBeLessThan(2_000);
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
});

it('calls the dead man’s address while it turns', async () => {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await work({ DEADMAN_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alive` });
  await vi.waitFor(() => expect(calls).toEqual(['GET /alive']), patience);
  await new Promise((resolve) => server.close(resolve));
});

it.each([
  ['page.after-claim', false],
  ['page.after-provider', true],
])(
  'loses nothing when it is killed at %s: the next worker sends, under the same identity',
  async (point, maybeTwice) => {
    const child = await work({ BATON_FAULT: `${point}=kill` });
    const id = await put(`${point}@example.org`);
    await ended(child);
    await work();
    await becomes(id, { state: 'sent', possibleDuplicate: maybeTwice });
    const mails = smtp.received.filter(({ to }) => to === `${point}@example.org`);
    expect(mails).toHaveLength(maybeTwice ? 2 : 1);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    const told = await database.sql<{ kind: string }>(
      'SELECT "kind" FROM "TimelineEvent" WHERE "subjectId" = $1 ORDER BY "id"',
      [id],
    );
    expect(told.map(({ kind }) => kind)).toEqual(maybeTwice ? ['page-sent', 'possible-duplicate'] : ['page-sent']);
  },
);

it('goes on by itself after all its sessions are cut', async () => {
  await work();
  await database.sql(
    `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "application_name" IN ('baton-worker', 'baton-bell', 'baton-paging') AND "datname" = current_database()`,
  );
  const id = await put('after-the-cut@example.org');
  await becomes(id, { state: 'sent' });
  await vi.waitFor(async () => {
    const held = await database.sql(
      `SELECT 1 FROM pg_locks WHERE "locktype" = 'advisory' AND "database" = (SELECT "oid" FROM pg_database WHERE "datname" = current_database())`,
    );
    expect(held).toHaveLength(1);
  }, patience);
});

it('shares the work with a second worker: each message leaves once', async () => {
  await Promise.all([work(), work()]);
  const parcels = Array.from({ length: 40 }, (_, i) => parcel(`shared-${i}@example.org`));
  await putAll(parcels);
  for (const { id } of parcels) await becomes(id, { state: 'sent', possibleDuplicate: false });
  const mails = smtp.received.filter(({ to }) => to.startsWith('shared-'));
  expect(mails.map(({ to }) => to).sort()).toEqual(parcels.map(({ address }) => address).sort());
});
