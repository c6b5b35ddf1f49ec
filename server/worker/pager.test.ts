import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { joinWorkers, untilNextDueMs } from '@/server/beat';
import { type Context, inTransaction } from '@/server/context';
import { enqueue } from '@/server/delivery/commands';
import type { NewDelivery } from '@/server/delivery/parcel';
import { readinessOf } from '@/server/delivery/queries';
import { env } from '@/server/env';
import { outboundOf } from '@/server/integrations/outbound';
import type { Outbound, Receipt } from '@/server/outbound';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { outboxOf } from '@/server/testing/outbox';
import { type Mailbox, pretendSmtp } from '@/server/testing/outside';
import { until } from '@/server/testing/waiting';
import { pagerOf } from './pager';

const patience = { timeout: 20_000, interval: 20 };

let database: TestDatabase;
let smtp: Mailbox;
let ctx: Context;
let workerId: number;
const at = new Date('2026-11-16T09:00:00Z');

beforeAll(async () => {
  [database, smtp] = await Promise.all([testDatabase({ at: at.toISOString() }), pretendSmtp()]);
  ctx = database.context(undefined, 'paging');
  workerId = await joinWorkers(ctx);
});
afterAll(() => Promise.all([database.close(), smtp.close()]));
beforeEach(async () => {
  await database.sql('DELETE FROM "Delivery"');
  await database.setClock(at.toISOString());
});

const mail = (address: string, dueAt = at): NewDelivery => {
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
    dueAt,
  };
};
const put = (...parcels: NewDelivery[]) => inTransaction(ctx, (ctx) => enqueue(ctx, at, parcels));
const byMail = () =>
  outboundOf(
    { now: () => at, pushKeys: null },
    { ...env, SMTP_URL: smtp.url, MAIL_FROM: 'Baton <baton@example.org>', PUBLIC_URL: 'http://127.0.0.1:3000' },
  );
const pager = (outbound: Outbound) => pagerOf({ outbound, workerId, jobs: [] });
const states = async () =>
  (await database.sql<{ state: string }>('SELECT "state" FROM "Delivery" ORDER BY "address"')).map(
    ({ state }) => state,
  );

it('takes a row to a real mail server, and says how far it has looked only when nothing is left', async () => {
  const one = pager(byMail());
  await put(mail('ada@example.org'), mail('later@example.org', new Date(at.getTime() + 60_000)));
  expect(await one.turn(ctx)).toEqual({ again: true, outdated: false });
  await smtp.mail(({ to }) => to === 'ada@example.org');
  await vi.waitFor(async () => {
    await one.turn(ctx);
    expect(await readinessOf(ctx)).toMatchObject({ ready: true, lookedAt: at });
  }, patience);
  await database.advance(60);
  expect((await readinessOf(ctx)).lookedAt).toEqual(at);
  await one.turn(ctx);
  await smtp.mail(({ to }) => to === 'later@example.org');
  await one.drain(5_000);
  expect(await states()).toEqual(['sent', 'sent']);
});

it('knows when the next message is due, and looks then', async () => {
  expect(await untilNextDueMs(ctx, 1_000)).toBe(1_000);
  await put(mail('past@example.org'), mail('later@example.org', new Date(at.getTime() + 60_000)));
  expect(await untilNextDueMs(ctx, 1_000)).toBe(1_000);
  await put(mail('soon@example.org', new Date(at.getTime() + 250)));
  expect(await untilNextDueMs(ctx, 1_000)).toBe(250);
});

it('F24: lets a silent mail server hold up its own message only', async () => {
  const one = pager(byMail());
  smtp.next({ do: 'silent' });
  await put(mail('stuck@example.org'));
  await one.turn(ctx);
  await put(mail('ben@example.org'));
  await one.turn(ctx);
  await smtp.mail(({ to }) => to === 'ben@example.org');
  expect((await states())[1]).toBe('sending');
  await one.drain(100);
  expect(await states()).toEqual(['sent', 'due']);
});

it('F24: a channel whose provider says nothing takes no more than its share: the others go on', async () => {
  const outbox = outboxOf();
  outbox.script.push(...Array.from({ length: 200 }, () => () => new Promise<Receipt>(() => undefined)));
  const one = pager(outbox);
  await put(...Array.from({ length: 120 }, (_, n) => mail(`silent-${n}@example.org`)));
  for (let turn = 0; turn < 6; turn++) await one.turn(ctx);
  expect(outbox.sent).toHaveLength(60);
  await put({ ...mail('+4930123456'), channel: 'sms' });
  await until('the text goes out', async () => {
    await one.turn(ctx);
    return outbox.sent.some(({ channel }) => channel === 'sms');
  });
  await one.drain(100);
});

it('gives back within its time what is on its way when it has to end, as a possible duplicate', async () => {
  const outbox = outboxOf();
  outbox.script.push(() => new Promise(() => undefined));
  const one = pager(outbox);
  await put(mail('ada@example.org'));
  await one.turn(ctx);
  await one.drain(100);
  const rows = await database.sql('SELECT "state", "possibleDuplicate", "claimedBy" FROM "Delivery"');
  expect(rows).toEqual([{ state: 'due', possibleDuplicate: true, claimedBy: null }]);
});

it('claims nothing while its presence is lost', async () => {
  const outbox = outboxOf();
  const one = pagerOf({ outbound: outbox, workerId, jobs: [], isPresent: () => false });
  await put(mail('ada@example.org'));
  await one.turn(ctx);
  expect(outbox.sent).toEqual([]);
  expect(await states()).toEqual(['due']);
});

it('pages while housekeeping takes its time, and has looked no further than where that began', async () => {
  const outbox = outboxOf();
  let end = (_done: number) => {};
  const long = { name: 'long', everySeconds: 1, run: () => new Promise<number>((resolve) => (end = resolve)) };
  const one = pagerOf({ outbound: outbox, workerId, jobs: [long] });
  expect(await one.turn(ctx)).toEqual({ again: true, outdated: false });
  await database.advance(60);
  await put(mail('ada@example.org'));
  await one.turn(ctx);
  expect(outbox.sent).toHaveLength(1);
  await vi.waitFor(async () => expect(await states()).toEqual(['sent']), patience);
  end(0);
  expect(await one.turn(ctx)).toEqual({ again: false, outdated: false });
  expect((await readinessOf(ctx)).lookedAt).toEqual(at);
});

it('hears at its next turn of housekeeping that lost the database', async () => {
  let fail = (_error: Error) => {};
  const lost = { name: 'lost', everySeconds: 1, run: () => new Promise<number>((_, reject) => (fail = reject)) };
  const one = pagerOf({ outbound: outboxOf(), workerId, jobs: [lost] });
  await one.turn({
    ...ctx,
    now: vi.fn().mockResolvedValueOnce(at).mockRejectedValue(new Error('the database is away')),
  });
  fail(new Error('no answer'));
  await expect(one.turn(ctx)).rejects.toThrow('the database is away');
  expect(await one.turn(ctx)).toEqual({ again: true, outdated: false });
});

it('feeds the dead man only while no page is overdue', async () => {
  const turned = vi.fn();
  const broken = { name: 'broken', everySeconds: 0, run: async () => Promise.reject(new Error('broken')) };
  const one = pagerOf({ outbound: outboxOf(), workerId, jobs: [broken], isPresent: () => false, turned });
  await one.turn(ctx);
  expect(turned).toHaveBeenCalledTimes(1);
  await put(mail('late@example.org', new Date(at.getTime() - 61_000)));
  await one.turn(ctx);
  expect(turned).toHaveBeenCalledTimes(1);
});

it('F46: says so when a newer version has migrated the database', async () => {
  const one = pager(outboxOf());
  expect((await one.turn(ctx)).outdated).toBe(false);
  await database.sql(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
     VALUES ('newer', '', '99990101000000_newer', real_clock(), real_clock(), 1)`,
  );
  expect((await one.turn(ctx)).outdated).toBe(true);
});
