import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env } from '@/server/env';
import { onCallAtUnchecked } from '@/server/oncall/queries';
import { type PersonActor, stranger, system } from '@/server/policy/actor';
import { createFirstAdmin, setMembership } from '@/server/team/commands';
import { isSetUp, setupState } from '@/server/team/queries';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { whatIf } from '@/server/what-if/queries';
import { ensureDemo, loadDemo, removeDemo } from './commands';
import { demoState } from './queries';

// A Wednesday, so that the handoffs of the week lie behind.
const now = '2026-11-18T15:20:00.000Z';
const patience = 120_000;
let db: TestDatabase;
let admin: PersonActor;

beforeAll(async () => {
  db = await testDatabase({ at: now });
  await loadDemo(db.context(stranger));
}, patience);
afterAll(() => db?.close());

const numberOf = async (from: string): Promise<number> =>
  (await db.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`))[0]?.n ?? -1;

describe('the demo company', () => {
  it('is eight engineers and two managers, and a second team; nobody of them can sign in', async () => {
    const teams = await db.sql(`
      SELECT t."name", count(*) FILTER (WHERE m."role" = 'member')::int AS engineers, count(*) FILTER (WHERE m."role" = 'manager')::int AS managers
      FROM "Team" t JOIN "Membership" m ON m."teamId" = t."id" GROUP BY t."id" ORDER BY t."name"`);
    expect(teams).toEqual([
      { name: 'Email delivery', engineers: 4, managers: 1 },
      { name: 'Platform', engineers: 8, managers: 2 },
    ]);
    expect(await numberOf(`"Person" WHERE "passwordHash" IS NOT NULL OR NOT "demo"`)).toBe(0);
    expect(await numberOf(`"Person" WHERE "email" NOT LIKE '%.invalid'`)).toBe(0);
    expect(await numberOf(`"ContactMethod" WHERE "channel" = 'email' AND "address" NOT LIKE '%.invalid'`)).toBe(0);
    expect(await isSetUp(db.context())).toBe(false);
  });

  it('has somebody else as primary than as secondary in both rotations, and the record of three months', async () => {
    const rotations = await db.sql<{ id: string }>(`SELECT "id" FROM "Rotation"`);
    expect(rotations).toHaveLength(2);
    for (const { id } of rotations) {
      const { roles } = await onCallAtUnchecked(db.context(), id, new Date(now));
      const [primary, secondary] = roles.map(({ personId }) => personId);
      expect(primary).toBeTruthy();
      expect(secondary).toBeTruthy();
      expect(primary).not.toBe(secondary);
      for (const role of ['primary', 'secondary']) {
        const [record] = await db.sql(
          `SELECT sum("endsAt" - "startsAt") = max("endsAt") - min("startsAt") AS whole, max("endsAt") = $3 AS "upToNow",
             max("endsAt") - min("startsAt") > interval '90 days' AS long FROM "Shift" WHERE "rotationId" = $1 AND "role" = $2`,
          [id, role, now],
        );
        expect(record).toEqual({ whole: true, upToNow: true, long: true });
      }
    }
    expect(await numberOf(`"TimelineEvent" WHERE "kind" = 'handed-off'`)).toBeGreaterThan(40);
  });

  it('has alerts that were paged before they were taken, and taken before they ended', async () => {
    const alerts = await numberOf(`"Alert" WHERE "demo"`);
    expect(alerts).toBe(await numberOf(`"Alert"`));
    expect(alerts).toBeGreaterThanOrEqual(60);
    expect(alerts).toBeLessThanOrEqual(120);
    const unpaged = `"Alert" a WHERE NOT EXISTS (SELECT 1 FROM "Page" p JOIN "Delivery" d ON d."id" = p."deliveryId"
      WHERE p."subjectId" = a."id" AND d."state" = 'sent' AND d."sentAt" >= a."openedAt"
        AND d."sentAt" <= COALESCE(a."acknowledgedAt", a."closedAt", clock()))`;
    expect(await numberOf(unpaged)).toBe(0);
    expect(await numberOf(`"Alert" WHERE "acknowledgedAt" < "openedAt" OR "closedAt" < "acknowledgedAt"`)).toBe(0);
    const escalated = `(SELECT "subjectId" FROM "Page" GROUP BY 1 HAVING count(DISTINCT "personId") > 1) AS several`;
    expect(await numberOf(escalated)).toBeGreaterThan(3);
    expect(await numberOf(`"Alert" WHERE "closedBy" = 'source'`)).toBeGreaterThan(3);
    expect(await numberOf(`(SELECT 1 FROM "Alert" GROUP BY "batchId" HAVING count(*) > 5) AS storms`)).toBe(1);
    expect(await numberOf(`"TimelineEvent" WHERE "kind" IN ('nobody-there', 'steps-missed', 'page-failed')`)).toBe(0);
  });

  it('has people who were truly interrupted, said nearly always what it was, and answered how it went', async () => {
    const rang = `"Delivery" WHERE "channel" = 'ntfy' AND "state" = 'sent' AND "sentAt" IS NOT NULL`;
    expect(await numberOf(rang)).toBeGreaterThan(40);
    expect(
      await numberOf(`"ContactMethod" WHERE "channel" = 'ntfy' AND "address" NOT LIKE 'https://%.invalid/%'`),
    ).toBe(0);
    const closed = await numberOf(`"Alert" WHERE "closedAt" IS NOT NULL`);
    const classified = await numberOf(`"Alert" WHERE "closedAt" IS NOT NULL AND "classification" IS NOT NULL`);
    expect(classified).toBeGreaterThan(closed * 0.8);
    expect(classified).toBeLessThan(closed);
    expect(await numberOf('"HandoffPulse"')).toBeGreaterThanOrEqual(10);
  });

  it('replayed through unchanged policies wakes people as often as it truly did, but for what was escalated by hand', async () => {
    for (const { id } of await db.sql<{ id: string }>(`SELECT "id" FROM "Team"`)) {
      const before = await numberOf('"Delivery"');
      const { asItWas, asChanged, truly, alerts } = await whatIf(db.context(), { teamId: id, period: 'quarter' });
      const byHand = await numberOf(`"TimelineEvent" WHERE "kind" = 'escalated-by-hand' AND "teamId" = '${id}'`);
      expect(alerts).toBeGreaterThan(10);
      expect(Math.abs(asItWas.interruptions - truly)).toBeLessThanOrEqual(byHand);
      expect(asChanged).toEqual(asItWas);
      expect(await numberOf('"Delivery"')).toBe(before);
    }
  });

  it('is calm now: nothing is due, two wait for somebody for hours yet', async () => {
    expect(await numberOf(`"Alert" WHERE "closedAt" IS NULL AND "acknowledgedAt" IS NULL`)).toBe(2);
    expect(await numberOf(`"Alert" WHERE "closedAt" IS NULL`)).toBe(5);
    expect(await numberOf(`"EscalationRun" WHERE "nextAt" < clock() + interval '6 hours'`)).toBe(0);
    expect(await numberOf(`"EscalationRun" WHERE "nextAt" IS NOT NULL`)).toBe(5);
    expect(await numberOf(`"Delivery" WHERE "state" NOT IN ('sent', 'withdrawn')`)).toBe(0);
  });

  it('tells its history in the order of time, none of it to come, and leaves the clock as it was', async () => {
    expect(await db.sql(`SELECT clock() AS now`)).toEqual([{ now: new Date(now) }]);
    expect(await numberOf(`"TimelineEvent" WHERE "at" > clock()`)).toBe(0);
    const backwards = `(SELECT "at" < lag("at") OVER (ORDER BY "id") AS back FROM "TimelineEvent") AS told WHERE back`;
    expect(await numberOf(backwards)).toBe(0);
    const acted = `"TimelineEvent" WHERE "kind" = 'acknowledged' AND "actorKind" <> 'person'`;
    expect(await numberOf(acted)).toBe(0);
  });
});

describe('loading and removing', () => {
  it('loads once: the second time is refused in words', async () => {
    await expect(loadDemo(db.context(system('again')))).rejects.toMatchObject({ code: 'not-possible' });
    expect(await demoState(db.context(stranger))).toBe('loaded');
  });

  it('with BATON_DEMO=1 a start after the first changes nothing', async () => {
    const before = await numberOf(`"TimelineEvent"`);
    env.BATON_DEMO = '1';
    await ensureDemo(db.context(system('start'))).finally(() => {
      env.BATON_DEMO = undefined;
    });
    expect(await numberOf(`"TimelineEvent"`)).toBe(before);
  });

  it('leaves set-up open; the first admin sees the demo, and strangers may do nothing any more', async () => {
    const fields = { name: 'Ada', email: 'ada@example.org', timeZone: 'Europe/Berlin' };
    const ada = await createFirstAdmin(db.context(stranger), { ...fields, password: 'an uncommon set of words' });
    const rights = { role: 'admin', teams: new Map(), scopes: new Set(['read', 'write'] as const) } as const;
    const session = { sessionId: null, signedInAt: null, via: 'token' } as const;
    admin = { kind: 'person', personId: ada.id, name: ada.name, ...rights, ...session };
    expect((await setupState(db.context(admin))).closed).toBe(true);
    expect(await demoState(db.context(admin))).toBe('loaded');
    expect(await demoState(db.context(stranger))).toBe('not-possible');
    await expect(loadDemo(db.context(stranger))).rejects.toMatchObject({ code: 'signed-out' });
    await expect(removeDemo(db.context(stranger))).rejects.toMatchObject({ code: 'signed-out' });
  });

  it('goes in one click, unless somebody real is in one of its teams; the timeline stays', async () => {
    const [team] = await db.sql<{ id: string }>(`SELECT "id" FROM "Team" LIMIT 1`);
    const joined = { teamId: team?.id ?? '', personId: admin.personId };
    await setMembership(db.context(system('test')), { ...joined, role: 'member' });
    await expect(removeDemo(db.context(admin))).rejects.toMatchObject({ code: 'not-possible' });
    await db.sql(`DELETE FROM "Membership" WHERE "personId" = $1`, [admin.personId]);
    const told = await numberOf(`"TimelineEvent"`);
    await removeDemo(db.context(admin));
    for (const table of [
      'Team',
      'Alert',
      'Page',
      'Delivery',
      'EscalationRun',
      'Rotation',
      'Shift',
      'Service',
      'ContactMethod',
    ])
      expect(await numberOf(`"${table}"`), table).toBe(0);
    expect(await db.sql(`SELECT "name" FROM "Person"`)).toEqual([{ name: 'Ada' }]);
    expect(await numberOf(`"TimelineEvent"`)).toBeGreaterThan(told);
    expect(await demoState(db.context(admin))).toBe('possible');
  });
});
