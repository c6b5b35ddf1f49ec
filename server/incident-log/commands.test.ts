import { afterAll, beforeAll, expect, it } from 'vitest';
import { declare } from '@/server/incident/commands';
import { system } from '@/server/policy/actor';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addEntry, changeEntry, remindOfUpdates } from './commands';

let db: TestDatabase;
const as = (id: string) => db.context(signedIn(id, { team: 'manager' }));
const declared = (severity: 'critical' | 'major' = 'major') =>
  declare(as('ana'), {
    ...{ teamId: 'team', title: 'Checkout is down', severity, summary: '' },
    ...{ serviceIds: [], alertIds: [], responderIds: [] },
  });

beforeAll(async () => {
  db = await testDatabase({ at: '2026-11-16T09:00:00Z' });
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  for (const id of ['ana', 'ben']) {
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
    await db.sql(`INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('team', $1, 'member')`, [id]);
  }
});
afterAll(() => db.close());

it('sorts what was learnt late to when it happened, and keeps what was said before', async () => {
  const { id: incidentId } = await declared();
  await db.advance(3_600);
  await addEntry(as('ana'), { incidentId, kind: 'action', text: 'Restarted it' });
  const happenedAt = new Date((await db.context().now()).getTime() - 1_800_000).toISOString();
  const { timeline } = await addEntry(as('ben'), {
    incidentId,
    kind: 'finding',
    text: 'The disk is full',
    happenedAt,
  });
  const said = timeline.filter((line) => line.by === 'person');
  expect(said.map(({ text, late }) => [text, late])).toEqual([
    ['The disk is full', true],
    ['Restarted it', false],
  ]);
  const entryId = said[0]?.id ?? '';
  await changeEntry(as('ben'), { entryId, version: 1, text: 'The disk of a1 is full' });
  await expect(changeEntry(as('ana'), { entryId, version: 1, text: 'No' })).rejects.toMatchObject({
    code: 'changed',
  });
  const future = { incidentId, kind: 'finding' as const, text: 'x', happenedAt: '2030-01-01T00:00:00Z' };
  await expect(addEntry(as('ana'), future)).rejects.toMatchObject({
    fields: { happenedAt: expect.any(String) },
  });
});

it('reminds whoever speaks for it once for each promised update', async () => {
  const { id: incidentId } = await declared('critical');
  const mails = () => db.sql(`SELECT 1 FROM "Delivery" WHERE "subjectId" = $1`, [incidentId]);
  const turn = () => remindOfUpdates(db.context(system('worker')));
  await turn();
  expect(await mails()).toHaveLength(0);
  await db.advance(31 * 60);
  await turn();
  await turn();
  expect(await mails()).toHaveLength(1);
  await addEntry(as('ana'), { incidentId, kind: 'update', text: 'Still looking' });
  await db.advance(31 * 60);
  await turn();
  expect(await mails()).toHaveLength(2);
});
