import { report } from '@/server/health-report/queries';
import type { PersonActor } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from './database';

const at = '2026-11-18T10:00:00Z';
const teams = 10;
const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Europe/Athens', 'America/Sao_Paulo', 'UTC'];

/** Ten teams of six, each with a weekly rotation that has run for two years, and alerts by the million between them. */
export async function fill(db: TestDatabase, alerts: number): Promise<void> {
  await db.sql(`INSERT INTO "Organisation" ("id", "name", "timeZone", "createdAt") VALUES (1, 'Lark', 'UTC', clock())`);
  const definition = {
    ...{ timeZone: 'America/New_York', cadence: { unit: 'week', count: 1 }, startsAt: '2024-01-01T12:00' },
    ...{ roles: ['primary', 'secondary'], pairing: 'secondary-then-primary' },
  };
  for (let t = 0; t < teams; t++) {
    await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('t' || $1, 't' || $1, clock())`, [t]);
    for (const [i, zone] of zones.entries()) {
      await db.sql(
        `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt") VALUES ($1, $1, $1 || '@example.org', $2, 'engineer', clock())`,
        [`t${t}-${i}`, zone],
      );
      await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ($1, $2, 'member')`, [
        `t${t}`,
        `t${t}-${i}`,
      ]);
    }
    await db.sql(
      `INSERT INTO "Rotation" ("id", "teamId", "name", "createdAt") VALUES ('r' || $1, 't' || $1, 'Weekly', '2024-01-01')`,
      [t],
    );
    await db.sql(
      `INSERT INTO "RotationRevision" ("id", "rotationId", "version", "effectiveFrom", "definition", "createdAt")
       VALUES ('r' || $1, 'r' || $1, 1, '2024-01-01T17:00:00Z', $2, '2024-01-01')`,
      [t, { ...definition, queue: zones.map((_, i) => `t${t}-${i}`) }],
    );
    await db.sql(
      `INSERT INTO "Service" ("id", "teamId", "name", "policyId", "createdAt") VALUES ('s' || $1, 't' || $1, 'Checkout', 'none', '2024-01-01')`,
      [t],
    );
  }
  // Nothing has been counted that these rows might change.
  await db.sql('ALTER TABLE "Delivery" DISABLE TRIGGER USER');
  // What happened is written as it is left behind: a key of two hundred, three pages, an acknowledgement of four in five.
  await db.sql(
    `INSERT INTO "Alert" ("id", "number", "teamId", "serviceId", "origin", "key", "title", "details", "source", "priority", "urgency",
       "links", "batchId", "openedAt", "lastSeenAt", "closedAt", "closedBy", "classification", "classifiedAt")
     SELECT 'a' || n, n, 't' || n % ${teams}, 's' || n % ${teams}, 'a' || n, 'key-' || (hashint4(n) & 2147483647) % 200, 'A disk is nearly full',
       '{}', '', 'P2', 'high', '[]', 'a' || n, opened, opened, opened + 240 * (1 + n % 9) * interval '1 second',
       CASE WHEN n % 3 = 0 THEN 'source' ELSE 'person' END,
       (ARRAY['acted', 'watched', 'recovered', 'bad-check', 'duplicate', NULL, 'acted', 'test'])[1 + n % 8],
       CASE WHEN n % 8 <> 5 THEN opened + interval '1 hour' END
     FROM (SELECT n, clock() - interval '2 years' + n * (interval '2 years' / $1) AS opened FROM generate_series(1, $1) n) each`,
    [alerts],
  );
  await db.sql(
    `INSERT INTO "Delivery" ("id", "identity", "subjectKind", "subjectId", "teamId", "personId", "channel", "address", "message", "priority",
       "state", "dueAt", "createdAt", "sentAt", "endedAt")
     SELECT a."id" || '-' || p, a."id" || '-' || p, 'alert', a."id", a."teamId", a."teamId" || '-' || (a."number" / 7 + p / 2) % 6,
       (ARRAY['push', 'sms', 'email'])[1 + p], '', '{}', 0, 'sent', a."openedAt", a."openedAt",
       a."openedAt" + (2 + p * 45) * interval '1 second', a."openedAt"
     FROM "Alert" a CROSS JOIN generate_series(0, 2) p`,
  );
  await db.sql(
    `INSERT INTO "AlertStory" ("alertId", "acknowledgedAt", "acknowledgedById", "acknowledgeWithinSeconds", "timeouts", "firstTimeoutAt")
     SELECT "id", CASE WHEN "number" / ${teams} % 5 > 0 THEN "openedAt" + (20 + "number" % 400) * interval '1 second' END,
       CASE WHEN "number" / ${teams} % 5 > 0 THEN "teamId" || '-' || ("number" / 7) % 6 END, 300, ("number" % 12 = 0)::int,
       CASE WHEN "number" % 12 = 0 THEN "openedAt" + interval '300 seconds' END FROM "Alert"`,
  );
  await db.sql(
    `INSERT INTO "AlertHeld" ("alertId", "teamId", "personId", "from", "to")
     SELECT s."alertId", a."teamId", s."acknowledgedById", s."acknowledgedAt", greatest(s."acknowledgedAt", a."closedAt")
     FROM "AlertStory" s JOIN "Alert" a ON a."id" = s."alertId" WHERE s."acknowledgedById" IS NOT NULL`,
  );
  await db.sql('VACUUM ANALYZE');
}

const actor: PersonActor = {
  ...{ kind: 'person', personId: 't0-0', name: 'Ada', role: 'engineer', teams: new Map([['t0', 'member']]) },
  ...{ sessionId: null, signedInAt: null, via: 'session', scopes: new Set(['read', 'write'] as const) },
};

export type HealthTiming = { alerts: number; quarterMs: number[]; yearMs: number[]; countMs: number[] };

/** What a report of a quarter and of a year costs, beside a plain count over the same quarter's rows. */
export async function timeHealth(alerts: number, rounds = 12): Promise<HealthTiming> {
  const db = await testDatabase({ at });
  try {
    await fill(db, alerts);
    const ctx = db.context(actor);
    const took = async (work: () => Promise<unknown>): Promise<number[]> => {
      await work();
      const times: number[] = [];
      for (let i = 0; i < rounds; i++) {
        const began = performance.now();
        await work();
        times.push(performance.now() - began);
      }
      return times;
    };
    const quarter = { teamId: 't0', period: 'quarter' as const, at: '2026-08-15T00:00:00Z' };
    const year = { teamId: 't0', period: 'year' as const, at: '2025-08-15T00:00:00Z' };
    return {
      alerts,
      quarterMs: await took(() => report(ctx, quarter)),
      yearMs: await took(() => report(ctx, year)),
      countMs: await took(() =>
        db.sql(
          `SELECT count(*), count(d."sentAt") FROM "Alert" a LEFT JOIN "Delivery" d ON d."subjectKind" = 'alert' AND d."subjectId" = a."id"
           WHERE a."teamId" = 't0' AND a."openedAt" >= '2026-07-01' AND a."openedAt" < '2026-10-01'`,
        ),
      ),
    };
  } finally {
    await db.close();
  }
}
