import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '@/server/context';
import { createPolicy } from '@/server/escalation/commands';
import { system } from '@/server/policy/actor';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { digest, unseal } from '@/server/secret';
import {
  createIntegration,
  createService,
  createWindow,
  endWindow,
  revokeIntegration,
  updateService,
} from '@/server/service/commands';
import type { Known } from '@/server/service/integration';
import { integrationByKey } from '@/server/service/queries';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import {
  acknowledge,
  acknowledgeByLink,
  actOnMany,
  addResponders,
  advanceDue,
  assign,
  classify,
  escalate,
  hearBeat,
  merge,
  missHeartbeats,
  openAlert,
  receiveMany,
  reopen,
  resolve,
  snooze,
  unacknowledge,
} from './commands';
import { alertById, linkView, listAlerts } from './queries';
import type { Priority, Signal } from './signal';

let db: TestDatabase;
const start = '2026-11-16T09:00:00Z';
const person = (name: string, active = true) => ({ id: `person-${name}`, name, active });
const [ana, ben, cho, gone] = [person('Ana'), person('Ben'), person('Cho'), person('Gone', false)];
const actorOf = ({ id, name }: { id: string; name: string }) => signedIn(id, { team: 'member' }, { name });
const as = (one: { id: string; name: string }) => db.context(actorOf(one));
const worker = () => db.context(system('worker'), 'paging');
const door = () => db.context(system('ingest'), 'ingest');

beforeAll(async () => {
  db = await testDatabase({ at: start });
  await db.sql(
    `INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock()), ('other', 'Other', clock())`,
  );
  for (const { id, name, active } of [ana, ben, cho, gone]) {
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt", "deactivatedAt")
       VALUES ($1, $2, $3, 'Europe/Berlin', 'engineer', clock(), $4)`,
      [id, name, `${name.toLowerCase()}@example.org`, active ? null : start],
    );
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('team', $1, $2)`, [
      id,
      id === cho.id ? 'manager' : 'member',
    ]);
    await db.sql(
      `INSERT INTO "ContactMethod" ("id", "personId", "channel", "address", "verifiedAt", "createdAt")
       VALUES ($1, $1, 'email', $2, clock(), clock())`,
      [id, `${name.toLowerCase()}@example.org`],
    );
  }
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.setClock(start);
  // Each story begins with nothing open: what is still wanted of one would be bundled with the next.
  for (const table of ['Delivery', 'Page', 'EscalationRun', 'MaintenanceWindow'])
    await db.sql(`DELETE FROM "${table}"`);
  await db.sql(`UPDATE "Alert" SET "closedAt" = clock(), "closedBy" = 'system' WHERE "closedAt" IS NULL`);
});

let made = 0;
type Steps = { afterSeconds: number; targets: { personId: string }[] }[];
const to = (afterSeconds: number, ...people: { id: string }[]) => ({
  afterSeconds,
  targets: people.map(({ id }) => ({ personId: id })),
});

/** A service with a policy and an integration of its own. */
async function service(
  steps: Steps,
  more: { repeat?: number; repeatAfterSeconds?: number; fallback?: { personId: string }[] } = {},
) {
  made += 1;
  const ctx = db.context();
  const targets = [...steps.flatMap((step) => step.targets), ...(more.fallback ?? [])];
  const inactive = targets.some(({ personId }) => personId === gone.id);
  if (inactive) await db.sql(`UPDATE "Person" SET "deactivatedAt" = NULL WHERE "id" = $1`, [gone.id]);
  const policy = await createPolicy(ctx, {
    teamId: 'team',
    name: `Policy ${made}`,
    steps,
    repeat: more.repeat ?? 0,
    repeatAfterSeconds: more.repeatAfterSeconds ?? null,
    fallback: more.fallback ?? null,
  });
  if (inactive) await db.sql(`UPDATE "Person" SET "deactivatedAt" = $2 WHERE "id" = $1`, [gone.id, start]);
  const { id } = await createService(ctx, { teamId: 'team', name: `Service ${made}`, policyId: policy.id });
  const integration = async () => {
    const { key } = await createIntegration(ctx, { serviceId: id, kind: 'generic', name: 'Sender', settings: {} });
    const known = await integrationByKey(ctx, 'generic', key);
    if (!known) throw new Error('the key is not known');
    return { ...known, key };
  };
  return { id, integration };
}

const signal = (key: string, state: Signal['state'] = 'open', priority: Priority = 'P2'): Signal => ({
  key,
  digestOf: null,
  state,
  title: `Trouble ${key}`,
  priority,
  source: null,
  text: 'Error ratio 7 %',
  fields: [],
  links: [],
  payload: { key },
});

async function send(integration: Known, ...signals: Signal[]): Promise<void> {
  await receiveMany(door(), [{ integration, signals, batchId: crypto.randomUUID() }]);
}

type Row = {
  id: string;
  key: string;
  count: number;
  priority: string;
  closedAt: Date | null;
  acknowledgedAt: Date | null;
};
const alertsOf = (integration: Known) =>
  db.sql<Row>(`SELECT * FROM "Alert" WHERE "origin" = $1 ORDER BY "number"`, [integration.id]);
async function only(integration: Known): Promise<Row> {
  const [alert, ...rest] = await alertsOf(integration);
  if (!alert || rest.length > 0) throw new Error(`${rest.length + 1} alerts`);
  return alert;
}
const kindsOf = async (alertId: string) =>
  (
    await db.sql<{ kind: string }>(`SELECT "kind" FROM "TimelineEvent" WHERE "subjectId" = $1 ORDER BY "id"`, [alertId])
  ).map(({ kind }) => kind);
const pagedOf = async (alertId: string) =>
  (
    await db.sql<{ personId: string }>(
      `SELECT "personId" FROM "Page" WHERE "subjectId" = $1 ORDER BY "createdAt", "round", "step"`,
      [alertId],
    )
  ).map(({ personId }) => personId);
const runOf = async (alertId: string) =>
  (
    await db.sql<{ nextAt: Date | null; stage: string; round: number; failures: number }>(
      `SELECT * FROM "EscalationRun" WHERE "subjectId" = $1`,
      [alertId],
    )
  )[0];
async function settle(ctx: Context = worker()): Promise<void> {
  while ((await advanceDue(ctx)) > 0);
}

describe('receiving', () => {
  it('F03: one payload posted 20 times at once is one open alert, one page, counted 20 times', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    await Promise.all(Array.from({ length: 20 }, () => send(integration, signal('a'))));
    const alert = await only(integration);
    expect(alert.count).toBe(20);
    await settle();
    expect(await pagedOf(alert.id)).toEqual([ana.id]);
    expect(await kindsOf(alert.id)).toEqual(['opened', 'step-fired', 'paged']);
  });

  it('F04: a resolve before its trigger closes nothing and is recorded; after it, it closes; then the key opens anew', async () => {
    const where = await service([to(0, ana)]);
    const [integration, other] = [await where.integration(), await where.integration()];
    await send(integration, signal('a', 'resolve'));
    expect(await alertsOf(integration)).toEqual([]);
    expect(await kindsOf(integration.id)).toContain('signal-without-alert');
    await send(integration, signal('a'));
    await send(other, signal('a', 'resolve'));
    expect((await only(integration)).closedAt).toBeNull();
    await send(integration, signal('a', 'resolve'));
    expect((await only(integration)).closedAt).not.toBeNull();
    await settle();
    expect(await pagedOf((await only(integration)).id)).toEqual([]);
    await send(integration, signal('a'));
    expect(await alertsOf(integration)).toHaveLength(2);
  });

  it('F05: elements of one request count each by itself, in their order', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    await send(integration, signal('a'), signal('b'), signal('a', 'resolve'), signal('a'), signal('c', 'resolve'));
    const alerts = await alertsOf(integration);
    expect(alerts.map(({ key, closedAt }) => [key, closedAt !== null])).toEqual([
      ['a', true],
      ['b', false],
      ['a', false],
    ]);
    await settle();
    const pages = await db.sql<{ deliveryId: string }>(
      `SELECT DISTINCT "deliveryId" FROM "Page" WHERE "subjectId" = ANY($1)`,
      [alerts.map(({ id }) => id)],
    );
    expect(pages).toHaveLength(1);
    expect(await pagedOf(alerts[0]?.id ?? '')).toEqual([]);
  });

  it('F10: keys that are equal for 512 characters stay apart', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    const long = 'k'.repeat(511);
    await send(
      integration,
      signal(`${long}a`),
      signal(`${long}aa`),
      signal(`${long}ab`),
      signal(`${long}b`),
      signal(` ${long}`),
      signal(long.toUpperCase()),
    );
    expect(await alertsOf(integration)).toHaveLength(6);
  });

  it('takes a higher priority over and never a lower one', async () => {
    const integration = await (await service([to(300, ana)])).integration();
    for (const priority of ['P4', 'P2', 'P5'] as const) await send(integration, signal('a', 'open', priority));
    const alert = await only(integration);
    expect([alert.priority, alert.count]).toEqual(['P2', 3]);
    expect(await kindsOf(alert.id)).toEqual(['opened', 'raised']);
    expect(await db.sql(`SELECT "urgency" FROM "EscalationRun" WHERE "subjectId" = $1`, [alert.id])).toEqual([
      { urgency: 'high' },
    ]);
  });

  it('stores what PostgreSQL cannot hold as U+FFFD, and what looks like an escape as it is', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    const odd = {
      ...signal('a\u0000\ud800'),
      title: 'T\u0000\udfff 🚨',
      text: '\\u0000 and \u0000',
      payload: { deep: ['\u0000', '\\u0000', '\ud83d'] },
    };
    await send(integration, odd);
    const [row] = await db.sql(
      `SELECT "key", "title", "details"->>'text' AS text, "payload" FROM "Alert" WHERE "origin" = $1`,
      [integration.id],
    );
    expect(row).toEqual({
      key: 'a\ufffd\ufffd',
      title: 'T\ufffd\ufffd 🚨',
      text: '\\u0000 and \ufffd',
      payload: { deep: ['\ufffd', '\\u0000', '\ufffd'] },
    });
  });

  it('one request that cannot be stored fails alone: a batch is all or nothing, and each is tried by itself', async () => {
    const integration = await (await service([to(300, ana)])).integration();
    const good = { integration, signals: [signal('good')], batchId: 'good' };
    const poisoned = {
      integration: { ...integration, serviceId: 'other', policyId: 'gone' },
      signals: [signal('bad')],
      batchId: 'bad',
    };
    await expect(receiveMany(door(), [good, poisoned])).rejects.toThrow();
    expect(await alertsOf(integration)).toEqual([]);
    expect(await receiveMany(door(), [good])).toEqual([{ accepted: 1 }]);
    await expect(receiveMany(door(), [poisoned])).rejects.toThrow();
    expect((await only(integration)).key).toBe('good');
  });

  it('a right key is no guess, also while the database is away: however often it was tried, it opens afterwards', async () => {
    const { serviceId } = await (await service([to(0, ana)])).integration();
    // One whose key nobody has asked for yet.
    const sender = { serviceId, kind: 'generic', name: 'Sender', settings: {} } as const;
    const integration = await createIntegration(db.context(), sender);
    let wrong = 0;
    const guesses = {
      spent: () => wrong >= 3,
      note: () => {
        wrong += 1;
      },
    };
    const away = { ...db.context(), db: null as never };
    for (let time = 0; time < 5; time++)
      await expect(integrationByKey(away, 'generic', integration.key, guesses)).rejects.toThrow();
    expect(await integrationByKey(db.context(), 'generic', integration.key, guesses)).not.toBeNull();
    for (const letter of ['x', 'y', 'z'])
      expect(await integrationByKey(db.context(), 'generic', letter.repeat(32), guesses)).toBeNull();
    expect(wrong).toBe(3);
  });

  it('F11: a key opens its own kind only, and stops when it is revoked', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    expect(await integrationByKey(db.context(), 'alertmanager', integration.key)).toBeNull();
    expect(
      await integrationByKey(db.context(), 'generic', 'x'.repeat(32), { spent: () => true, note: () => {} }),
    ).toBeNull();
    await revokeIntegration(db.context(), { integrationId: integration.id });
    await expect.poll(() => integrationByKey(db.context(), 'generic', integration.key), { timeout: 3_000 }).toBeNull();
    expect(JSON.stringify(await db.sql(`SELECT * FROM "Integration"`))).not.toContain(integration.key);
  });
});

describe('escalating', () => {
  it('F13: pages step by step, and after an outage the present step once, with the true due instant', async () => {
    const integration = await (await service([to(0, ana), to(300, ben), to(300, cho)])).integration();
    await send(integration, signal('a'));
    await settle();
    const { id } = await only(integration);
    await db.advance(299);
    await settle();
    expect(await pagedOf(id)).toEqual([ana.id]);
    await db.advance(401);
    await settle();
    expect(await pagedOf(id)).toEqual([ana.id, cho.id]);
    const [fired] = await db.sql<{ data: Record<string, unknown> }>(
      `SELECT "data" FROM "TimelineEvent" WHERE "subjectId" = $1 AND "kind" = 'step-fired' ORDER BY "id" DESC LIMIT 1`,
      [id],
    );
    expect(fired?.data).toMatchObject({ dueAt: '2026-11-16T09:10:00.000Z', latenessSeconds: 100, late: true });
    expect(await kindsOf(id)).toContain('steps-missed');
  });

  it('F18, F21: nobody there hands on at once and loudly; spent rounds take the fallback, again and again', async () => {
    const integration = await (
      await service([to(0, gone), to(600, ana)], { repeat: 1, fallback: [{ personId: ben.id }] })
    ).integration();
    await send(integration, signal('a'));
    await settle();
    const { id } = await only(integration);
    expect(await pagedOf(id)).toEqual([ana.id]);
    expect(await kindsOf(id)).toEqual(['opened', 'step-fired', 'nobody-there', 'step-fired', 'paged']);
    for (let i = 0; i < 3; i++) {
      await db.advance(600);
      await settle();
      expect((await runOf(id))?.nextAt).not.toBeNull();
    }
    expect(await pagedOf(id)).toEqual([ana.id, ana.id, ben.id, ben.id]);
  });

  it('F21: without anybody at all it waits and tries again, and never spins', async () => {
    const integration = await (await service([to(0, gone)], { fallback: [{ personId: gone.id }] })).integration();
    await send(integration, signal('a'));
    await settle();
    const { id } = await only(integration);
    expect(await pagedOf(id)).toEqual([]);
    expect((await runOf(id))?.nextAt?.toISOString()).toBe('2026-11-16T09:05:00.000Z');
  });

  it('F16: an acknowledgement racing the timer is never followed by a page', async () => {
    const integration = await (await service([to(0, ana), to(60, ben)])).integration();
    for (let round = 0; round < 30; round++) {
      await send(integration, signal(`r${round}`));
      await settle();
      const id = (await alertsOf(integration)).at(-1)?.id ?? '';
      await db.advance(60);
      await Promise.all([settle(), settle(), acknowledge(as(ana), { alertId: id })]);
      const kinds = await kindsOf(id);
      expect(kinds.slice(kinds.indexOf('acknowledged') + 1).filter((kind) => kind !== 'pages-withdrawn')).toEqual([]);
      expect(kinds.filter((kind) => kind === 'step-fired').length).toBeLessThanOrEqual(2);
      // Nothing but the question to whoever has it, hours later.
      expect((await runOf(id))?.nextAt?.getTime()).toBeGreaterThan(
        (await db.context().now()).getTime() + 3 * 3_600_000,
      );
    }
  });

  it('F23: an escalation that throws every time rests and is parked; the others go on', async () => {
    const where = await service([to(0, ana)]);
    const [bad, good] = [await where.integration(), await where.integration()];
    await send(bad, signal('bad'));
    await send(good, signal('good'));
    const { id } = await only(bad);
    await db.sql(`UPDATE "EscalationRun" SET "policy" = '{"steps": 7}' WHERE "subjectId" = $1`, [id]);
    for (let i = 0; i < 12; i++) {
      await settle();
      await db.advance(400);
    }
    expect(await pagedOf((await only(good)).id)).toContain(ana.id);
    expect((await kindsOf(id)).filter((kind) => kind === 'run-parked')).toHaveLength(1);
    expect((await runOf(id))?.nextAt?.toISOString()).toBe(new Date(start).toISOString());
  });
});

describe('who is on call when the step fires', () => {
  const definition = {
    timeZone: 'UTC',
    cadence: { unit: 'week', count: 1 },
    startsAt: '2026-11-09T12:00',
    queue: [ana.id, ben.id],
    roles: ['primary', 'secondary'],
    pairing: 'secondary-then-primary',
  } as const;

  it('F20: the handoff decides to the second, and the secondary is told how to reach the primary', async () => {
    const rotation = await createRotation(
      db.context(),
      createRotationSchema.parse({ teamId: 'team', name: 'Weekly', ...definition }),
    );
    made += 1;
    const steps = ['primary', 'secondary'].map((role) => ({
      afterSeconds: 0,
      targets: [{ rotationId: rotation.id, role }],
    }));
    const policy = await createPolicy(db.context(), {
      teamId: 'team',
      name: `Policy ${made}`,
      steps,
      repeat: 0,
      repeatAfterSeconds: null,
      fallback: null,
    });
    const { id } = await createService(db.context(), { teamId: 'team', name: `Service ${made}`, policyId: policy.id });
    for (const [at, first, second] of [
      ['2026-11-16T11:59:59Z', ana, ben],
      ['2026-11-16T12:00:00Z', ben, ana],
      ['2026-11-16T12:00:01Z', ben, ana],
    ] as const) {
      await db.setClock(at);
      await db.sql(`UPDATE "Page" SET "withdrawnAt" = clock()`);
      const alert = await openAlert(as(cho), { serviceId: id, title: at, priority: 'P2', links: [] });
      await settle();
      expect(await pagedOf(alert.id)).toEqual([first.id, second.id]);
      const [page] = await db.sql<{ message: { sealed: string } }>(
        `SELECT "message" FROM "Delivery" WHERE "subjectId" = $1 AND "personId" = $2`,
        [alert.id, second.id],
      );
      expect(unseal(page?.message.sealed ?? '')).toContain(
        `Primary is ${first.name}: ${first.name.toLowerCase()}@example.org`,
      );
    }
  });
});

describe('acting', () => {
  it('acknowledges in a person’s name only, stops what was not sent, and answers 200 for what holds', async () => {
    const { id, integration } = await service([to(0, ana)]);
    await send(await integration(), signal('a'));
    await settle();
    const [row] = await db.sql<{ id: string }>(`SELECT "id" FROM "Alert" WHERE "serviceId" = $1`, [id]);
    const alertId = row?.id ?? '';
    const token = db.context({
      kind: 'service',
      tokenId: 't',
      name: 'CI',
      role: 'engineer',
      teams: new Map([['team', 'member']]),
      scopes: new Set(['read', 'write']),
    });
    await expect(acknowledge(token, { alertId })).rejects.toMatchObject({
      code: 'invalid',
      fields: { personId: expect.any(String) },
    });
    expect(await acknowledge(token, { alertId, personId: ben.id })).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: { id: ben.id, name: 'Ben' },
      next: { kind: 'question', at: new Date('2026-11-17T09:00:00Z'), people: [{ name: 'Ben' }] },
    });
    expect(await acknowledge(as(ana), { alertId })).toMatchObject({ acknowledgedBy: { id: ben.id } });
    expect(await db.sql(`SELECT "state" FROM "Delivery" WHERE "subjectId" = $1`, [alertId])).toEqual([
      { state: 'withdrawn' },
    ]);
    await expect(acknowledge(db.context({ ...actorOf(ana), teams: new Map() }), { alertId })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await unacknowledge(as(ana), { alertId })).toMatchObject({ state: 'open' });
    await settle();
    expect(await pagedOf(alertId)).toEqual([ana.id, ana.id]);
    expect(await resolve(as(ana), { alertId })).toMatchObject({ state: 'closed', closedBy: 'person' });
    await expect(acknowledge(as(ana), { alertId })).rejects.toMatchObject({ code: 'not-possible' });
    expect(await resolve(as(ana), { alertId })).toMatchObject({ state: 'closed' });
    expect(await reopen(as(ana), { alertId })).toMatchObject({ state: 'open', closedBy: null });
  });

  it('refuses to reopen what is open again as another alert', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    await send(integration, signal('a'));
    await send(integration, signal('a', 'resolve'));
    await send(integration, signal('a'));
    const [first] = await alertsOf(integration);
    await expect(reopen(as(ana), { alertId: first?.id ?? '' })).rejects.toMatchObject({ code: 'not-possible' });
  });

  it('escalates now, hands over, and comes back from a snooze', async () => {
    const where = await service([to(0, ana), to(3_600, ben)]);
    const { id: alertId } = await openAlert(as(cho), { serviceId: where.id, title: 'Slow', priority: 'P2', links: [] });
    await settle();
    await escalate(as(ana), { alertId });
    await settle();
    expect(await pagedOf(alertId)).toEqual([ana.id, ben.id]);
    expect(await assign(as(ana), { alertId, personId: cho.id })).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: { id: cho.id },
    });
    expect(await pagedOf(alertId)).toContain(cho.id);
    await snooze(as(cho), { alertId, until: '2026-11-16T10:00:00Z' });
    await db.advance(3_599);
    await settle();
    expect(await pagedOf(alertId)).toHaveLength(3);
    await db.advance(1);
    await settle();
    expect(await pagedOf(alertId)).toHaveLength(4);
    expect(await alertById(as(ana), { alertId })).toMatchObject({ state: 'open', snoozedUntil: null });
  });

  it('F32: a link shows and does not act; pressing it takes every alert of the page; the truth is told afterwards', async () => {
    const integration = await (await service([to(0, ana, ben)])).integration();
    await send(integration, signal('a'), signal('b'));
    await settle();
    const messages = await db.sql<{ personId: string; message: { sealed: string } }>(
      `SELECT d."personId", d."message" FROM "Delivery" d JOIN "Page" p ON p."deliveryId" = d."id" JOIN "Alert" a ON a."id" = p."subjectId" WHERE a."origin" = $1`,
      [integration.id],
    );
    const tokenOf = ({ id }: { id: string }) => {
      const sealed = messages.find(({ personId }) => personId === id)?.message.sealed ?? '';
      return /\/l\/([\w-]+)/.exec(unseal(sealed))?.[1] ?? '';
    };
    const ctx = db.context({ kind: 'stranger' });
    expect(await linkView(ctx, { token: tokenOf(ana) })).toMatchObject({
      alert: { state: 'open' },
      person: { name: 'Ana' },
      others: 1,
    });
    expect(await acknowledgeByLink(ctx, { token: tokenOf(ana) })).toMatchObject({
      alert: { state: 'acknowledged' },
      mine: true,
      others: 0,
    });
    expect(await acknowledgeByLink(ctx, { token: tokenOf(ben) })).toMatchObject({
      acknowledgedBy: { name: 'Ana' },
      mine: false,
    });
    expect((await alertsOf(integration)).every(({ acknowledgedAt }) => acknowledgedAt)).toBe(true);
    await expect(linkView(ctx, { token: 'x'.repeat(43) })).rejects.toMatchObject({ code: 'not-found' });
    expect(await db.sql(`SELECT 1 FROM "AcknowledgeLink" WHERE "tokenHash" = $1`, [digest(tokenOf(ana))])).toHaveLength(
      1,
    );
  });

  it('lists what the caller may see, with what happens next, and not what is others’', async () => {
    const where = await service([to(60, ana)]);
    await openAlert(as(cho), { serviceId: where.id, title: 'Listed', priority: 'P3', links: [] });
    const { items } = await listAlerts(as(ana), { service: where.id, state: ['open'], limit: 50 });
    expect(items).toMatchObject([
      {
        title: 'Listed',
        state: 'open',
        count: 1,
        next: { kind: 'step', at: new Date('2026-11-16T09:01:00Z'), people: [{ name: 'Ana' }] },
      },
    ]);
    const stranger = db.context({ ...actorOf(ana), teams: new Map([['other', 'member']]) });
    expect((await listAlerts(stranger, { limit: 50 })).items).toEqual([]);
  });
});

describe('what people do about alerts', () => {
  const byHand = async (serviceId: string, title = 'Slow') =>
    (await openAlert(as(cho), { serviceId, title, priority: 'P2', links: [] })).id;

  it('a snooze ends with a new round: the first step again, at that very instant', async () => {
    const where = await service([to(0, ana), to(300, ben)]);
    const alertId = await byHand(where.id);
    await settle();
    await db.advance(300);
    await settle();
    await snooze(as(ana), { alertId, until: '2026-11-16T12:00:00Z' });
    await db.setClock('2026-11-16T12:00:00Z');
    await settle();
    expect(await pagedOf(alertId)).toEqual([ana.id, ben.id, ana.id]);
    expect(await alertById(as(ana), { alertId })).toMatchObject({ state: 'open', snoozedUntil: null });
  });

  it('responders are paged through their own rules, and it stays whose it is', async () => {
    const where = await service([to(0, ana)]);
    const alertId = await byHand(where.id);
    await settle();
    await acknowledge(as(ana), { alertId });
    const answer = await addResponders(as(ana), { alertId, personIds: [ben.id, cho.id] });
    expect(answer).toMatchObject({ state: 'acknowledged', acknowledgedBy: { id: ana.id } });
    expect(await pagedOf(alertId)).toEqual([ana.id, ben.id, cho.id]);
    await addResponders(as(ana), { alertId, personIds: [ben.id] });
    expect(await pagedOf(alertId)).toHaveLength(3);
    await expect(addResponders(as(ana), { alertId, personIds: [gone.id] })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('what is merged pages nobody, counts on, and goes with what it was merged into', async () => {
    const integration = await (await service([to(0, ana), to(60, ben)])).integration();
    await send(integration, signal('a'));
    await send(integration, signal('b'));
    const [a, b] = await alertsOf(integration);
    if (!a || !b) throw new Error('two alerts');
    const answer = await merge(as(ana), { alertId: b.id, into: a.id });
    expect(answer).toMatchObject({ state: 'closed', closedAt: null, mergedInto: { id: a.id }, next: null });
    await send(integration, signal('b'));
    await db.advance(60);
    await settle();
    expect(await pagedOf(b.id)).toEqual([]);
    expect((await alertsOf(integration)).map(({ count }) => count)).toEqual([1, 2]);
    expect(
      (await listAlerts(as(ana), { service: integration.serviceId, state: ['open'], limit: 50 })).items,
    ).toHaveLength(1);
    await expect(acknowledge(as(ana), { alertId: b.id })).rejects.toMatchObject({ code: 'not-possible' });
    await send(integration, signal('b', 'resolve'));
    expect((await alertsOf(integration)).map(({ closedAt }) => closedAt === null)).toEqual([true, false]);
    await send(integration, signal('c'));
    const c = (await alertsOf(integration)).at(-1)?.id ?? '';
    await merge(as(ana), { alertId: c, into: a.id });
    await expect(merge(as(ana), { alertId: a.id, into: c })).rejects.toMatchObject({ code: 'invalid' });
    await resolve(as(ana), { alertId: a.id });
    expect((await alertsOf(integration)).every(({ closedAt }) => closedAt !== null)).toBe(true);
  });

  it('what was merged by mistake opens again by itself, in a new round', async () => {
    const where = await service([to(0, ana)]);
    const [one, other] = [await byHand(where.id, 'One'), await byHand(where.id, 'Other')];
    await merge(as(ana), { alertId: one, into: other });
    expect(await reopen(as(ana), { alertId: one })).toMatchObject({ state: 'open', mergedInto: null });
    await settle();
    expect(await pagedOf(one)).toEqual([ana.id]);
  });

  it('is classified open or closed, changed with a record, and settled three weeks after its end', async () => {
    const where = await service([to(0, ana)]);
    const alertId = await byHand(where.id);
    await classify(as(ana), { alertId, classification: 'acted' });
    await resolve(as(ana), { alertId });
    expect(await classify(as(ben), { alertId, classification: 'bad-check', note: 'Threshold' })).toMatchObject({
      classification: 'bad-check',
      classifiedBy: { id: ben.id },
    });
    expect((await kindsOf(alertId)).filter((kind) => kind === 'classified')).toHaveLength(2);
    await expect(
      classify(as(ana), { alertId, classification: 'duplicate', duplicateOf: 'nothing' }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await db.setClock('2026-12-08T09:00:00Z');
    await expect(classify(as(ana), { alertId, classification: 'test' })).rejects.toMatchObject({
      code: 'not-possible',
    });
  });

  it('many at once answer row by row: what one refuses keeps none of the others from it', async () => {
    const where = await service([to(0, ana)]);
    const [one, closed] = [await byHand(where.id, 'One'), await byHand(where.id, 'Closed')];
    await resolve(as(ana), { alertId: closed });
    const { results } = await actOnMany(as(ana), { action: 'acknowledge', alertIds: [one, closed, 'nothing', one] });
    expect(results).toEqual([
      { alertId: one, done: true, refusal: null },
      { alertId: closed, done: false, refusal: { code: 'not-possible', message: expect.any(String) } },
      { alertId: 'nothing', done: false, refusal: { code: 'not-found', message: expect.any(String) } },
    ]);
  });

  it('F21: acknowledged and forgotten: whoever has it is asked, may say so, and else it is open in a new round', async () => {
    const where = await service([to(0, ana)]);
    await updateService(db.context(), { serviceId: where.id, forgottenSeconds: 3_600 });
    const alertId = await byHand(where.id);
    await settle();
    await acknowledge(as(ben), { alertId });
    await db.advance(3_600);
    await settle();
    expect(await pagedOf(alertId)).toEqual([ana.id, ben.id]);
    expect(await acknowledge(as(ana), { alertId })).toMatchObject({
      acknowledgedBy: { id: ben.id },
      next: { kind: 'back' },
    });
    expect(await acknowledge(as(ben), { alertId })).toMatchObject({ next: { kind: 'question' } });
    await db.advance(3_600);
    await settle();
    await db.advance(899);
    await settle();
    expect(await alertById(as(ana), { alertId })).toMatchObject({ state: 'acknowledged' });
    await db.advance(1);
    await settle();
    expect(await alertById(as(ana), { alertId })).toMatchObject({ state: 'open', acknowledgedBy: null });
    expect((await pagedOf(alertId)).at(-1)).toBe(ana.id);
    await updateService(db.context(), { serviceId: where.id, forgottenSeconds: 0 });
    expect(await acknowledge(as(ben), { alertId })).toMatchObject({ next: null });
  });
});

describe('kept quiet', () => {
  const quiet = { match: {}, serviceId: null, endsAt: null };
  const at = (time: string) => new Date(`2026-11-16T${time}Z`);

  it('F22: planned work stores everything and pages nobody; what still fires when it ends is paged then', async () => {
    const where = await service([to(0, ana), to(300, ben)]);
    const integration = await where.integration();
    const span = { startsAt: at('08:00:00'), endsAt: at('10:00:00') };
    await createWindow(db.context(), { ...quiet, ...span, teamId: 'team', serviceId: where.id, title: 'Move' });
    await send(integration, signal('a stays'), signal('b goes'));
    await settle();
    const [stays, goes] = await alertsOf(integration);
    expect(await alertById(as(ana), { alertId: stays?.id ?? '' })).toMatchObject({
      state: 'open',
      held: { by: 'Move', until: at('10:00:00') },
      next: { kind: 'held', at: at('10:00:00'), people: [{ name: 'Ana' }] },
    });
    await send(integration, signal('b goes', 'resolve'));
    await db.setClock('2026-11-16T09:59:59Z');
    await settle();
    expect(await pagedOf(stays?.id ?? '')).toEqual([]);
    await db.setClock('2026-11-16T10:00:00Z');
    await settle();
    expect(await pagedOf(stays?.id ?? '')).toEqual([ana.id]);
    expect(await pagedOf(goes?.id ?? '')).toEqual([]);
    await db.advance(300);
    await settle();
    expect(await pagedOf(stays?.id ?? '')).toEqual([ana.id, ben.id]);
  });

  it('ended early, it is paged early; one without an end keeps quiet until somebody ends it', async () => {
    const where = await service([to(0, ana)]);
    const integration = await where.integration();
    const match = { cluster: 'eu1' };
    const window = await createWindow(db.context(), {
      ...quiet,
      match,
      startsAt: at('08:00:00'),
      teamId: 'team',
      title: 'Known',
    });
    const labelled = { ...signal('a'), fields: [{ name: 'cluster', value: 'eu1' }] };
    await send(integration, labelled, signal('b'));
    await settle();
    const [a, b] = await alertsOf(integration);
    expect(await pagedOf(b?.id ?? '')).toEqual([ana.id]);
    await db.advance(3 * 86_400);
    await settle();
    expect(await pagedOf(a?.id ?? '')).toEqual([]);
    await endWindow(db.context(), { windowId: window.id });
    await settle();
    expect(await pagedOf(a?.id ?? '')).toEqual([ana.id]);
  });

  it('a key that opens again and again is marked and paged only if it stays: never dropped', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    for (let life = 0; life < 6; life++) {
      await send(integration, signal('f'));
      await settle();
      if (life < 5) await send(integration, signal('f', 'resolve'));
      await db.advance(10);
    }
    const last = (await alertsOf(integration)).at(-1)?.id ?? '';
    expect(await alertById(as(ana), { alertId: last })).toMatchObject({ flapping: true, next: { kind: 'held' } });
    expect(await pagedOf(last)).toEqual([]);
    await db.advance(300);
    await settle();
    expect(await pagedOf(last)).toEqual([ana.id]);
  });
});

describe('what belongs together', () => {
  it('opens within the time of its service’s group, and the link takes all of it', async () => {
    const where = await service([to(0, ana)]);
    await updateService(db.context(), { serviceId: where.id, groupSeconds: 120 });
    const integration = await where.integration();
    const batches = async () =>
      (
        await db.sql<{ batchId: string }>(`SELECT "batchId" FROM "Alert" WHERE "origin" = $1 ORDER BY "number"`, [
          integration.id,
        ])
      ).map(({ batchId }) => batchId);
    await send({ ...integration, groupSeconds: 120 }, signal('a'));
    await db.advance(119);
    await send({ ...integration, groupSeconds: 120 }, signal('b'));
    await db.advance(121);
    await send({ ...integration, groupSeconds: 120 }, signal('c'));
    const [a, b, c] = await batches();
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  it('a message that its sender repeats changes nothing; the next one counts', async () => {
    const integration = await (await service([to(0, ana)])).integration();
    const message = (messageId: string) => ({ integration, signals: [signal('m')], batchId: messageId, messageId });
    await receiveMany(door(), [message('1'), message('1')]);
    await receiveMany(door(), [message('1')]);
    expect((await only(integration)).count).toBe(1);
    await receiveMany(door(), [message('2')]);
    expect((await only(integration)).count).toBe(2);
  });
});

describe('heartbeats', () => {
  it('silence opens one alert, more silence counts, and the next beat closes it', async () => {
    const { id: serviceId } = await service([to(0, ana)]);
    const settings = { intervalSeconds: 60, graceSeconds: 10 };
    const { id, key } = await createIntegration(db.context(), {
      serviceId,
      kind: 'heartbeat',
      name: 'Backup',
      settings,
    });
    const integration = await integrationByKey(db.context(), 'heartbeat', key);
    if (!integration) throw new Error('the key is not known');
    await db.advance(69);
    expect(await missHeartbeats(worker())).toBe(0);
    await hearBeat(door(), integration);
    await db.advance(69);
    expect(await missHeartbeats(worker())).toBe(0);
    await db.advance(1);
    expect(await missHeartbeats(worker())).toBe(1);
    expect(await missHeartbeats(worker())).toBe(0);
    await settle();
    const alert = await only({ ...integration, id });
    expect(alert.closedAt).toBeNull();
    expect(await pagedOf(alert.id)).toEqual([ana.id]);
    await db.advance(70);
    await missHeartbeats(worker());
    expect((await only(integration)).count).toBe(2);
    await hearBeat(door(), integration);
    expect((await only(integration)).closedAt).not.toBeNull();
    await hearBeat(door(), integration);
    expect(await alertsOf(integration)).toHaveLength(1);
  });
});
