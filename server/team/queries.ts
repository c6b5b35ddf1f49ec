import { normaliseEmail } from '@/server/account/email';
import type { Context } from '@/server/context';
import { env } from '@/server/env';
import { notFound } from '@/server/errors';
import { abilitiesOf, authorize, visibleTeams } from '@/server/policy/authorize';
import { type DelegationView, undelegated } from './delegation';
import type { Membership, Team } from './membership';
import type { Organisation, SetupStep } from './organisation';
import type { Person } from './person';
import * as store from './store';

// Internal: for commands and queries that have authorised what they ask for.

/** Who somebody is, also of people who have left. */
export async function peopleByIds(ctx: Context, ids: readonly string[]): Promise<Map<string, Person>> {
  const rows = ids.length === 0 ? [] : await store.people(ctx, [...new Set(ids)]);
  return new Map(rows.map((person) => [person.id, person]));
}

/** Members and managers, people who have left included. */
export const membersOf = (ctx: Context, teamId: string): Promise<Membership[]> => store.memberships(ctx, [teamId]);

/** Ids of the team's active managers. */
export async function managersOf(ctx: Context, teamId: string): Promise<string[]> {
  const ids = (await store.memberships(ctx, [teamId]))
    .filter(({ role }) => role === 'manager')
    .map(({ personId }) => personId);
  const people = await peopleByIds(ctx, ids);
  return ids.filter((id) => people.get(id)?.active);
}

/** Ids of the active admins: who is paged when a team has no manager. */
export const adminIds = (ctx: Context): Promise<string[]> => store.activeAdmins(ctx);

export type TeamDeciders = {
  /** Active people of the team who are no viewers. */
  takers: Person[];
  managers: string[];
  /** Who decides for which of the managers at this instant. */
  deputies: { personId: string; toPersonId: string; to: Date }[];
  admins: string[];
};

/** Who works in teams and who decides for them at an instant, in a number of queries that does not depend on how many. */
export async function decidersOf(
  ctx: Context,
  teamIds: readonly string[],
  now: Date,
): Promise<Map<string, TeamDeciders>> {
  const [rows, admins] = await Promise.all([store.memberships(ctx, [...new Set(teamIds)]), store.activeAdmins(ctx)]);
  const managerIds = rows.filter(({ role }) => role === 'manager').map(({ personId }) => personId);
  const [people, found] = await Promise.all([
    peopleByIds(ctx, [...rows.map(({ personId }) => personId), ...admins]),
    managerIds.length === 0 ? [] : store.delegations(ctx, managerIds, now),
  ]);
  const deputies = found.filter(({ from }) => from <= now);
  return new Map(
    [...new Set(teamIds)].map((teamId) => {
      const own = rows.filter((row) => row.teamId === teamId);
      const working = own.flatMap(({ personId, role }) => {
        const person = people.get(personId);
        return person?.active && person.role !== 'viewer' ? [{ person, role }] : [];
      });
      const here = new Set([...working.map(({ person }) => person.id), ...admins]);
      // A manager who came as a viewer decides all the same; whoever decides in their place must be able to see it.
      const managers = own.filter(({ personId, role }) => role === 'manager' && people.get(personId)?.active);
      return [
        teamId,
        {
          takers: working.map(({ person }) => person),
          managers: managers.map(({ personId }) => personId),
          deputies: deputies.filter(({ toPersonId }) => here.has(toPersonId)),
          admins,
        },
      ];
    }),
  );
}

/** Who decides for a manager while they are away, and whether somebody should; for the person and admins. */
export async function delegationOf(ctx: Context, { personId }: { personId: string }): Promise<DelegationView> {
  authorize(ctx.actor, 'delegation.view', { personId });
  const now = await ctx.now();
  const [teamIds, [delegation = null], timeOff] = await Promise.all([
    store.managedTeams(ctx, personId),
    store.delegations(ctx, [personId], now),
    store.timeOffIn(ctx, [personId], { from: now }),
  ]);
  const deciders = await decidersOf(ctx, teamIds, now);
  const admins = await peopleByIds(
    ctx,
    [...deciders.values()].flatMap((team) => team.admins),
  );
  const able = [...[...deciders.values()].flatMap(({ takers }) => takers), ...admins.values()];
  const names = new Map(able.filter(({ id }) => id !== personId).map(({ id, name }) => [id, { id, name }]));
  return {
    delegation,
    asksFor: teamIds.length === 0 ? null : undelegated(timeOff, delegation),
    manages: teamIds.length > 0,
    candidates: [...names.values()].sort((a, b) => a.name.localeCompare(b.name)),
  };
}

export type Absence = { personId: string; from: Date; to: Date; zone: string };

/** Managers who will be away for more than two days, within the days given, with nobody who decides. For Baton itself. */
export async function managersToBeAway(ctx: Context, ids: readonly string[], until: Date): Promise<Absence[]> {
  const now = await ctx.now();
  const [people, off, found] = await Promise.all([
    peopleByIds(ctx, ids),
    ids.length === 0 ? [] : store.timeOffIn(ctx, ids, { from: now, to: until }),
    ids.length === 0 ? [] : store.delegations(ctx, ids, now),
  ]);
  return [...people.values()].flatMap(({ id, active, demo, timeZone }) => {
    const own = off.filter(({ personId }) => personId === id);
    const away = undelegated(own, found.find(({ personId }) => personId === id) ?? null);
    return away && active && !demo ? [{ personId: id, ...away, zone: timeZone }] : [];
  });
}

/** Whose address it is, in whatever case; for the command line. */
export async function activePersonByEmail(ctx: Context, text: string): Promise<Person | null> {
  const email = normaliseEmail(text);
  const found = email ? await store.personByEmail(ctx, email) : null;
  return found?.person.active ? found.person : null;
}

/** Whether there is an admin who can sign in; from then on set-up is closed to strangers. */
export const isSetUp = async (ctx: Context): Promise<boolean> => (await store.adminsWithCredential(ctx)).length > 0;

// For screens and the API

/** Everybody, by name. */
export async function listPeople(ctx: Context): Promise<Person[]> {
  authorize(ctx.actor, 'person.view');
  return store.people(ctx);
}

export async function personById(ctx: Context, id: string): Promise<Person> {
  authorize(ctx.actor, 'person.view', { personId: id });
  const [person] = await store.people(ctx, [id]);
  if (!person) throw notFound();
  return person;
}

/** The teams the caller may see: one's own, all for admins. */
export async function listTeams(ctx: Context): Promise<Team[]> {
  authorize(ctx.actor, 'organisation.view');
  return store.teams(ctx, visibleTeams(ctx.actor));
}

export async function teamById(ctx: Context, id: string): Promise<Team> {
  authorize(ctx.actor, 'team.view', { teamId: id });
  const [team] = await store.teams(ctx, [id]);
  if (!team) throw notFound();
  return team;
}

export type TeamView = Team & {
  members: { person: Person; role: Membership['role'] }[];
  abilities: { 'team.edit': boolean };
};

/** The visible teams with who is in them, managers first. */
export async function teamViews(ctx: Context): Promise<TeamView[]> {
  const teams = await listTeams(ctx);
  const memberships = await store.memberships(
    ctx,
    teams.map(({ id }) => id),
  );
  const people = await peopleByIds(
    ctx,
    memberships.map(({ personId }) => personId),
  );
  return teams.map((team) => ({
    ...team,
    abilities: abilitiesOf(ctx.actor, ['team.edit'], { teamId: team.id }),
    members: memberships
      .filter(({ teamId }) => teamId === team.id)
      .flatMap(({ personId, role }) => {
        const person = people.get(personId);
        return person ? [{ person, role }] : [];
      })
      .sort((a, b) => a.role.localeCompare(b.role) || a.person.name.localeCompare(b.person.name)),
  }));
}

/** Whoever is signed in, what they may do in the organisation, and the server's instant for the screen's clock. */
export async function me(ctx: Context, personId: string) {
  const abilities = abilitiesOf(ctx.actor, ['organisation.edit', 'person.create', 'team.create', 'demo.load'], {});
  return { person: await personById(ctx, personId), abilities, now: await ctx.now() };
}

/** Name, zone and how far set-up came. */
export async function readOrganisation(ctx: Context): Promise<Organisation | null> {
  authorize(ctx.actor, 'organisation.view');
  return store.organisation(ctx);
}

export type SetupState = {
  /** There is an admin: strangers are sent to sign in. */
  closed: boolean;
  /** Where to go on; null for whoever may not. */
  step: SetupStep | null;
  organisation: Pick<Organisation, 'name' | 'timeZone'> | null;
  /** Whether this installation sends e-mail; only admins are told. */
  mailOn?: boolean;
};

/** For whoever opens `/setup`: strangers learn only whether it is closed. */
export async function setupState(ctx: Context): Promise<SetupState> {
  const closed = await isSetUp(ctx);
  if (ctx.actor.kind !== 'person' || ctx.actor.role !== 'admin') return { closed, step: null, organisation: null };
  const organisation = await store.organisation(ctx);
  return { closed, step: organisation?.setupStep ?? 'company', organisation, mailOn: env.SMTP_URL !== undefined };
}
