import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAlert } from '@/server/intake/commands';
import { digest, unseal } from '@/server/secret';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import {
  actorOf,
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
import {
  acknowledge,
  acknowledgeByLink,
  actOnMany,
  addResponders,
  assign,
  classify,
  escalate,
  merge,
  reopen,
  resolve,
  snooze,
  unacknowledge,
} from './commands';
import { alertById, linkView, listAlerts } from './queries';

let db: TestDatabase;
const { as, service, send, alertsOf, kindsOf, pagedOf, settle } = pagedTeam(() => db);

beforeAll(async () => {
  db = await testDatabase({ at: start });
  await storePagedTeam(db);
});
afterAll(() => db.close());
beforeEach(() => nothingOpen(db));

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
});
