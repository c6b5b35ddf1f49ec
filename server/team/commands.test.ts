import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '@/server/account/commands';
import { actorOfSession } from '@/server/account/queries';
import { env } from '@/server/env';
import { stranger, system } from '@/server/policy/actor';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import * as team from './commands';
import { isSetUp, managersOf, membersOf, setupState, teamViews } from './queries';

const password = 'correct horse battery';
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code: string; message: string }) => error,
  );
const person = (name: string, more: { role?: 'viewer' | 'engineer' | 'admin' } = {}) =>
  team.createPerson(db.context(), {
    name,
    email: `${name.toLowerCase()}@example.org`,
    timeZone: 'UTC',
    role: 'engineer',
    password,
    ...more,
  });
const actingAs = async (email: string) => {
  const { sessionToken } = await signIn(db.context(system('sign-in')), {
    email,
    password,
    address: '192.0.2.1',
    device: 'x',
  });
  const actor = await actorOfSession(db.context(), sessionToken);
  if (!actor) throw new Error('no session');
  return db.context(actor);
};

describe('set-up (S-A9)', () => {
  it('people without a credential keep it open; of two first admins at once exactly one wins, and it stays closed', async () => {
    await team.createPerson(db.context(), { name: 'Demo', email: 'demo@example.org', timeZone: 'UTC', role: 'admin' });
    expect(await setupState(db.context(stranger))).toEqual({ closed: false, step: null, organisation: null });
    const first = (name: string) =>
      refusalOf(
        team.createFirstAdmin(db.context(stranger), {
          name,
          email: `${name}@example.org`,
          password,
          timeZone: 'Europe/Berlin',
        }),
      );
    const answers = await Promise.all([first('ada'), first('eve')]);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers.find((answer) => answer !== undefined)?.code).toBe('signed-out');
    expect((await first('mallory'))?.code).toBe('signed-out');
    expect(await isSetUp(db.context())).toBe(true);
  });

  it('an environment that names an admin changes nothing once there is one', async () => {
    Object.assign(env, { BATON_ADMIN_EMAIL: 'ops@example.org', BATON_ADMIN_PASSWORD: 'operators own secret' });
    await team.ensureAdmin(db.context());
    expect(await db.sql('SELECT 1 FROM "Person" WHERE "email" = $1', ['ops@example.org'])).toEqual([]);
  });

  it('does not lose its place when one goes back to look', async () => {
    await team.saveSetupStep(db.context(), 'rotation');
    await team.saveSetupStep(db.context(), 'people');
    const [row] = await db.sql('SELECT "setupStep" FROM "Organisation"');
    expect(row).toEqual({ setupStep: 'rotation' });
  });
});

describe('people', () => {
  it('nobody twice, in whatever case the address is written', async () => {
    await person('Ben');
    const answer = await refusalOf(
      team.createPerson(db.context(), { name: 'Ben', email: 'BEN@example.org', timeZone: 'UTC', role: 'viewer' }),
    );
    expect(answer).toMatchObject({ code: 'invalid', fields: { email: expect.any(String) } });
  });

  it('the last admin who can sign in stays, also when two leave at once', async () => {
    const [row] = await db.sql<{ id: string }>(
      `SELECT "id" FROM "Person" WHERE "role" = 'admin' AND "passwordHash" IS NOT NULL`,
    );
    const id = row?.id ?? '';
    expect((await refusalOf(team.deactivatePerson(db.context(), { id })))?.code).toBe('not-possible');
    expect((await refusalOf(team.updatePerson(db.context(), { id, role: 'engineer' })))?.code).toBe('not-possible');
    const second = await person('Second', { role: 'admin' });
    const answers = await Promise.all(
      [id, second.id].map((one) => refusalOf(team.deactivatePerson(db.context(), { id: one }))),
    );
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    for (const one of [id, second.id]) await team.reactivatePerson(db.context(), { id: one });
  });

  it('only admins give roles; one’s own profile is one’s own', async () => {
    const mia = await person('Mia');
    const ctx = await actingAs(mia.email);
    expect((await team.updatePerson(ctx, { id: mia.id, name: 'Mia M', timeZone: 'Asia/Kolkata' })).name).toBe('Mia M');
    expect((await refusalOf(team.updatePerson(ctx, { id: mia.id, role: 'admin' })))?.code).toBe('not-allowed');
    const [other] = (await teamViews(db.context())).length ? [mia] : [mia];
    expect(
      (
        await refusalOf(
          team.createPerson(await actingAs(other.email), {
            name: 'X',
            email: 'x@example.org',
            timeZone: 'UTC',
            role: 'admin',
          }),
        )
      )?.code,
    ).toBe('not-allowed');
  });

  it('are pasted line by line: what can be read is made, the rest is answered, who exists only joins', async () => {
    const crew = await team.createTeam(db.context(), { name: 'Crew', memberIds: [], managerIds: [] });
    const results = await team.addPeople(db.context(), {
      text: 'Zoe Zed, zoe@example.org\n\nBen <BEN@example.org>\nno address here\nlee.kim@example.org\nLee again; LEE.KIM@example.org',
      timeZone: 'Europe/Berlin',
      teamId: crew.id,
    });
    expect(results.map((result) => ('fault' in result ? result.line : [result.person.name, result.existed]))).toEqual([
      ['Zoe Zed', false],
      ['Ben', true],
      4,
      ['Lee Kim', false],
      6,
    ]);
    expect(await membersOf(db.context(), crew.id)).toHaveLength(3);
  });
});

describe('teams', () => {
  it('rights in a team end on the next request after leaving it, and foreign teams do not exist', async () => {
    const [dee, kai] = [await person('Dee'), await person('Kai')];
    const crew = await team.createTeam(db.context(), { name: 'Web', memberIds: [kai.id], managerIds: [dee.id] });
    const foreign = await team.createTeam(db.context(), { name: 'Data', memberIds: [], managerIds: [] });
    expect(await managersOf(db.context(), crew.id)).toEqual([dee.id]);
    const manager = await actingAs(dee.email);
    await team.setMembership(manager, { teamId: crew.id, personId: kai.id, role: 'manager' });
    const input = { teamId: foreign.id, personId: kai.id, role: 'member' as const };
    const unknown = { ...input, teamId: crypto.randomUUID() };
    const [theirs, nobodys] = [
      await refusalOf(team.setMembership(manager, input)),
      await refusalOf(team.setMembership(manager, unknown)),
    ];
    expect(theirs?.code).toBe('not-found');
    expect(theirs?.message).toBe(nobodys?.message);
    await team.removeMember(await actingAs(kai.email), { teamId: crew.id, personId: dee.id });
    expect((await refusalOf(team.updateTeam(await actingAs(dee.email), { id: crew.id, name: 'Mine' })))?.code).toBe(
      'not-found',
    );
  });

  it('name unknown people by field', async () => {
    expect(
      await refusalOf(team.createTeam(db.context(), { name: 'Ghosts', memberIds: ['nobody'], managerIds: [] })),
    ).toMatchObject({
      code: 'invalid',
      fields: { 'memberIds.0': expect.any(String) },
    });
  });
});
