import { afterAll, beforeAll, expect, it } from 'vitest';
import { system } from '@/server/policy/actor';
import { createRunbook, startRun } from '@/server/runbook/commands';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { subject } from '@/server/timeline/subject';
import { changeFollowUp, createFollowUp, openFollowUp, remindOwners, reportStep } from './commands';
import { listFollowUps } from './queries';

let db: TestDatabase;
const actorOf = (id: string) => signedIn(id, { team: 'member' });
const as = (id: string) => db.context(actorOf(id));
const worker = () => db.context(system('worker'));
const monday = '2026-11-16T09:00:00Z';

beforeAll(async () => {
  db = await testDatabase({ at: monday });
  await db.sql(
    `INSERT INTO "Organisation" ("id", "name", "timeZone", "createdAt") VALUES (1, 'Lark', 'Europe/Berlin', clock())`,
  );
  await db.sql(`INSERT INTO "Team" ("id", "name", "createdAt") VALUES ('team', 'Checkout', clock())`);
  for (const id of ['ana', 'ben'])
    await db.sql(
      `INSERT INTO "Person" ("id", "name", "email", "timeZone", "role", "createdAt")
       VALUES ($1, $1, $1 || '@example.org', 'Europe/Berlin', 'engineer', clock())`,
      [id],
    );
});
afterAll(() => db.close());

const owed = { teamId: 'team', title: 'Raise the threshold', details: '', priority: 'normal' as const };

it('has a day even where nobody said one, later for what matters less', async () => {
  const one = await createFollowUp(as('ana'), { ...owed, ownerId: 'ana' });
  const other = await createFollowUp(as('ana'), { ...owed, ownerId: 'ana', priority: 'high' });
  expect([one.dueOn, other.dueOn]).toEqual(['2027-01-11', '2026-12-14']);
});

it('is in time until the midnight that ends its day', async () => {
  const { id } = await createFollowUp(as('ana'), { ...owed, ownerId: 'ben', dueOn: '2026-11-18' });
  const overdue = async () => (await listFollowUps(as('ben'), { tab: 'overdue' })).map((one) => one.id);
  await db.setClock('2026-11-18T22:59:59Z');
  expect(await overdue()).not.toContain(id);
  await db.setClock('2026-11-18T23:00:00Z');
  expect(await overdue()).toContain(id);
  await db.setClock(monday);
});

it('opens once for a rule and its subject, however many notice it at once; and again once it is closed', async () => {
  const origin = {
    source: 'rule',
    subject: subject('rotation', 'r'),
    serviceId: null,
    key: 'disk',
    rule: 'noisy-key',
  } as const;
  const open = () => openFollowUp(worker(), { ...owed, ownerId: 'ana' }, origin);
  const [first, second] = await Promise.all([open(), open()]);
  expect(first?.id).toBe(second?.id);
  await changeFollowUp(as('ana'), { followUpId: first?.id ?? '', state: 'done', outcome: 'Raised' });
  expect((await open()).id).not.toBe(first?.id);
});

it('reminds its owner once for each day that counts, in working hours, and anew when the day is moved', async () => {
  await db.sql('DELETE FROM "FollowUp"');
  const mails = async () =>
    (await db.sql(`SELECT "personId" FROM "Delivery" WHERE "message"::text LIKE '%' AND "subjectKind" = 'follow-up'`))
      .length;
  const { id } = await createFollowUp(as('ana'), { ...owed, ownerId: 'ana', dueOn: '2026-11-20' });
  const before = await mails();
  await db.setClock('2026-11-17T07:59:00Z');
  expect(await remindOwners(worker())).toBe(0);
  await db.setClock('2026-11-17T08:00:00Z');
  const turns = await Promise.all([remindOwners(worker()), remindOwners(worker())]);
  expect(turns[0] + turns[1]).toBe(1);
  expect(await remindOwners(worker())).toBe(0);
  await db.setClock('2026-11-20T08:00:00Z');
  expect(await remindOwners(worker())).toBe(1);
  await changeFollowUp(as('ana'), { followUpId: id, dueOn: '2026-11-22' });
  expect(await remindOwners(worker())).toBe(1);
  await changeFollowUp(as('ana'), { followUpId: id, state: 'done', outcome: 'Done' });
  await db.setClock('2026-11-23T12:00:00Z');
  expect(await remindOwners(worker())).toBe(0);
  expect((await mails()) - before).toBe(3);
});

it('asks the keeper of a runbook to mend a step, quoted, once for each step and version', async () => {
  const runbook = {
    teamId: 'team',
    title: 'Disk',
    body: '- [ ] Look at `df`\n- [ ] Delete logs',
    ownerId: 'ben',
    rules: [],
  };
  const { id: runbookId } = await createRunbook(as('ana'), runbook);
  const { id: runId } = await startRun(as('ana'), { runbookId, subject: subject('alert', 'a'), teamId: 'team' });
  const [one, same] = await Promise.all([
    reportStep(as('ana'), { runId, step: 2, words: 'They are on another disk' }),
    reportStep(as('ana'), { runId, step: 2, words: 'They are on another disk' }),
  ]);
  expect(one.id).toBe(same.id);
  expect(one).toMatchObject({ owner: { id: 'ben' }, subject: { kind: 'runbook', id: runbookId } });
  expect(one.details).toBe('> Delete logs\n\nThey are on another disk');
  await expect(reportStep(as('ana'), { runId, step: 3, words: 'x' })).rejects.toThrow();
});
