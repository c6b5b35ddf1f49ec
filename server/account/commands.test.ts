import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '@/server/bounds';
import { system } from '@/server/policy/actor';
import { createPerson, deactivatePerson } from '@/server/team/commands';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import * as account from './commands';
import { actorOfSession, actorOfToken, mySessions, resetLinkView } from './queries';

const password = 'correct horse battery';
let db: TestDatabase;
let count = 0;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.sql('DELETE FROM "Quota"'));

const newPerson = async (more: { password?: string | undefined } = { password }) => {
  count += 1;
  const input = {
    name: `Person ${count}`,
    email: `person${count}@example.org`,
    timeZone: 'UTC',
    role: 'engineer' as const,
  };
  return createPerson(db.context(), { ...input, ...more });
};
const signIn = (email: string, more: Partial<account.SignIn> = {}) =>
  account.signIn(db.context(system('sign-in')), {
    email,
    password,
    address: '192.0.2.1',
    device: 'Firefox on Linux',
    ...more,
  });
const whoIs = (token: string) => actorOfSession(db.context(), token);
const asSession = async (token: string) => {
  const actor = await whoIs(token);
  if (!actor) throw new Error('no session');
  return db.context(actor);
};
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code: string; message: string }) => error,
  );

describe('signing in', () => {
  it('opens a session whose token is nowhere in the database (S-K1)', async () => {
    const person = await newPerson();
    const { sessionToken } = await signIn(person.email.toUpperCase());
    expect(await whoIs(sessionToken)).toMatchObject({ kind: 'person', personId: person.id, via: 'session' });
    const [row] = await db.sql('SELECT * FROM "Session" WHERE "personId" = $1', [person.id]);
    expect(JSON.stringify(row)).not.toContain(sessionToken);
  });

  it('makes a new id and ends the one this device had (S-A1)', async () => {
    const { email } = await newPerson();
    const first = await signIn(email);
    const second = await signIn(email, { previousToken: first.sessionToken });
    expect(second.sessionToken).not.toBe(first.sessionToken);
    expect(await whoIs(first.sessionToken)).toBeNull();
    expect(await whoIs(second.sessionToken)).not.toBeNull();
  });

  it('answers unknown, wrong, deactivated and password-less alike (S-A4)', async () => {
    const [known, gone, invited] = [await newPerson(), await newPerson(), await newPerson({})];
    await deactivatePerson(db.context(), { id: gone.id });
    const answers = await Promise.all([
      refusalOf(signIn(known.email, { password: 'wrong password' })),
      refusalOf(signIn('nobody@example.org')),
      refusalOf(signIn(gone.email)),
      refusalOf(signIn(invited.email)),
      refusalOf(signIn('not an address')),
    ]);
    expect(new Set(answers.map((answer) => `${answer?.code} ${answer?.message}`)).size).toBe(1);
    expect(answers[0]?.code).toBe('signed-out');
  });

  it('stops guessing after five failures from one place, also for the right password, and lets go after the window', async () => {
    const { email } = await newPerson();
    for (let i = 0; i < 5; i++)
      expect((await refusalOf(signIn(email, { password: `wrong ${i} wrong` })))?.code).toBe('signed-out');
    expect(await refusalOf(signIn(email))).toMatchObject({ code: 'too-many', retryAfterSeconds: expect.any(Number) });
    expect(await refusalOf(signIn(email, { knownDevice: 'own-phone' }))).toBeUndefined();
    expect(await refusalOf(signIn(email, { address: '198.51.100.7' }))).toBeUndefined();
    await db.advance(limits['sign-in-account-prefix'].windowSeconds);
    expect(await refusalOf(signIn(email))).toBeUndefined();
  });

  it('never counts what succeeds', async () => {
    const { email } = await newPerson();
    for (let i = 0; i < 40; i++) await signIn(email);
    expect(await db.sql('SELECT * FROM "Quota" WHERE "count" > 0')).toEqual([]);
  });

  it('slows an account that is attacked from everywhere, and never locks it (S-R1)', async () => {
    const { email } = await newPerson();
    for (let i = 0; i < 50; i++) await refusalOf(signIn(email, { password: 'wrong guess', address: `203.0.113.${i}` }));
    expect(await refusalOf(signIn(email, { password: 'wrong guess', address: '192.0.2.77' }))).toMatchObject({
      code: 'signed-out',
    });
    expect(await refusalOf(signIn(email, { address: '192.0.2.77' }))).toMatchObject({ code: 'too-many' });
    expect(await refusalOf(signIn(email, { address: '192.0.2.78' }))).toBeUndefined();
  });
});

describe('sessions end', () => {
  it('after 14 idle days, and after 30 days in any case', async () => {
    const { email } = await newPerson();
    const [idle, used] = [await signIn(email), await signIn(email)];
    for (let day = 0; day < 15; day++) {
      await db.advance(86_400);
      if (day < 13) expect(await whoIs(used.sessionToken)).not.toBeNull();
      else await whoIs(used.sessionToken);
    }
    expect(await whoIs(idle.sessionToken)).toBeNull();
    expect(await whoIs(used.sessionToken)).not.toBeNull();
    for (let day = 0; day < 15; day++) await db.advance(86_400).then(() => whoIs(used.sessionToken));
    expect(await whoIs(used.sessionToken)).toBeNull();
  });

  it('at once on sign-out, deactivation, and password change elsewhere (S-A2)', async () => {
    const person = await newPerson();
    const [here, there, third] = [await signIn(person.email), await signIn(person.email), await signIn(person.email)];
    await account.signOut(db.context(), third.sessionToken);
    expect(await whoIs(third.sessionToken)).toBeNull();
    await account.changePassword(await asSession(here.sessionToken), {
      current: password,
      password: 'another long secret',
    });
    expect(await whoIs(there.sessionToken)).toBeNull();
    expect(await whoIs(here.sessionToken)).not.toBeNull();
    const { value } = await account.createToken(db.context(), {
      personId: person.id,
      name: 'ci',
      kind: 'personal',
      scopes: ['read'],
      days: null,
    });
    expect(await actorOfToken(db.context(), value)).toMatchObject({ personId: person.id, via: 'token' });
    await deactivatePerson(db.context(), { id: person.id });
    expect(await whoIs(here.sessionToken)).toBeNull();
    expect(await actorOfToken(db.context(), value)).toBeNull();
  });

  it('all others, or one of one’s own and nobody else’s', async () => {
    const [ada, eve] = [await newPerson(), await newPerson()];
    const [here, there] = [await signIn(ada.email), await signIn(ada.email)];
    const foreign = await mySessions(await asSession((await signIn(eve.email)).sessionToken));
    const ctx = await asSession(here.sessionToken);
    expect((await refusalOf(account.endSessions(ctx, { id: foreign[0]?.id ?? '' })))?.code).toBe('not-found');
    await account.endSessions(ctx, { id: null });
    expect(await whoIs(there.sessionToken)).toBeNull();
    expect(await mySessions(ctx)).toMatchObject([{ current: true, device: 'Firefox on Linux' }]);
  });
});

describe('what takes an account over asks for the password again', () => {
  it('after 15 minutes, and typing it is enough', async () => {
    const { email } = await newPerson();
    const { sessionToken } = await signIn(email);
    const make = async () =>
      account.createToken(await asSession(sessionToken), {
        name: 'laptop',
        kind: 'personal',
        scopes: ['read'],
        days: 30,
      });
    await make();
    await db.advance(16 * 60);
    expect((await refusalOf(make()))?.code).toBe('sign-in-again');
    expect(
      (await refusalOf(account.confirmPassword(await asSession(sessionToken), { password: 'wrong one' })))?.code,
    ).toBe('invalid');
    await account.confirmPassword(await asSession(sessionToken), { password });
    expect((await make()).value).toMatch(/^baton_p_/);
  });
});

describe('links that set a password (S-A7)', () => {
  it('work once, for ten minutes, and end all sessions', async () => {
    const person = await newPerson();
    const { sessionToken } = await signIn(person.email);
    const late = await account.issueResetLink(db.context(), person);
    await db.advance(601);
    expect((await refusalOf(resetLinkView(db.context(), late)))?.code).toBe('not-found');
    const link = await account.issueResetLink(db.context(), person);
    expect(await resetLinkView(db.context(), link)).toEqual({ name: person.name, email: person.email });
    const take = () =>
      refusalOf(account.takeResetLink(db.context(), { token: link.token, password: 'a brand new secret' }));
    const both = await Promise.all([take(), take()]);
    expect(both.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(await whoIs(sessionToken)).toBeNull();
    expect(await refusalOf(signIn(person.email, { password: 'a brand new secret' }))).toBeUndefined();
  });

  it('end with any change of the password, and with a newer link', async () => {
    const person = await newPerson();
    const first = await account.issueResetLink(db.context(), person);
    const second = await account.issueResetLink(db.context(), person);
    expect((await refusalOf(resetLinkView(db.context(), first)))?.code).toBe('not-found');
    const ctx = await asSession((await signIn(person.email)).sessionToken);
    await account.changePassword(ctx, { current: password, password: 'another long secret' });
    expect((await refusalOf(resetLinkView(db.context(), second)))?.code).toBe('not-found');
  });
});

describe('tokens', () => {
  it('are stored as a hash, carry their scopes and their person’s rights, and end when revoked or expired', async () => {
    const person = await newPerson();
    const make = { personId: person.id, name: 'ci', kind: 'personal' as const, scopes: ['read' as const], days: 1 };
    const { token, value } = await account.createToken(db.context(), make);
    expect(JSON.stringify(await db.sql('SELECT * FROM "Token"'))).not.toContain(value);
    const actor = await actorOfToken(db.context(), value);
    expect([...(actor?.scopes ?? [])]).toEqual(['read']);
    await account.revokeToken(db.context(), token);
    expect(await actorOfToken(db.context(), value)).toBeNull();
    const short = await account.createToken(db.context(), make);
    await db.advance(86_401);
    expect(await actorOfToken(db.context(), short.value)).toBeNull();
    expect(await actorOfToken(db.context(), 'baton_p_nonsense')).toBeNull();
  });
});
