import { afterAll, beforeAll, expect, it } from 'vitest';
import { actorOfToken, resetLinkView } from '@/server/account/queries';
import { createPerson, deactivatePerson } from '@/server/team/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { tokenCommand } from './token';
import { userCommand } from './user';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const person = (name: string) =>
  createPerson(db.context(), { name, email: `${name}@example.org`, timeZone: 'UTC', role: 'admin' });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code: string }) => error.code,
  );

it('prints the token alone on the last line, and it works', async () => {
  const ada = await person('ada');
  const lines = await tokenCommand.run(db.context(), ['create', '--email', 'ADA@example.org', '--name', 'ci']);
  expect(await actorOfToken(db.context(), lines.at(-1) ?? '')).toMatchObject({ kind: 'person', personId: ada.id });
});

it('prints a link that sets a password alone on the last line', async () => {
  const ben = await person('ben');
  const lines = await userCommand.run(db.context(), ['reset', ben.email]);
  const token = decodeURIComponent(new URL(lines.at(-1) ?? '').pathname.split('/').at(-1) ?? '');
  expect(await resetLinkView(db.context(), { token })).toEqual({ name: 'ben', email: ben.email });
});

it('refuses what is written wrongly, nobody, and who has left', async () => {
  expect(await codeOf(tokenCommand.run(db.context(), ['create', '--email', 'ada@example.org']))).toBe('invalid');
  expect(await codeOf(tokenCommand.run(db.context(), ['create', '--wrong', 'x']))).toBe('invalid');
  expect(await codeOf(userCommand.run(db.context(), ['reset']))).toBe('invalid');
  expect(await codeOf(userCommand.run(db.context(), ['reset', 'nobody@example.org']))).toBe('not-found');
  const gone = await person('gone');
  await person('stays');
  await deactivatePerson(db.context(), { id: gone.id });
  expect(await codeOf(tokenCommand.run(db.context(), ['create', '--email', gone.email, '--name', 'x']))).toBe(
    'not-found',
  );
});
