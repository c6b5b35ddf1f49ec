import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asText } from '@/server/notification/rendering';
import type { Notice } from '@/server/outbound';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { unseal } from '@/server/secret';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { sendMonthReports, sendWeekReports } from './commands';

let database: TestDatabase;
const dayMs = 86_400_000;
const week = { from: '2026-11-16T17:00:00Z', to: '2026-11-23T17:00:00Z' };

/** An alert that rang one person, and what was said of it. */
async function rang(id: string, at: string, personId: string, classification: string | null): Promise<void> {
  await database.sql(
    `INSERT INTO "Alert" ("id", "teamId", "serviceId", "origin", "key", "title", "details", "source", "priority", "urgency",
       "links", "batchId", "openedAt", "lastSeenAt", "closedAt", "closedBy", "classification")
     VALUES ($1, 'payments', 'checkout', $1, 'disk-full', 'The disk is nearly full', '{}', '', 'P2', 'high', '[]', $1,
       $2, $2, $2::timestamptz + interval '20 minutes', 'person', $3)`,
    [id, at, classification],
  );
  await database.sql(
    `INSERT INTO "Delivery" ("id", "identity", "subjectKind", "subjectId", "teamId", "personId", "channel", "address",
       "message", "priority", "state", "dueAt", "createdAt", "sentAt", "endedAt")
     VALUES ($1, $1, 'alert', $1, 'payments', $2, 'push', '', '{}', 0, 'sent', $3, $3, $3::timestamptz + interval '2 seconds', $3)`,
    [id, personId, at],
  );
}

beforeAll(async () => {
  database = await testDatabase({ at: '2026-09-01T08:00:00Z' });
  await addRoster(database);
  await database.sql(
    `INSERT INTO "Service" ("id", "teamId", "name", "policyId", "createdAt") VALUES ('checkout', 'payments', 'Checkout', 'policy', clock())`,
  );
  const { id } = await createRotation(
    database.context(),
    createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly }),
  );
  await database.sql(
    `INSERT INTO "EscalationPolicy" ("id", "teamId", "name", "steps", "repeat", "createdAt") VALUES ('policy', 'payments', 'Usual', $1, 0, clock())`,
    [JSON.stringify([{ afterSeconds: 0, targets: [{ kind: 'role', rotationId: id, role: 'primary' }] }])],
  );
  await database.sql(`UPDATE "Person" SET "role" = 'admin' WHERE "id" = 'stranger'`);
  await database.sql(`UPDATE "Person" SET "healthMail" = false WHERE "id" = 'ben'`);
  for (let i = 0; i < 20; i++)
    await rang(`old-${i}`, new Date(Date.parse('2026-10-05T10:00:00Z') + i * dayMs).toISOString(), 'cho', 'acted');
  await rang('night', '2026-11-18T02:00:00Z', 'ana', 'bad-check');
  await rang('night-again', '2026-11-18T03:00:00Z', 'ana', 'recovered');
  await rang('day', '2026-11-19T10:00:00Z', 'ana', null);
});
afterAll(() => database.close());

type Mail = { to: string; notice: Notice; text: string };

async function mails(): Promise<Mail[]> {
  const rows = await database.sql<{ address: string; message: { sealed: string } }>(
    `SELECT "address", "message" FROM "Delivery" WHERE "channel" = 'email' ORDER BY "address"`,
  );
  return rows.map(({ address, message }) => {
    const { notice } = JSON.parse(unseal(message.sealed)) as { notice: Notice };
    return { to: address.split('@')[0] ?? '', notice, text: asText(notice) };
  });
}

describe('the mail after a handoff', () => {
  it('comes once a rotation and week, by however many workers, to whoever has not stopped it', async () => {
    await database.setClock('2026-11-23T16:59:00Z');
    expect(await sendWeekReports(database.context())).toBe(0);
    await database.setClock(week.to);
    const counts = await Promise.all([1, 2].map(() => sendWeekReports(database.context())));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    await database.advance(600);
    expect(await sendWeekReports(database.context())).toBe(0);
    expect((await mails()).map(({ to }) => to)).toEqual(['ana', 'cho']);
  });

  it('says the week in figures, one paragraph and ten answers, and names nobody', async () => {
    const [{ notice, text } = { notice: null, text: '' }] = await mails();
    expect(notice?.title).toBe('Health of Payments: Mon 16 Nov 12:00 – Mon 23 Nov 12:00 ET');
    expect(text).toContain('People were interrupted 3 times: 1 in business hours and 2 in somebody’s sleep.');
    expect(text).toMatch(/Nights interrupted\n {2}This week: 1 of 1[45]\n/);
    expect(text).toContain('Actionable\n  This week: 0 of 2\n');
    expect(text).toContain('Classified\n  This week: 2 of 3\n');
    expect(notice?.parts?.flatMap(({ answers = [] }) => answers)).toHaveLength(10);
    expect(notice?.links).toEqual([
      { label: 'Open the weekly review', url: expect.stringContaining('/health/weeks/') },
      { label: 'Stop these mails', url: notice?.stopAt },
    ]);
    expect(JSON.stringify(notice)).not.toMatch(/\b(Ana|Ben|Cho)\b/);
    expect(JSON.stringify(notice).length).toBeLessThan(50_000);
  });

  it('is old news after two days', async () => {
    await database.setClock('2026-12-02T17:00:01Z');
    expect(await sendWeekReports(database.context())).toBe(0);
  });
});

describe('the mail about a month', () => {
  it('goes once to each team, and one line a team to the admins', async () => {
    await database.sql(`DELETE FROM "Delivery" WHERE "channel" = 'email'`);
    await database.setClock('2026-12-02T08:00:00Z');
    const counts = await Promise.all([1, 2].map(() => sendMonthReports(database.context())));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await sendMonthReports(database.context())).toBe(0);
    const sent = await mails();
    expect(sent.map(({ to, notice }) => `${to}: ${notice.title}`)).toEqual([
      'ana: Health of Payments: November 2026',
      'cho: Health of Payments: November 2026',
      'stranger: Health of all teams: November 2026',
    ]);
    const [team, , overview] = sent;
    expect(team?.notice.parts?.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Week by week', 'Noise', 'The noisiest alerts', 'What the figures mean']),
    );
    expect(team?.text).toContain('To Mon 23 Nov\n  Felt: 3\n  Asleep: 2\n');
    expect(overview?.text).toContain('* Payments\n  Felt: 3\n');
    expect(JSON.stringify(sent.map(({ notice }) => notice))).not.toMatch(/\b(Ana|Ben|Cho)\b/);
  });

  it('is not due in the middle of one', async () => {
    await database.setClock('2027-01-05T08:00:00Z');
    expect(await sendMonthReports(database.context())).toBe(0);
  });
});
