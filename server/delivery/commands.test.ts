import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { holdPresence, joinWorkers } from '@/server/beat';
import { type Context, inTransaction } from '@/server/context';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { type Outbox, outboxOf } from '@/server/testing/outbox';
import { enqueue, releaseDeadClaims, type Sender, sendDue, withdraw } from './commands';
import type { NewDelivery, Outcome } from './parcel';
import { readinessOf } from './queries';
import * as store from './store';

const faults = vi.hoisted(() => ({ at: '' }));
vi.mock('@/server/fault', () => ({
  fault: async (point: string) => {
    if (faults.at !== point) return;
    faults.at = '';
    throw new Error(`fault injected at ${point}`);
  },
}));

let database: TestDatabase;
let ctx: Context;
let outbox: Outbox;
let outcomes: Outcome[];
const teamId = 'team-1';
const at = new Date('2026-11-16T09:00:00Z');
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  ctx = database.context(undefined, 'paging');
});
afterAll(() => database.close());
beforeEach(() => {
  outbox = outboxOf();
  outcomes = [];
});
afterEach(async () => {
  faults.at = '';
  await database.setClock(at.toISOString());
  await database.sql('DELETE FROM "Delivery"');
});

const parcel = (change: Partial<NewDelivery> = {}): NewDelivery => {
  count += 1;
  const id = `delivery-${count}`;
  return {
    id,
    identity: `identity-${count}`,
    about: [{ subject: { kind: 'alert', id: `alert-${count}` }, teamId }],
    person: { id: 'ada', name: 'Ada' },
    channel: 'email',
    address: 'ada@example.org',
    notice: {
      title: `Alert ${count}`,
      lines: [],
      facts: [],
      links: [{ label: 'Open', url: 'https://b.example/l/secret-token' }],
      reason: '',
    },
    thread: null,
    priority: 0,
    dueAt: at,
    ...change,
  };
};

const put = async (...parcels: NewDelivery[]) => {
  await inTransaction(ctx, (ctx) => enqueue(ctx, at, parcels));
  return parcels;
};

const sender = (workerId = 1, most = 20): Sender => ({
  outbound: outbox,
  workerId,
  most,
  heard: async (_, outcome) => void outcomes.push(outcome),
});

async function sendAll(workerId = 1): Promise<number> {
  const begun = await sendDue(ctx, sender(workerId));
  await Promise.all(begun.map(({ done }) => done));
  return begun.length;
}

const row = async (id: string) => {
  const [found] = await database.sql<{
    state: string;
    possibleDuplicate: boolean;
    attempts: number;
    lastError: string | null;
    claimToken: string | null;
  }>('SELECT * FROM "Delivery" WHERE "id" = $1', [id]);
  if (!found) throw new Error(`no delivery ${id}`);
  return found;
};
const told = (subjectId: string) =>
  database.sql<{ kind: string; data: Record<string, unknown> }>(
    'SELECT "kind", "data" FROM "TimelineEvent" WHERE "subjectId" = $1 ORDER BY "id"',
    [subjectId],
  );
const endLease = (id: string) =>
  database.sql(`UPDATE "Delivery" SET "leaseUntil" = real_clock() - interval '1 s' WHERE "id" = $1`, [id]);

it('sends what is due once, records it and tells the timeline, and stores nothing that opens a door', async () => {
  const [due, later] = await put(parcel(), parcel({ dueAt: new Date(at.getTime() + 60_000) }));
  expect(await sendAll()).toBe(1);
  expect(await sendAll()).toBe(0);
  expect(outbox.sent.map(({ identity, notice }) => [identity, notice.links[0]?.url])).toEqual([
    [due?.identity, 'https://b.example/l/secret-token'],
  ]);
  expect(await row(due?.id ?? '')).toMatchObject({ state: 'sent', possibleDuplicate: false });
  expect(await told(due?.about[0].subject.id ?? '')).toEqual([
    {
      kind: 'page-sent',
      data: expect.objectContaining({ identity: due?.identity, channel: 'email', personId: 'ada', personName: 'Ada' }),
    },
  ]);
  expect(outcomes).toMatchObject([{ state: 'sent', address: 'ada@example.org' }]);
  const dump = await database.sql('SELECT * FROM "Delivery"');
  expect(JSON.stringify(dump)).not.toContain('secret-token');
  await database.advance(60);
  expect(await sendAll()).toBe(1);
  expect((await row(later?.id ?? '')).state).toBe('sent');
});

it('keeps one message of one identity, however often it is put in', async () => {
  const one = parcel();
  await put(one);
  await put({ ...one, id: 'another-id' });
  expect(await sendAll()).toBe(1);
});

it('gives two claimers different messages, and neither waits for the other', async () => {
  await put(...Array.from({ length: 60 }, () => parcel()));
  const claims = await Promise.all([1, 2, 3].map((worker) => store.claim(ctx, worker, 20)));
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(40);
});

it('lets first pages pass before the rest, and a single alert of one team before the storm of another', async () => {
  await put(...Array.from({ length: 30 }, () => parcel({ priority: 1, dueAt: new Date(at.getTime() - 9_000) })));
  await put(...Array.from({ length: 30 }, () => parcel({ dueAt: new Date(at.getTime() - 5_000) })));
  const [single] = await put(parcel({ about: [{ subject: { kind: 'alert', id: 'quiet' }, teamId: 'team-2' }] }));
  const claims = await store.claim(ctx, 1, 20);
  expect(claims.map(({ id }) => id)).toContain(single?.id);
  expect(claims).toHaveLength(20);
  // Within a team the storm of one service delays no other's either.
  await put(parcel({ sources: ['checkout'] }));
  await put(
    ...Array.from({ length: 30 }, () => parcel({ sources: ['database'], dueAt: new Date(at.getTime() - 7_000) })),
  );
  const sources = (await store.claim(ctx, 2, 3)).map(({ message }) => message.sources?.[0] ?? null);
  expect(new Set(sources)).toEqual(new Set([null, 'database', 'checkout']));
  const priorities = await database.sql(`SELECT DISTINCT "priority" FROM "Delivery" WHERE "state" = 'claimed'`);
  expect(priorities).toEqual([{ priority: 0 }]);
});

it('writes nothing for a claim that another worker has taken over', async () => {
  const [one] = await put(parcel());
  const id = one?.id ?? '';
  let answer = () => {};
  outbox.script.push(() => new Promise((resolve) => (answer = () => resolve({ outcome: 'refused', reason: 'late' }))));
  const [begun] = await sendDue(ctx, sender(1));
  await vi.waitFor(async () => expect((await row(id)).state).toBe('sending'), { timeout: 20_000 });
  await endLease(id);
  expect(await sendAll(2)).toBe(1);
  expect(await row(id)).toMatchObject({ state: 'sent', possibleDuplicate: true });
  answer();
  await begun?.done;
  expect(await row(id)).toMatchObject({ state: 'sent' });
  expect((await told(one?.about[0].subject.id ?? '')).map(({ kind }) => kind)).toEqual([
    'page-sent',
    'possible-duplicate',
  ]);
  expect(outbox.sent.map(({ identity }) => identity)).toEqual([one?.identity, one?.identity]);
});

it('sends nothing for a claim whose lease ended before the last look', async () => {
  const [one] = await put(parcel());
  const [claim] = await store.claim(ctx, 1, 20);
  await endLease(one?.id ?? '');
  expect(claim && (await store.markSending(ctx, claim))).toBeNull();
});

it('begins no request after a withdrawal, and does not try again what was on the wire', async () => {
  const [unsent, onTheWire] = await put(parcel(), parcel());
  expect(await withdraw(ctx, [unsent?.id ?? ''], at)).toEqual([unsent?.id]);
  outbox.script.push(async () => {
    await withdraw(ctx, [onTheWire?.id ?? ''], at);
    return { outcome: 'try-again', reason: '451' };
  });
  expect(await sendAll()).toBe(1);
  expect(await sendAll()).toBe(0);
  expect((await row(onTheWire?.id ?? '')).state).toBe('withdrawn');
});

it('says "sent" of what was withdrawn on the wire and arrived: the record tells what happened', async () => {
  const [one] = await put(parcel());
  outbox.script.push(async () => {
    await withdraw(ctx, [one?.id ?? ''], at);
    return { outcome: 'accepted', providerId: null };
  });
  await sendAll();
  expect((await row(one?.id ?? '')).state).toBe('sent');
});

it('withdraws between claim and last look', async () => {
  const [one] = await put(parcel());
  const [claim] = await store.claim(ctx, 1, 20);
  await withdraw(ctx, [one?.id ?? ''], at);
  expect(claim && (await store.markSending(ctx, claim))).toBeNull();
});

it('F26: waits after a failure in real time, tries again under the same identity, and fails after its window', async () => {
  const [one] = await put(parcel());
  const id = one?.id ?? '';
  for (const reason of ['451 one', '451 two']) outbox.script.push(() => ({ outcome: 'try-again', reason }));
  await sendAll();
  expect(await row(id)).toMatchObject({ state: 'due', lastError: '451 one', possibleDuplicate: false });
  await database.advance(3_600);
  expect(await sendAll()).toBe(0);
  await endLease(id);
  await database.sql(`UPDATE "Delivery" SET "giveUpAt" = real_clock() WHERE "id" = $1`, [id]);
  expect(await sendAll()).toBe(1);
  expect(await row(id)).toMatchObject({ state: 'failed', lastError: '451 two' });
  expect(new Set(outbox.sent.map(({ identity }) => identity))).toEqual(new Set([one?.identity]));
  expect(await told(one?.about[0].subject.id ?? '')).toMatchObject([
    { kind: 'page-failed', data: { reason: '451 two', identity: one?.identity } },
  ]);
});

it('F29: does not try again what is refused for good, says so, and lets the next channel begin at once', async () => {
  const subject = { kind: 'alert' as const, id: 'two-channels' };
  const about: NewDelivery['about'] = [{ subject, teamId }];
  const [first, second] = await put(
    parcel({ about }),
    parcel({ about, channel: 'sms', dueAt: new Date(at.getTime() + 120_000) }),
  );
  outbox.script.push(() => ({ outcome: 'refused', reason: '550 no such user' }));
  await sendAll();
  expect(await row(first?.id ?? '')).toMatchObject({ state: 'failed' });
  expect(outcomes).toMatchObject([{ state: 'failed', permanent: true, reason: '550 no such user' }]);
  expect(await sendAll()).toBe(1);
  expect((await row(second?.id ?? '')).state).toBe('sent');
});

it('F25: asked to wait it waits once and then sends once; a wait that is too long goes to the next channel at once', async () => {
  const [one] = await put(parcel());
  outbox.script.push(() => ({ outcome: 'try-again', reason: '429', retryAfterSeconds: 20 }));
  await sendAll();
  expect(await sendAll()).toBe(0);
  const [{ waits } = { waits: 0 }] = await database.sql<{ waits: number }>(
    `SELECT extract(epoch FROM "leaseUntil" - real_clock())::float8 AS "waits" FROM "Delivery"`,
  );
  expect(waits).toBeGreaterThan(15);
  await endLease(one?.id ?? '');
  expect(await sendAll()).toBe(1);
  expect(await row(one?.id ?? '')).toMatchObject({ state: 'sent', attempts: 2 });

  const about: NewDelivery['about'] = [{ subject: { kind: 'alert', id: 'asked-to-wait' }, teamId }];
  const [mail, text] = await put(
    parcel({ about }),
    parcel({ about, channel: 'sms', dueAt: new Date(at.getTime() + 120_000) }),
  );
  outbox.script.push(() => ({ outcome: 'try-again', reason: '429', retryAfterSeconds: 3_600 }));
  await sendAll();
  expect((await row(mail?.id ?? '')).state).toBe('failed');
  expect(await sendAll()).toBe(1);
  expect((await row(text?.id ?? '')).state).toBe('sent');
});

it('stops only the message whose adapter throws', async () => {
  const [bad, good] = await put(parcel(), parcel());
  outbox.script.push(() => {
    throw new Error('adapter broke');
  });
  await sendAll();
  const states = [await row(bad?.id ?? ''), await row(good?.id ?? '')].map(({ state }) => state).sort();
  expect(states).toEqual(['due', 'sent']);
});

it.each(['page.after-claim', 'page.before-provider', 'page.after-provider', 'page.before-commit'])(
  'sends exactly once when something throws at %s',
  async (point) => {
    const [one] = await put(parcel());
    faults.at = point;
    await sendAll();
    await sendAll();
    expect(outbox.sent).toHaveLength(1);
    expect((await row(one?.id ?? '')).state).toBe('sent');
    expect((await told(one?.about[0].subject.id ?? '')).map(({ kind }) => kind)).toEqual(['page-sent']);
  },
);

it('gives back at once what a dead worker held, and leaves alone what a living one holds', async () => {
  const [claimed, sending, living] = await put(parcel(), parcel(), parcel());
  const alive = await joinWorkers(ctx);
  const letGo = await holdPresence(alive, () => undefined);
  const hold = (id: string | undefined, worker: number, state: string) =>
    database.sql(
      `UPDATE "Delivery" SET "state" = $3, "claimedBy" = $2, "claimToken" = nextval('claim_token'), "leaseUntil" = real_clock() + interval '30 s' WHERE "id" = $1`,
      [id, worker, state],
    );
  await hold(claimed?.id, 9_001, 'claimed');
  await hold(sending?.id, 9_001, 'sending');
  await hold(living?.id, alive, 'sending');
  expect(await sendAll()).toBe(0);
  expect(await releaseDeadClaims(ctx, 9_002, [])).toBe(2);
  expect(await sendAll()).toBe(2);
  expect(await row(claimed?.id ?? '')).toMatchObject({ state: 'sent', possibleDuplicate: false });
  expect(await row(sending?.id ?? '')).toMatchObject({ state: 'sent', possibleDuplicate: true });
  expect((await row(living?.id ?? '')).state).toBe('sending');
  await letGo();
  expect(await releaseDeadClaims(ctx, 9_002, [])).toBe(1);
});

it('gives back what it holds itself and does not know of, and keeps what it has in hand', async () => {
  const [lost, inHand] = await put(parcel(), parcel());
  await store.claim(ctx, 7, 20);
  expect(await releaseDeadClaims(ctx, 7, [inHand?.id ?? ''])).toBe(1);
  expect((await row(lost?.id ?? '')).state).toBe('due');
  expect((await row(inHand?.id ?? '')).state).toBe('claimed');
});

it('is not ready without a turn, and says how late the oldest page is', async () => {
  await put(parcel({ dueAt: new Date(at.getTime() - 200_000) }));
  const { ready, reasons, oldestDuePageSeconds } = await readinessOf(ctx);
  expect(ready).toBe(false);
  expect(reasons).toEqual(['no worker has finished a turn yet', 'the oldest due page is 200 s late']);
  expect(Math.round(oldestDuePageSeconds)).toBe(200);
});
