import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensurePushKeys } from '../contact/commands';
import { env } from '../env';
import { createPerson } from '../team/commands';
import { type TestDatabase, testDatabase } from '../testing/database';
import { pretendSmtp } from '../testing/outside';
import { doctorCommand, examine } from './doctor';

let db: TestDatabase;
let smtp: Awaited<ReturnType<typeof pretendSmtp>>;
const before = { ...env };
beforeAll(async () => {
  db = await testDatabase();
  smtp = await pretendSmtp();
  env.SMTP_URL = smtp.url;
  await createPerson(db.context(), { name: 'Ada', email: 'ada@example.org', timeZone: 'UTC', role: 'engineer' });
  await ensurePushKeys(db.context());
});
afterAll(async () => {
  Object.assign(env, before);
  await smtp.close();
  await db.close();
});

const beat = () =>
  db.sql(
    `INSERT INTO "Worker" ("startedAt", "lastTurnAt", "lookedAt", "turns") VALUES (real_clock(), real_clock(), clock(), 3)`,
  );
const wrongs = async () =>
  (await examine(db.context())).filter(({ state }) => state === 'wrong').map(({ says }) => says);

it('says that no worker turns, and ends as failed', async () => {
  expect(await wrongs()).toEqual([expect.stringContaining('no worker')]);
  await expect(doctorCommand.run(db.context(), [])).rejects.toMatchObject({ code: 'not-possible' });
});

it('finds nothing wrong where a page would get out, and names whom none reaches', async () => {
  await beat();
  const lines = await doctorCommand.run(db.context(), []);
  expect(lines.join('\n')).toMatch(/no page reaches Ada/);
  expect(lines.at(-1)).toContain('Nothing stands in the way');
  // It looked at the mail server, and sent nothing.
  expect(smtp.received).toEqual([]);
});

it('says which mail server cannot be reached, and when stored secrets cannot be opened', async () => {
  const { AUTH_SECRET, SMTP_URL } = env;
  env.SMTP_URL = 'smtp://127.0.0.1:1';
  env.AUTH_SECRET = 'another secret, of another installation, than before';
  try {
    expect(await wrongs()).toEqual([
      expect.stringContaining('AUTH_SECRET'),
      expect.stringContaining('127.0.0.1:1 cannot be reached (ECONNREFUSED)'),
    ]);
  } finally {
    Object.assign(env, { AUTH_SECRET, SMTP_URL });
  }
});
