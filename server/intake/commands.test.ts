import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertById } from '@/server/alert/queries';
import { createIntegration, revokeIntegration, updateService } from '@/server/service/commands';
import { integrationByKey } from '@/server/service/queries';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { ana, nothingOpen, pagedTeam, signal, start, storePagedTeam, to } from '@/server/testing/paged-team';
import { hearBeat, missHeartbeats, receiveMany } from './commands';

let db: TestDatabase;
const { as, worker, door, service, send, alertsOf, only, kindsOf, pagedOf, settle } = pagedTeam(() => db);

beforeAll(async () => {
  db = await testDatabase({ at: start });
  await storePagedTeam(db);
});
afterAll(() => db.close());
beforeEach(() => nothingOpen(db));

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
