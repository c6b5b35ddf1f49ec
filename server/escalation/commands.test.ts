import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Context, inTransaction } from '@/server/context';
import { isAway } from '@/server/database-refusal';
import { system } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { subject } from '@/server/timeline/subject';
import { advance, begin } from './commands';
import { climbFrom } from './ladder';
import type { Policy, Step } from './policy';
import type { Priority } from './priority';
import { dueSubjects } from './queries';

const start = new Date('2026-11-16T09:00:00Z');
let db: TestDatabase;
const worker = () => db.context(system('worker'), 'paging');

beforeAll(async () => {
  db = await testDatabase({ at: start.toISOString() });
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  for (const id of ['ana', 'ben', 'cho', 'mute']) {
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt") VALUES ($1, $1, $1 || '@example.org', 'UTC', 'engineer', clock())`,
      [id],
    );
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('team', $1, 'member')`, [id]);
    if (id !== 'mute')
      await db.sql(
        `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "createdAt") VALUES ($1, $1, 'email', $1 || '@example.org', clock(), clock())`,
        [id],
      );
  }
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ['EscalationRun', 'RoundRobinTurn', 'Page', 'Delivery']) await db.sql(`DELETE FROM "${table}"`);
  await db.setClock(start.toISOString());
});

const notice = { title: 'Slow', lines: [], facts: [], links: [], reason: 'a test' };
const inTurn = { teamId: 'team', roundRobin: true as const };
const policyOf = (...steps: Step[]): Policy => ({
  steps,
  repeat: 5,
  repeatAfterSeconds: 300,
  fallback: [{ personId: 'ana' }],
});

async function open(id: string, policy: Policy, source = 'checkout'): Promise<void> {
  const snapshot = { ...policy, policyId: 'policy', name: 'Nights' };
  const about = { subject: subject('alert', id), teamId: 'team' };
  const run = { ...about, policy: snapshot, urgency: 'high', source, now: start } as const;
  await inTransaction(worker(), (ctx) => begin(ctx, [run]));
}

const fire = (ctx: Context, now: Date, ...ids: (string | [string, Priority])[]) =>
  advance(ctx, {
    subjects: ids.map((one) => {
      const [id, priority] = typeof one === 'string' ? [one, null] : one;
      return { subject: subject('alert', id), teamId: 'team', priority };
    }),
    now,
    noticeFor: () => notice,
    noticeForPlace: async () => notice,
  });
/** As the worker does: one that waited too long for another's lock did nothing, and looks again at its next turn. */
async function step(...ids: (string | [string, Priority])[]) {
  for (;;)
    try {
      return await inTransaction(worker(), async (ctx) => fire(ctx, await ctx.now(), ...ids));
    } catch (error) {
      if (!isAway(error)) throw error;
    }
}
const pages = async () =>
  (
    await db.sql<{ who: string }>(
      `SELECT p."subjectId" || ' ' || coalesce(p."personId", d."channel" || ' ' || d."address") AS who
       FROM "Page" p JOIN "Delivery" d ON d."id" = p."deliveryId" ORDER BY 1`,
    )
  ).map(({ who }) => who);
const nextAt = async (id: string) =>
  (await db.sql<{ nextAt: Date }>(`SELECT "nextAt" FROM "EscalationRun" WHERE "subjectId" = $1`, [id]))[0]?.nextAt;

it('takes a team in turn, one for each step that fires, also when two workers fire at once; who has no method has no turn', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const id of ids) await open(id, policyOf({ afterSeconds: 0, targets: [inTurn] }));
  for (const two of [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]) await Promise.all(two.map((id) => step(id)));
  const people = (await pages()).map((page) => page.slice(2)).sort();
  expect(people).toEqual(['ana', 'ana', 'ben', 'ben', 'cho', 'cho']);
});

it('F09: one service’s storm keeps no other service of its team waiting: one of each before a second of any', async () => {
  const policy = policyOf({ afterSeconds: 0, targets: [{ personId: 'ana' }] });
  for (let n = 0; n < 10; n++) await open(`storm-${n}`, policy, 'database');
  await open('single', policy, 'checkout');
  expect((await dueSubjects(worker(), 'alert', 2)).sort()).toEqual(['single', 'storm-0']);
  expect(await dueSubjects(worker(), 'alert', 100)).toHaveLength(11);
});

it('gives back the turn of a step that was undone', async () => {
  await open('a', policyOf({ afterSeconds: 0, targets: [inTurn] }));
  const undone = inTransaction(db.context(system('worker')), async (ctx) => {
    await fire(ctx, await ctx.now(), 'a');
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await step('a');
  expect(await pages()).toEqual(['a ana']);
});

it('writes to a channel and a webhook once, and waits where nobody else was meant', async () => {
  const targets = [{ slackChannel: '#on-call' }, { webhookUrl: 'https://hooks.example.org/page' }];
  await open('a', policyOf({ afterSeconds: 0, targets }, { afterSeconds: 600, targets: [{ personId: 'ben' }] }));
  expect(await step('a')).toBe('paged');
  expect(await step('a')).toBeNull();
  expect(await pages()).toEqual(['a slack #on-call', 'a webhook https://hooks.example.org/page']);
  expect(await nextAt('a')).toEqual(new Date(start.getTime() + 600_000));
});

it('does not take a message in a channel for a person: a gap beside it still hands on at once', async () => {
  const gap = { afterSeconds: 0, targets: [{ personId: 'mute' }, { slackChannel: '#on-call' }] };
  await open('a', policyOf(gap, { afterSeconds: 600, targets: [{ personId: 'ben' }] }));
  await step('a');
  expect(await pages()).toEqual(['a ben', 'a slack #on-call']);
});

it('parts alerts of one request where a step asks for a priority, and keeps them together where none does', async () => {
  const asks = { afterSeconds: 0, targets: [{ personId: 'ana' }], priorityAtLeast: 'P2' as const };
  const policy = policyOf(asks, { afterSeconds: 600, targets: [{ personId: 'ben' }] });
  for (const id of ['a', 'b', 'c']) await open(id, policy);
  while ((await step(['a', 'P1'], ['b', 'P3'], ['c', 'P1'])) !== null);
  expect(await pages()).toEqual(['a ana', 'b ben', 'c ana']);
  expect(await db.sql(`SELECT 1 FROM "Delivery"`)).toHaveLength(2);
});

it('keeps to the second what the policy says, though the worker looks a moment late', async () => {
  const policy = policyOf(
    { afterSeconds: 0, targets: [{ personId: 'ana' }] },
    { afterSeconds: 600, targets: [{ personId: 'ben' }] },
  );
  await open('a', policy);
  await inTransaction(worker(), (ctx) => fire(ctx, new Date(start.getTime() + 900), 'a'));
  expect(await nextAt('a')).toEqual(climbFrom({ ...policy, steps: policy.steps.slice(1) }, start).nextAt);
});

it('tells the managers once of each target that can reach nobody any more, however many alerts come to it', async () => {
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt", "deactivatedAt") VALUES ('left', 'Lea', 'lea@example.org', 'UTC', 'engineer', clock(), clock())`,
  );
  await db.sql(`UPDATE "Membership" SET "role" = 'manager' WHERE "personId" = 'ben'`);
  const targets = [{ personId: 'left' }, { rotationId: 'nowhere', role: 'primary' }, { personId: 'mute' }];
  const policy = policyOf({ afterSeconds: 0, targets }, { afterSeconds: 600, targets: [{ personId: 'cho' }] });
  for (const id of ['a', 'b', 'c']) {
    await open(id, policy);
    await step(id);
  }
  const mails = await db.sql<{ to: string; subject: string }>(
    `SELECT "personId" AS "to", "subjectKind" || ' ' || "subjectId" AS "subject" FROM "Delivery" WHERE "priority" = 5`,
  );
  // One for the person who left, one for the rotation; whoever has no contact method is told of elsewhere.
  expect(mails).toEqual(Array(2).fill({ to: 'ben', subject: 'policy policy' }));
});
