import type { Context } from '@/server/context';
import { refusal } from '@/server/database-refusal';
import { invalid } from '@/server/errors';
import type { PersonRole, TeamRole } from '@/server/policy/actor';
import type { Delegation } from './delegation';
import type { Membership, Team } from './membership';
import type { Organisation, SetupStep } from './organisation';
import type { Person } from './person';

type PersonRow = NonNullable<Awaited<ReturnType<Context['db']['person']['findFirst']>>>;
type TeamRow = NonNullable<Awaited<ReturnType<Context['db']['team']['findFirst']>>>;

const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  timeZone: row.timeZone,
  role: row.role as PersonRole,
  country: row.country,
  workStart: row.workStart,
  workEnd: row.workEnd,
  digest: row.digest,
  healthMail: row.healthMail,
  active: row.deactivatedAt === null,
  demo: row.demo,
});

const toTeam = ({ id, name, archivedAt, publicNow }: TeamRow): Team => ({
  id,
  name,
  archived: archivedAt !== null,
  publicNow,
});

/** A second row under the same unique name becomes a refusal beside its field. */
async function unique<T>(field: string, message: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (refusal(error)?.sqlState === '23505') throw invalid({ [field]: message });
    throw error;
  }
}

const emailTaken = 'Somebody has this address already';
const nameTaken = 'There is a team of this name already: choose another';

/** Until the transaction's end: who is an admin, and whether there is one, changes for one caller at a time. */
export async function lockAdmins(ctx: Context): Promise<void> {
  await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('team.admins'))`;
}

// People

export type NewPerson = Pick<Person, 'id' | 'name' | 'email' | 'timeZone' | 'role'> & {
  passwordHash: string | null;
  createdAt: Date;
};

export const insertPerson = async (ctx: Context, person: NewPerson): Promise<Person> =>
  toPerson(await unique('email', emailTaken, ctx.db.person.create({ data: person })));

type Changeable =
  | 'name'
  | 'email'
  | 'timeZone'
  | 'role'
  | 'country'
  | 'workStart'
  | 'workEnd'
  | 'digest'
  | 'healthMail';
export type PersonChange = Partial<Pick<Person, Changeable>> & {
  passwordHash?: string;
  deactivatedAt?: Date | null;
};

export const changePerson = async (ctx: Context, id: string, change: PersonChange): Promise<Person> =>
  toPerson(await unique('email', emailTaken, ctx.db.person.update({ where: { id }, data: change })));

/** All, by name; or those with the ids. */
export async function people(ctx: Context, ids?: readonly string[]): Promise<Person[]> {
  const rows = await ctx.db.person.findMany({
    ...(ids && { where: { id: { in: [...ids] } } }),
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toPerson);
}

/** By its address, in whatever case; with whether it has a password. */
export async function personByEmail(
  ctx: Context,
  email: string,
): Promise<{ person: Person; hasPassword: boolean } | null> {
  const [found] = await ctx.db.$queryRaw<
    { id: string }[]
  >`SELECT "id" FROM "Person" WHERE lower("email") = lower(${email})`;
  const row = found && (await ctx.db.person.findUnique({ where: { id: found.id } }));
  return row ? { person: toPerson(row), hasPassword: row.passwordHash !== null } : null;
}

/** Active admins who can sign in. */
export async function adminsWithCredential(ctx: Context): Promise<string[]> {
  const rows = await ctx.db.person.findMany({
    where: { role: 'admin', deactivatedAt: null, passwordHash: { not: null } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Active people with the role, of the organisation. */
export async function activeAdmins(ctx: Context): Promise<string[]> {
  const rows = await ctx.db.person.findMany({ where: { role: 'admin', deactivatedAt: null }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/**
 * When people are away, the first first. Time off belongs to a concept above; asked here, because whether a manager needs
 * somebody who decides hangs on it.
 */
export async function timeOffIn(
  ctx: Context,
  personIds: readonly string[],
  span: { from: Date; to?: Date },
): Promise<{ personId: string; from: Date; to: Date }[]> {
  const rows = await ctx.db.timeOff.findMany({
    where: {
      personId: { in: [...personIds] },
      endsAt: { gt: span.from },
      ...(span.to && { startsAt: { lt: span.to } }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ personId, startsAt, endsAt }) => ({ personId, from: startsAt, to: endsAt }));
}

// Teams

export const insertTeam = async (ctx: Context, team: { id: string; name: string; createdAt: Date }): Promise<Team> =>
  toTeam(await unique('name', nameTaken, ctx.db.team.create({ data: team })));

export const changeTeam = async (
  ctx: Context,
  id: string,
  change: { name?: string; publicNow?: boolean },
): Promise<Team> => toTeam(await unique('name', nameTaken, ctx.db.team.update({ where: { id }, data: change })));

/** By name, archived ones left out; null asks for all. */
export async function teams(ctx: Context, ids: readonly string[] | null): Promise<Team[]> {
  const rows = await ctx.db.team.findMany({
    where: { archivedAt: null, ...(ids && { id: { in: [...ids] } }) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toTeam);
}

export async function memberships(
  ctx: Context,
  teamIds: readonly string[],
): Promise<(Membership & { teamId: string })[]> {
  const rows = await ctx.db.membership.findMany({
    where: { teamId: { in: [...teamIds] } },
    orderBy: { personId: 'asc' },
  });
  return rows.map(({ teamId, personId, role }) => ({ teamId, personId, role: role as TeamRole }));
}

export async function putMemberships(ctx: Context, teamId: string, list: readonly Membership[]): Promise<void> {
  for (const { personId, role } of list)
    await ctx.db.membership.upsert({
      where: { teamId_personId: { teamId, personId } },
      create: { teamId, personId, role },
      update: { role },
    });
}

export async function deleteMembership(ctx: Context, teamId: string, personId: string): Promise<boolean> {
  return (await ctx.db.membership.deleteMany({ where: { teamId, personId } })).count > 0;
}

// The organisation

export async function organisation(ctx: Context): Promise<Organisation | null> {
  const row = await ctx.db.organisation.findUnique({ where: { id: 1 } });
  return row && { name: row.name, timeZone: row.timeZone, setupStep: row.setupStep as SetupStep, demo: row.demo };
}

export async function putOrganisation(ctx: Context, change: Partial<Organisation>, now: Date): Promise<void> {
  const create = { id: 1, name: 'Our company', timeZone: 'UTC', createdAt: now, ...change };
  await ctx.db.organisation.upsert({ where: { id: 1 }, create, update: change });
}

// Delegation

const toDelegation = (row: {
  id: string;
  personId: string;
  toPersonId: string;
  startsAt: Date;
  endsAt: Date;
}): Delegation => {
  return { id: row.id, personId: row.personId, toPersonId: row.toPersonId, from: row.startsAt, to: row.endsAt };
};

/** Of some managers, those that are not over at an instant, the first begins first. */
export async function delegations(ctx: Context, personIds: readonly string[], since: Date): Promise<Delegation[]> {
  const rows = await ctx.db.delegation.findMany({
    where: { personId: { in: [...personIds] }, endedAt: null, endsAt: { gt: since } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toDelegation);
}

/** In place of whatever was not over; null: nothing. */
export async function putDelegation(ctx: Context, personId: string, next: Delegation | null, now: Date): Promise<void> {
  await ctx.db.delegation.updateMany({
    where: { personId, endedAt: null, endsAt: { gt: now } },
    data: { endedAt: now },
  });
  if (!next) return;
  const { from, to, ...row } = next;
  await ctx.db.delegation.create({ data: { ...row, startsAt: from, endsAt: to, createdAt: now } });
}

/** Ids of the teams that people manage. */
export const managedTeams = async (ctx: Context, personId: string): Promise<string[]> =>
  (await ctx.db.membership.findMany({ where: { personId, role: 'manager' } })).map(({ teamId }) => teamId);
