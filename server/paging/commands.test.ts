import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acknowledge } from '@/server/alert/commands';
import { alertById } from '@/server/alert/queries';
import { createPolicy } from '@/server/escalation/commands';
import { openAlert } from '@/server/intake/commands';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { unseal } from '@/server/secret';
import { createService, createWindow, endWindow, updateService } from '@/server/service/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import {
  ana,
  ben,
  cho,
  gone,
  nothingOpen,
  pagedTeam,
  signal,
  start,
  storePagedTeam,
  to,
} from '@/server/testing/paged-team';

let db: TestDatabase;
const { as, service, send, alertsOf, only, kindsOf, pagedOf, runOf, settle } = pagedTeam(() => db);

beforeAll(async () => {
  db = await testDatabase({ at: start });
  await storePagedTeam(db);
});
afterAll(() => db.close());
beforeEach(() => nothingOpen(db));

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
    const steps = ['primary', 'secondary'].map((role) => ({
      afterSeconds: 0,
      targets: [{ rotationId: rotation.id, role }],
    }));
    const policy = await createPolicy(db.context(), {
      teamId: 'team',
      name: 'By role',
      steps,
      repeat: 0,
      repeatAfterSeconds: null,
      fallback: null,
    });
    const { id } = await createService(db.context(), { teamId: 'team', name: 'By role', policyId: policy.id });
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

it('F21: acknowledged and forgotten: whoever has it is asked, may say so, and else it is open in a new round', async () => {
  const where = await service([to(0, ana)]);
  await updateService(db.context(), { serviceId: where.id, forgottenSeconds: 3_600 });
  const { id: alertId } = await openAlert(as(cho), { serviceId: where.id, title: 'Slow', priority: 'P2', links: [] });
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
});
