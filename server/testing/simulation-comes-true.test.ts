import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPolicy } from '@/server/escalation/commands';
import type { Step } from '@/server/escalation/policy';
import { climbAhead, policyById } from '@/server/escalation/queries';
import { type CreatePolicy, createPolicySchema } from '@/server/escalation/schema';
import type { Target } from '@/server/escalation/target';
import { openAlert } from '@/server/intake/commands';
import { advanceDue } from '@/server/paging/commands';
import { system } from '@/server/policy/actor';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { createService } from '@/server/service/commands';
import { type TestDatabase, testDatabase } from './database';
import { rounds, seed } from './rounds';

vi.setConfig({ testTimeout: rounds(120_000, 7_200_000) });

// What the drawing on the policy's screen promises is what the worker then does, to the second, for two days.

const hour = 3_600_000;
const saturday = '2026-11-14T20:00:00Z';
const people = ['ana', 'ben', 'cho', 'dee', 'eve'];

let db: TestDatabase;
let rotationId: string;
const worker = () => db.context(system('worker'), 'paging');

beforeAll(async () => {
  db = await testDatabase({ at: saturday });
  await db.sql(
    `INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock()), ('pool', 'Pool', clock())`,
  );
  for (const id of people) {
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
    const role = id === 'dee' ? 'manager' : 'member';
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('team', $1, $2)`, [id, role]);
  }
  for (const id of ['ana', 'ben', 'cho'])
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('pool', $1, 'member')`, [id]);
  // Eve cannot be reached at all; Ana by mail at once, then by SMS, then by a call; Ben at 30 s and 90 s; Cho has no rules.
  const methods = [
    ['ana', 'email', 0],
    ['ana', 'sms', 120],
    ['ana', 'voice', 300],
    ['ben', 'email', 30],
    ['ben', 'voice', 90],
    ['cho', 'email', null],
    ['cho', 'sms', null],
    ['dee', 'email', 0],
  ] as const;
  for (const [person, channel, afterSeconds] of methods) {
    const id = `${person}-${channel}`;
    const address = channel === 'email' ? `${person}@example.org` : `+4930${people.indexOf(person)}00000`;
    await db.sql(
      `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "createdAt")
       VALUES ($1, $2, $3, $4, clock(), clock())`,
      [id, person, channel, address],
    );
    if (afterSeconds !== null)
      await db.sql(
        `INSERT INTO "NotificationRule" ("id", "personId", "urgency", "afterSeconds", "contactMethodId") VALUES ($1, $2, 'high', $3, $1)`,
        [id, person, afterSeconds],
      );
  }
  const definition = {
    timeZone: 'Europe/Berlin',
    cadence: { unit: 'day', count: 1 },
    startsAt: '2026-11-09T12:00',
    queue: ['ana', 'ben', 'eve', 'cho'],
    roles: ['primary', 'secondary'],
    pairing: 'secondary-then-primary',
  } as const;
  const rotation = await createRotation(
    db.context(),
    createRotationSchema.parse({ teamId: 'team', name: 'Daily', ...definition }),
  );
  rotationId = rotation.id;
});
afterAll(() => db.close());

let made = 0;
type Plan = Pick<CreatePolicy, 'steps' | 'repeat' | 'repeatAfterSeconds' | 'fallback'>;

async function serviceOn(plan: Plan) {
  made += 1;
  const ctx = db.context();
  const name = `Plan ${made}`;
  const policy = await createPolicy(ctx, createPolicySchema.parse({ teamId: 'team', name, ...plan }));
  const service = await createService(ctx, { teamId: 'team', name, policyId: policy.id });
  return { policyId: policy.id, serviceId: service.id };
}

type Paged = { at: string; personId: string; channel: string; round: number; step: number };
const inOrder = (pages: Paged[]): string[] => pages.map((page) => JSON.stringify(page)).sort();

/** What the simulation says will be sent within 48 hours. */
async function promised(plan: Plan, policyId: string, from: Date, priority: 'P1' | 'P3'): Promise<Paged[]> {
  const until = new Date(from.getTime() + 48 * hour);
  const policy = await policyById(db.context(), { policyId });
  const run = { policy, policyId, teamId: 'team' };
  const steps = await climbAhead(db.context(), run, { from, until, priority, most: 10_000 });
  return steps.flatMap(({ people, stage, round, step }) =>
    people.flatMap(({ personId, pages }) =>
      pages.map(({ channel, at }) => {
        const place = stage === 'fallback' ? plan.steps.length : step;
        return { at: at.toISOString(), personId, channel, round, step: place };
      }),
    ),
  );
}

/** Lets 48 hours pass, every instant at which something is due and the one before it, and lists what was to be sent. */
async function happened(serviceId: string, from: Date, priority: 'P1' | 'P3'): Promise<Paged[]> {
  await db.setClock(from.toISOString());
  const { id } = await openAlert(db.context(), { serviceId, title: 'Slow', priority, links: [] });
  const run = async () =>
    (await db.sql<{ nextAt: Date }>(`SELECT "nextAt" FROM "EscalationRun" WHERE "subjectId" = $1`, [id]))[0]?.nextAt;
  for (;;) {
    const next = await run();
    if (!next || next.getTime() > from.getTime() + 48 * hour) break;
    if (next > from) {
      await db.setClock(new Date(next.getTime() - 1).toISOString());
      expect(await advanceDue(worker())).toBe(0);
    }
    await db.setClock(next.toISOString());
    while ((await advanceDue(worker())) > 0);
  }
  const rows = await db.sql<Omit<Paged, 'at'> & { dueAt: Date }>(
    `SELECT d."dueAt", p."personId", p."channel", p."round", p."step" FROM "Page" p JOIN "Delivery" d ON d."id" = p."deliveryId"
     WHERE p."subjectId" = $1`,
    [id],
  );
  await forgetAll();
  return rows.map(({ dueAt, personId, channel, round, step }) => ({
    at: dueAt.toISOString(),
    personId,
    channel,
    round,
    step,
  }));
}

/** Two cases live through the same days: a page of the one must not make a page of the other wait its minute. */
async function forgetAll(): Promise<void> {
  for (const table of ['EscalationRun', 'Page', 'Delivery']) await db.sql(`DELETE FROM "${table}"`);
}

async function comesTrue(plan: Plan, from: Date, priority: 'P1' | 'P3'): Promise<Paged[]> {
  const { policyId, serviceId } = await serviceOn(plan);
  const said = await promised(plan, policyId, from, priority);
  const done = await happened(serviceId, from, priority);
  expect(inOrder(done)).toEqual(inOrder(said));
  return done;
}

const work = { timeZone: 'America/New_York', days: ['monday', 'tuesday', 'friday'], start: '09:00', end: '17:00' };
const role = (name: string) => ({ rotationId, role: name });

it('through handoffs, rounds, the fallback, working hours and turns within a team', async () => {
  const plan = {
    steps: [
      { afterSeconds: 0, targets: [role('primary')] },
      { afterSeconds: 900, targets: [role('secondary'), { teamId: 'pool', roundRobin: true }] },
      { afterSeconds: 7_200, targets: [{ personId: 'cho' }], hours: { only: 'outside', ...work } },
      { afterSeconds: 43_200, targets: [{ personId: 'ben' }], hours: { only: 'inside', ...work } },
      { afterSeconds: 1_800, targets: [{ personId: 'dee' }], priorityAtLeast: 'P1' },
    ],
    repeat: 2,
    repeatAfterSeconds: 3_600,
    fallback: null,
  } as Plan;
  const done = await comesTrue(plan, new Date('2026-11-15T07:12:00Z'), 'P1');
  // The story is about something: several rounds, the fallback, people on both sides of a handoff, everybody's turn.
  expect(new Set(done.map(({ personId }) => personId))).toEqual(new Set(['ana', 'ben', 'cho', 'dee']));
  expect(new Set(done.map(({ round }) => round)).size).toBeGreaterThan(2);
  expect(done.some(({ step }) => step === plan.steps.length)).toBe(true);
  await comesTrue(plan, new Date('2026-11-16T13:59:59Z'), 'P3');
});

it('for any policy', async () => {
  const target = fc.oneof(
    fc.constantFrom('primary', 'secondary').map((name) => ({ role: name })),
    fc.constantFrom('ana', 'ben', 'eve').map((personId) => ({ personId })),
    fc.boolean().map((roundRobin) => ({ teamId: 'pool', roundRobin })),
  );
  const step = fc.record({
    afterSeconds: fc.constantFrom(0, 10, 60, 900, 3_601, 20_000, 86_400),
    targets: fc.array(target, { minLength: 1, maxLength: 2 }),
    hours: fc.option(fc.constantFrom<'inside' | 'outside'>('inside', 'outside').map((only) => ({ only, ...work }))),
    priorityAtLeast: fc.option(fc.constantFrom('P1', 'P2')),
  });
  const plans = fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    repeat: fc.integer({ min: 0, max: 2 }),
    repeatAfterSeconds: fc.constantFrom(3_600, 14_400),
    fallback: fc.constantFrom<Target[]>([{ personId: 'dee' }], [{ teamId: 'pool', roundRobin: true }]),
  });
  const minutes = fc.integer({ min: 0, max: 3 * 1_440 });
  await fc.assert(
    fc.asyncProperty(plans, minutes, fc.constantFrom<'P1' | 'P3'>('P1', 'P3'), async (plan, offset, priority) => {
      const steps = plan.steps.map((one) => ({
        ...one,
        targets: one.targets.map((aim) => ('role' in aim ? { rotationId, role: aim.role } : aim)),
      })) as Step[];
      const from = new Date(new Date(saturday).getTime() + offset * 60_000);
      await comesTrue({ ...plan, steps }, from, priority);
    }),
    { numRuns: rounds(6, 500), seed },
  );
});
