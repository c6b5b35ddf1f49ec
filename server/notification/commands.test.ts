import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addContactMethod, setRules } from '@/server/contact/commands';
import { reachabilityOf } from '@/server/contact/queries';
import { type Context, inTransaction } from '@/server/context';
import { sendDue } from '@/server/delivery/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { type Outbox, outboxOf } from '@/server/testing/outbox';
import { subject } from '@/server/timeline/subject';
import { hearOutcome, page, pageAddress, withdraw } from './commands';
import type { PageRequest, Rewording } from './page';
import { pagesOf } from './queries';

let database: TestDatabase;
let ctx: Context;
let outbox: Outbox;
const now = new Date('2026-11-16T09:00:00Z');
const inAMinute = new Date('2026-11-16T09:01:00Z');
const teamId = crypto.randomUUID();

beforeAll(async () => {
  database = await testDatabase({ at: now.toISOString() });
  ctx = database.context();
  await database.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ($1, 'Payments', $2)`, [teamId, now]);
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
const vouched = (personId: string, address = `${crypto.randomUUID()}@example.org`) =>
  addContactMethod(ctx, { personId, channel: 'email', address, verified: true });

const words: Rewording = (reader, subjects) => ({
  title: `${subjects.length} alerts for ${reader?.name ?? 'everybody'}`,
  lines: [],
  facts: [],
  links: [],
  reason: '',
});

const request = (ids: string[], personIds: string[], change: Partial<PageRequest> = {}): PageRequest => ({
  subjects: ids.map((id) => ({ subject: subject('alert', id), teamId })),
  urgency: 'high',
  round: 0,
  step: 0,
  personIds,
  priority: 0,
  noticeFor: words,
  thread: null,
  now,
  ...change,
});
const pageNow = (...args: Parameters<typeof request>) => inTransaction(ctx, (ctx) => page(ctx, request(...args)));
const withdrawNow = (id: string) => inTransaction(ctx, (ctx) => withdraw(ctx, [subject('alert', id)], now, words));

async function sendAll(): Promise<number> {
  const begun = await sendDue(ctx, { outbound: outbox, workerId: 1, most: 50, heard: hearOutcome });
  await Promise.all(begun.map(({ done }) => done));
  return begun.length;
}

it('pages each person over each usable method, says who cannot be reached, and is safe to repeat', async () => {
  const [ada, ben, gone] = await Promise.all([person('Ada'), person('Ben'), person('Cho')]);
  await Promise.all([vouched(ada, 'ada@example.org'), vouched(ada, 'ada@home.example.org'), vouched(gone)]);
  await addContactMethod(ctx, { personId: ben, channel: 'email', address: 'ben@example.org' });
  await database.sql('UPDATE "Person" SET "deactivatedAt" = $2 WHERE "id" = $1', [gone, now]);
  await database.sql('DELETE FROM "Delivery"');
  for (let i = 0; i < 3; i++)
    expect(await pageNow(['a1'], [ada, ben, gone])).toEqual({ reached: [ada], unreachable: [ben, gone] });
  await sendAll();
  expect(outbox.sent.map(({ address }) => address).sort()).toEqual(['ada@example.org', 'ada@home.example.org']);
  expect(new Set(outbox.sent.map(({ identity }) => identity)).size).toBe(2);
  expect(outbox.sent.every(({ identity }) => /^[\w-]{32}$/.test(identity))).toBe(true);
  await database.advance(60);
  await pageNow(['a1'], [ada], { round: 1, now: inAMinute });
  expect(await sendAll()).toBe(2);
  expect(new Set(outbox.sent.map(({ thread }) => thread)).size).toBe(1);
  expect((await pagesOf(ctx, subject('alert', 'a1'))).map(({ round, delivery }) => [round, delivery?.state])).toEqual([
    [0, 'sent'],
    [0, 'sent'],
    [1, 'sent'],
    [1, 'sent'],
  ]);
});

it('tries methods when the rules say, and withdraws the later ones', async () => {
  const ada = await person('Ada');
  const [first, second] = [await vouched(ada), await vouched(ada)];
  await setRules(ctx, {
    personId: ada,
    rules: [
      { urgency: 'high', afterSeconds: 0, contactMethodId: first.id },
      { urgency: 'high', afterSeconds: 120, contactMethodId: second.id },
    ],
  });
  await pageNow(['a2'], [ada]);
  expect(await sendAll()).toBe(1);
  await withdrawNow('a2');
  await database.advance(120);
  expect(await sendAll()).toBe(0);
  expect(outbox.sent.map(({ address }) => address)).toEqual([first.address]);
});

it('sends a bundle while one of its alerts is still wanted, and not when none is', async () => {
  const ada = await person('Ada');
  await vouched(ada);
  await pageNow(['b1', 'b2'], [ada]);
  await withdrawNow('b1');
  expect(await sendAll()).toBe(1);
  expect(outbox.sent[0]?.notice.title).toBe('1 alerts for Ada');
  await withdrawNow('b2');
  await pageNow(['b3', 'b4'], [ada]);
  await Promise.all([withdrawNow('b3'), withdrawNow('b4')]);
  expect(await sendAll()).toBe(0);
});

it('puts into a bundle’s record only what was not paged before', async () => {
  const ada = await person('Ada');
  await vouched(ada);
  await pageNow(['c1'], [ada]);
  await pageNow(['c1', 'c2'], [ada]);
  expect(await sendAll()).toBe(1);
  expect(await pagesOf(ctx, subject('alert', 'c1'))).toHaveLength(1);
  expect(await pagesOf(ctx, subject('alert', 'c2'))).toHaveLength(1);
});

it('F09: what comes within a minute of a page goes with the next one, all of it, a minute after', async () => {
  const ada = await person('Ada');
  await vouched(ada);
  await pageNow(['s1'], [ada]);
  expect(await sendAll()).toBe(1);
  for (const id of ['s2', 's3', 's4']) await pageNow([id], [ada]);
  expect(await sendAll()).toBe(0);
  await withdrawNow('s3');
  await database.advance(59);
  expect(await sendAll()).toBe(0);
  await database.advance(1);
  expect(await sendAll()).toBe(1);
  expect(outbox.sent.map(({ notice }) => notice.title)).toEqual(['1 alerts for Ada', '2 alerts for Ada']);
  expect((await pagesOf(ctx, subject('alert', 's4')))[0]?.delivery?.state).toBe('sent');
});

it('F09: two at once find each other: one message, whoever writes it', async () => {
  const ada = await person('Ada');
  await vouched(ada);
  await Promise.all(Array.from({ length: 12 }, (_, i) => pageNow([`t${i}`], [ada])));
  expect(await sendAll()).toBe(1);
  expect(outbox.sent[0]?.notice.title).toBe('12 alerts for Ada');
});

it('F09: a channel that a policy names is written to at once, then once a minute with all of it, each thing once', async () => {
  const writeTo = (id: string) =>
    inTransaction(ctx, (ctx) => {
      const asked = request([id], [], { source: 'database' });
      const noticeFor = (subjects: Parameters<Rewording>[1]) => words(null, subjects);
      return pageAddress(ctx, { ...asked, channel: 'slack', address: '#on-call', noticeFor });
    });
  await writeTo('p1');
  expect(await sendAll()).toBe(1);
  for (const id of ['p2', 'p3', 'p3', 'p4']) await writeTo(id);
  await withdrawNow('p2');
  expect(await sendAll()).toBe(0);
  await database.advance(60);
  expect(await sendAll()).toBe(1);
  expect(outbox.sent.map(({ address, notice }) => [address, notice.title])).toEqual([
    ['#on-call', '1 alerts for everybody'],
    ['#on-call', '2 alerts for everybody'],
  ]);
  for (const id of ['p3', 'p4']) expect(await pagesOf(ctx, subject('alert', id))).toHaveLength(1);
});

it('whoever took what they were paged for is paged at once for the next thing', async () => {
  const ada = await person('Ada');
  await vouched(ada);
  await pageNow(['u1'], [ada]);
  expect(await sendAll()).toBe(1);
  await withdrawNow('u1');
  await pageNow(['u2'], [ada]);
  expect(await sendAll()).toBe(1);
});

it('F29: marks an address broken when it is refused for good, tells the person and the managers, and no longer uses it', async () => {
  const [ada, dee] = [await person('Ada'), await person('Dee')];
  await database.sql(
    `INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ($1, $2, 'member'), ($1, $3, 'manager')`,
    [teamId, ada, dee],
  );
  await vouched(ada, 'wrong@example.org');
  await pageNow(['d1'], [ada]);
  outbox.script.push(() => ({ outcome: 'refused', reason: '550 no such user' }));
  await sendAll();
  expect((await reachabilityOf(ctx, [ada])).get(ada)).toMatchObject({ reachable: false, broken: 1 });
  expect(await sendAll()).toBe(2);
  expect(
    outbox.sent
      .slice(1)
      .map(({ address }) => address)
      .sort(),
  ).toEqual([`${ada}@example.org`, `${dee}@example.org`].sort());
  expect(await pageNow(['d2'], [ada])).toEqual({ reached: [], unreachable: [ada] });

  // That it works again is told, too: screens that called them unreachable ask anew.
  const whose = { personId: ada, personName: 'Ada', channel: 'email' as const, address: 'wrong@example.org' };
  const sent = { deliveryId: 'd', about: [], state: 'sent' as const, permanent: false, reason: null, providerId: null };
  await inTransaction(ctx, (ctx) => hearOutcome(ctx, { ...whose, ...sent }));
  expect((await reachabilityOf(ctx, [ada])).get(ada)).toMatchObject({ reachable: true, broken: 0 });
  const told = await database.sql<{ broken: string | null }>(
    `SELECT "data"->>'broken' AS "broken" FROM "TimelineEvent" WHERE "data"->>'personId' = $1 AND "data" ? 'broken' ORDER BY "id"`,
    [ada],
  );
  expect(told.map(({ broken }) => broken)).toEqual(['550 no such user', null]);
});
