import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { audit } from '@/server/audit';
import { type Context, inTransaction } from '@/server/context';
import { enqueue } from '@/server/delivery/commands';
import { createPolicy } from '@/server/escalation/commands';
import { createPolicySchema } from '@/server/escalation/schema';
import { openAlert } from '@/server/intake/commands';
import { advanceDue } from '@/server/paging/commands';
import { system } from '@/server/policy/actor';
import { createService } from '@/server/service/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { rounds } from '@/server/testing/rounds';
import { auditor } from './auditor';

vi.setConfig({ testTimeout: rounds(30_000, 300_000) });
const at = new Date('2026-11-16T09:00:00Z');
let db: TestDatabase;
let serviceId: string;
const logged = { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() };
const worker = (): Context => ({ ...db.context(system('worker'), 'paging'), log: logged as unknown as Context['log'] });

beforeAll(async () => {
  db = await testDatabase({ at: at.toISOString() });
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt") VALUES
     ('ana', 'Ana', 'ana@example.org', 'UTC', 'engineer', clock()), ('root', 'Root', 'root@example.org', 'UTC', 'admin', clock())`,
  );
  const steps = [{ afterSeconds: 0, targets: [{ personId: 'ana' }] }];
  const policy = await createPolicy(
    db.context(),
    createPolicySchema.parse({ teamId: 'team', name: 'P', steps, fallback: [{ personId: 'ana' }] }),
  );
  serviceId = (await createService(db.context(), { teamId: 'team', name: 'S', policyId: policy.id })).id;
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ['EscalationRun', 'Alert', 'Page', 'Delivery']) await db.sql(`DELETE FROM "${table}"`);
  await db.setClock(at.toISOString());
  vi.clearAllMocks();
});

const open = async (): Promise<string> =>
  (await openAlert(db.context(), { serviceId, title: 'Slow', priority: 'P2', links: [] })).id;
const mails = () => db.sql<{ address: string }>(`SELECT "address" FROM "Delivery" WHERE "channel" = 'email'`);

it('finds nothing in what runs as it should', async () => {
  await open();
  const closed = await open();
  await db.sql(`UPDATE "Alert" SET "closedAt" = clock(), "closedBy" = 'system' WHERE "id" = $1`, [closed]);
  await db.sql(`DELETE FROM "EscalationRun" WHERE "subjectId" = $1`, [closed]);
  while ((await advanceDue(worker())) > 0);
  expect(await audit(worker())).toEqual([]);
});

it('F60: reports an open alert without a next action, made by hand, with an error, a mail to admins and no word to the dead man', async () => {
  const lost = await open();
  const headless = await open();
  await db.sql(`UPDATE "EscalationRun" SET "nextAt" = NULL WHERE "subjectId" = $1`, [lost]);
  await db.sql(`DELETE FROM "EscalationRun" WHERE "subjectId" = $1`, [headless]);
  const watch = auditor();
  await watch.run(worker());
  await watch.run(worker());
  expect(watch.isClear()).toBe(false);
  expect(logged.error).toHaveBeenCalledWith(
    { finding: 'open-without-action', count: 2, ids: [lost, headless].sort() },
    expect.any(String),
  );
  expect(await mails()).toEqual([{ address: 'root@example.org' }]);
  await db.sql(`UPDATE "Alert" SET "closedAt" = clock(), "closedBy" = 'system'`);
  await watch.run(worker());
  expect(watch.isClear()).toBe(true);
});

it('tells what is taken, asleep, parked and late from one another', async () => {
  const change = async (table: 'Alert' | 'EscalationRun', set: string) => {
    const id = await open();
    await db.sql(`UPDATE "EscalationRun" SET "nextAt" = NULL WHERE "subjectId" = $1`, [id]);
    await db.sql(`UPDATE "${table}" SET ${set} WHERE "${table === 'Alert' ? 'id' : 'subjectId'}" = $1`, [id]);
    return id;
  };
  const taken = await change('Alert', `"acknowledgedAt" = clock(), "acknowledgedById" = 'ana'`);
  const asleep = await change('Alert', `"snoozedUntil" = clock() + interval '1 h'`);
  const parked = await change(
    'EscalationRun',
    `"failures" = 10, "nextAt" = clock(), "restsUntil" = clock() + interval '1 h'`,
  );
  const late = await change('EscalationRun', `"nextAt" = clock() - interval '61 s'`);
  await change('EscalationRun', `"nextAt" = clock() - interval '59 s'`);
  await change(
    'EscalationRun',
    `"nextAt" = clock() - interval '9 min', "failures" = 2, "restsUntil" = clock() + interval '1 min'`,
  );
  await change('Alert', `"mergedIntoId" = 'other'`);
  expect(await audit(worker())).toEqual([
    { kind: 'asleep-without-waking', count: 1, ids: [asleep] },
    { kind: 'late-step', count: 1, ids: [late] },
    { kind: 'parked', count: 1, ids: [parked] },
    { kind: 'taken-without-return', count: 1, ids: [taken] },
  ]);
});

it('counts a page as late that nobody tries, and not one that is on its way or waits to be tried again', async () => {
  const put = async (set: string) => {
    const id = crypto.randomUUID();
    const notice = { title: 't', lines: [], facts: [], links: [], reason: 'a test' };
    await inTransaction(worker(), (ctx) =>
      enqueue(ctx, at, [
        {
          id,
          identity: id,
          about: [{ subject: { kind: 'alert', id }, teamId: null }],
          person: null,
          channel: 'email',
          address: 'a@example.org',
          notice,
          thread: null,
          priority: 0,
          dueAt: new Date(at.getTime() - 61_000),
        },
      ]),
    );
    await db.sql(`UPDATE "Delivery" SET "claimToken" = 1, ${set} WHERE "id" = $1`, [id]);
    return id;
  };
  const late = await put(`"state" = 'due'`);
  const stale = await put(`"state" = 'sending', "leaseUntil" = real_clock() - interval '61 s'`);
  await put(`"state" = 'due', "leaseUntil" = real_clock() + interval '8 s'`);
  await put(`"state" = 'sending', "leaseUntil" = real_clock() + interval '8 s'`);
  expect(await audit(worker())).toEqual([
    { kind: 'late-page', count: 1, ids: [late] },
    { kind: 'lease-expired', count: 1, ids: [stale] },
  ]);
  // A worker that has only just come back is about to send it: lateness has to last.
  const watch = auditor();
  await watch.run(worker());
  expect(watch.isClear()).toBe(true);
});

it('F60: stays under a second however many alerts are open', async () => {
  const many = rounds(10_000, 100_000);
  await db.sql(
    `INSERT INTO "Alert" ("id", "teamId", "serviceId", "origin", "key", "title", "details", "source", "priority", "urgency", "links", "batchId", "openedAt", "lastSeenAt")
     SELECT 'many-' || n, 'team', $1, $1, 'k' || n, 'Slow', '{}', 's', 'P2', 'high', '[]', 'b' || n, clock(), clock() FROM generate_series(1, ${many}) n`,
    [serviceId],
  );
  await db.sql(
    `INSERT INTO "EscalationRun" ("id", "subjectKind", "subjectId", "teamId", "urgency", "policy", "round", "step", "stage", "nextAt", "startedAt")
     SELECT 'many-' || n, 'alert', 'many-' || n, 'team', 'high', '{}', 0, 0, 'steps', clock() + interval '1 h', clock() FROM generate_series(1, ${many}) n`,
  );
  await db.sql('ANALYZE "Alert", "EscalationRun"');
  await audit(worker());
  const began = performance.now();
  expect(await audit(worker())).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1_000);
});
