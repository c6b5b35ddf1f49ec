import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetPast, keptDays } from './retention';
import { type TestDatabase, testDatabase } from './testing/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Two rows of each table, a day older and a day younger than what is kept; the names of those that are left. */
const rowsOf: Record<string, { days: number; insert: string; left: string }> = {
  attempts: {
    days: keptDays.attempts,
    insert: `INSERT INTO "DeliveryAttempt" ("deliveryId", "number", "channel", "at", "state", "permanent") VALUES ($1, 1, 'email', $2, 'sent', false)`,
    left: 'SELECT "deliveryId" AS "id" FROM "DeliveryAttempt"',
  },
  mails: {
    days: keptDays.mails,
    insert: `INSERT INTO "Delivery" ("id", "identity", "subjectKind", "subjectId", "channel", "address", "message", "priority", "state", "dueAt", "createdAt", "endedAt")
      VALUES ($1, $1, 'person', 'p', 'email', 'a@example.org', '{}', 5, 'sent', $2, $2, $2)`,
    left: 'SELECT "id" FROM "Delivery"',
  },
  posts: {
    days: keptDays.posts,
    insert: `INSERT INTO "SlackPost" ("deliveryId", "subjectKind", "subjectId", "post", "said", "createdAt", "endedAt") VALUES ($1, 'alert', 'a', 'p', 's', $2, $2)`,
    left: 'SELECT "deliveryId" AS "id" FROM "SlackPost"',
  },
  sessions: {
    days: keptDays.access,
    insert: `INSERT INTO "Session" ("id", "personId", "tokenHash", "createdAt", "confirmedAt", "lastUsedAt", "expiresAt", "revokedAt")
      VALUES ($1, 'ada', $1, $2, $2, $2, '2099-01-01', $2)`,
    left: 'SELECT "id" FROM "Session"',
  },
  'reset links': {
    days: keptDays.access,
    insert: `INSERT INTO "ResetLink" ("id", "personId", "tokenHash", "createdAt", "expiresAt") VALUES ($1, 'ada', $1, $2, $2)`,
    left: 'SELECT "id" FROM "ResetLink"',
  },
  reminders: {
    days: keptDays.reminders,
    insert: `INSERT INTO "Reminder" ("key", "personId", "createdAt") VALUES ($1, 'ada', $2)`,
    left: 'SELECT "key" AS "id" FROM "Reminder"',
  },
  messages: {
    days: keptDays.messages,
    insert: `INSERT INTO "ReceivedMessage" ("integrationId", "messageId", "receivedAt") VALUES ('i', $1, $2)`,
    left: 'SELECT "messageId" AS "id" FROM "ReceivedMessage"',
  },
  'events of Slack': {
    days: keptDays.heard,
    insert: `INSERT INTO "SlackEvent" ("id", "heardAt") VALUES ($1, $2)`,
    left: 'SELECT "id" FROM "SlackEvent"',
  },
  quotas: {
    days: keptDays.quotas,
    insert: `INSERT INTO "Quota" ("name", "key", "windowStart", "count") VALUES ('n', $1, $2, 1)`,
    left: 'SELECT "key" AS "id" FROM "Quota"',
  },
};

const ago = async (days: number): Promise<Date> =>
  (await db.sql<{ at: Date }>('SELECT clock() - make_interval(days => $1) AS at', [days]))[0]?.at ?? new Date(0);

it('forgets what is older than it is kept, and nothing that is younger', async () => {
  await db.sql(
    `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt") VALUES ('ada', 'Ada', 'a@example.org', 'UTC', 'engineer', clock())`,
  );
  for (const { days, insert } of Object.values(rowsOf)) {
    await db.sql(insert, ['old', await ago(days + 1)]);
    await db.sql(insert, ['young', await ago(days - 1)]);
  }
  expect(await forgetPast(db.context())).toBe(Object.keys(rowsOf).length);
  for (const [name, { left }] of Object.entries(rowsOf))
    expect([name, (await db.sql<{ id: string }>(left)).map(({ id }) => id)]).toEqual([name, ['young']]);
  expect(await forgetPast(db.context())).toBe(0);
});

it('keeps what is history or may still be needed: pages, mails under way, links to open alerts, living sessions', async () => {
  const old = await ago(2 * keptDays.mails);
  await db.sql(
    `INSERT INTO "Delivery" ("id", "identity", "subjectKind", "subjectId", "channel", "address", "message", "priority", "state", "dueAt", "createdAt", "endedAt")
     VALUES ('page', 'page', 'alert', 'a', 'email', 'a@example.org', '{}', 0, 'sent', $1, $1, $1), ('waits', 'waits', 'person', 'p', 'email', 'a@example.org', '{}', 5, 'due', $1, $1, NULL)`,
    [old],
  );
  await db.sql(
    `INSERT INTO "Page" ("id", "deliveryId", "subjectKind", "subjectId", "round", "step", "channel", "createdAt") VALUES ('p', 'page', 'alert', 'a', 0, 0, 'email', $1)`,
    [old],
  );
  await db.sql(
    `INSERT INTO "Session" ("id", "personId", "tokenHash", "createdAt", "confirmedAt", "lastUsedAt", "expiresAt") VALUES ('lives', 'ada', 'lives', $1, $1, $1, clock() + interval '1 day')`,
    [old],
  );
  for (const [id, closedAt] of [
    ['open', null],
    ['closed', old],
  ])
    await db.sql(
      `WITH a AS (INSERT INTO "Alert" ("id", "teamId", "serviceId", "origin", "key", "title", "details", "source", "priority", "urgency", "links", "batchId", "openedAt", "lastSeenAt", "closedAt", "closedBy")
         VALUES ($1, 't', 's', 'o', $1, 'Slow', '{}', '', 'P1', 'high', '[]', 'b', $2, $2, $3, CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE 'system' END))
       INSERT INTO "AcknowledgeLink" ("id", "tokenHash", "alertId", "personId", "createdAt") VALUES ($1, $1, $1, 'ada', $2)`,
      [id, old, closedAt],
    );
  expect(await forgetPast(db.context())).toBe(1);
  expect(await db.sql('SELECT "id" FROM "AcknowledgeLink"')).toEqual([{ id: 'open' }]);
});
