import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '@/server/policy/actor';
import { createRotation } from '@/server/rotation/commands';
import { createRotationSchema } from '@/server/rotation/schema';
import { signedIn } from '@/server/testing/acting';
import { type TestDatabase, testDatabase } from '@/server/testing/database';
import { addRoster, weekly } from '@/server/testing/roster';
import { addTimeOff } from '@/server/time-off/commands';
import { recordPassed } from './commands';
import { teamOverview } from './queries';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ at: '2026-11-18T09:00:00Z' });
  await addRoster(database);
  await database.sql(
    `INSERT INTO "Membership" ("teamId", "personId", "role") VALUES ('payments', 'stranger', 'member')`,
  );
  await database.sql(`UPDATE "Person" SET "country" = 'US', "timeZone" = 'America/New_York' WHERE "id" = 'ben'`);
  const ctx = database.context();
  const body = createRotationSchema.parse({ teamId: 'payments', name: 'Payments', ...weekly });
  await createRotation(ctx, body);
  await recordPassed(ctx);
  await addTimeOff(ctx, { personId: 'cho', firstDay: '2026-12-01', lastDay: '2026-12-02', note: 'Surgery' });
});
afterAll(() => database.close());

const actorOf = (id: string, role: 'member' | 'manager' = 'member') => signedIn(id, { payments: role });
const seenBy = (actor: PersonActor) => teamOverview(database.context(actor), { teamId: 'payments' });

it('puts whoever is on call or next first, and says who has never served', async () => {
  const { people } = await seenBy(actorOf('ana', 'manager'));
  expect(people.map(({ person, mark }) => [person.id, mark])).toEqual([
    ['ben', null],
    ['cho', null],
    ['ana', null],
    ['stranger', 'never'],
  ]);
  expect(people[0]?.next).toEqual({
    ...{ rotation: 'Payments', role: 'primary' },
    from: new Date('2026-11-16T17:00:00Z'),
    to: new Date('2026-11-23T17:00:00Z'),
  });
  expect(people[2]?.next).toMatchObject({ role: 'secondary', from: new Date('2026-11-23T17:00:00Z') });
  expect(people[1]).toMatchObject({ reach: { reachable: false }, away: { from: new Date('2026-11-30T23:00:00Z') } });
  expect(JSON.stringify(people)).not.toContain('Surgery');
});

it('shows managers everybody’s load, others their own and the average', async () => {
  const burdens = async (actor: PersonActor) => {
    const { people } = await seenBy(actor);
    return people.filter(({ burden }) => burden).map(({ person }) => person.id);
  };
  expect(await burdens(actorOf('ana', 'manager'))).toEqual(['ben', 'cho', 'ana', 'stranger']);
  expect(await burdens(actorOf('ben'))).toEqual(['ben']);
  const { people, average } = await seenBy(actorOf('ben'));
  // 26 weeks, two roles, three people: 52 weeks of shifts in all.
  expect(average?.weeks).toBeCloseTo(52 / 3, 0);
  expect(people[0]?.burden?.weeks).toBeGreaterThan(15);
  expect(people[0]?.burden?.holidays).toBeGreaterThan(0);
  expect(people[0]?.burden?.nights).toBeGreaterThan(100);
});

it('is for the team, and for nobody else', async () => {
  const outsider: PersonActor = { ...actorOf('eve'), teams: new Map() };
  await expect(seenBy(outsider)).rejects.toMatchObject({ code: 'not-found' });
});
