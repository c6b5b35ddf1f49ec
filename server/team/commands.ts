import { assertRecentSignIn, endAllAccess } from '@/server/account/commands';
import { foldEmail, normaliseEmail } from '@/server/account/email';
import { passwordFault } from '@/server/account/password';
import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { authorize } from '@/server/policy/authorize';
import { hashPassword } from '@/server/secret';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { type SubjectKind, subject } from '@/server/timeline/subject';
import { readDelegation } from './delegation';
import { isLastAdmin, membershipsOf, type Team, unknownMembers } from './membership';
import { further, type SetupStep } from './organisation';
import { type AddedPerson, adminNamed, given, type Person, parsePeople } from './person';
import { delegationOf } from './queries';
import type * as schema from './schema';
import * as store from './store';

type Told = { teamId?: string; data?: Record<string, unknown> };

const told = (ctx: Context, now: Date, kind: SubjectKind, id: string, event: EventKind, more: Told = {}) =>
  tell(ctx, now, {
    subject: subject(kind, id),
    teamId: more.teamId ?? null,
    kind: event,
    ...(more.data && { data: more.data }),
  });

async function mustFind(ctx: Context, id: string): Promise<Person> {
  const [person] = await store.people(ctx, [id]);
  if (!person) throw notFound();
  return person;
}

/**
 * Makes the first admin, for whoever comes first; closed for ever once there is one, also for two at once. The
 * organisation begins with it. Throws `signed-out` when it is closed.
 */
export async function createFirstAdmin(ctx: Context, input: schema.FirstAdmin): Promise<Person> {
  const { password, ...fields } = input;
  await refuseWhenClosed(ctx); // before the costly hash, and again under the lock
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (ctx) => {
    await store.lockAdmins(ctx);
    await refuseWhenClosed(ctx);
    const now = await ctx.now();
    const person = await store.insertPerson(ctx, {
      ...fields,
      id: crypto.randomUUID(),
      role: 'admin',
      passwordHash,
      createdAt: now,
    });
    if (!(await store.organisation(ctx))) await store.putOrganisation(ctx, { timeZone: fields.timeZone }, now);
    await told(ctx, now, 'person', person.id, 'created', { data: { name: person.name, role: 'admin', first: true } });
    return person;
  });
}

async function refuseWhenClosed(ctx: Context): Promise<void> {
  if ((await store.adminsWithCredential(ctx)).length > 0)
    throw new AppError('signed-out', 'Set-up is closed: there is an admin already. Sign in');
}

/**
 * While no admin with a credential exists: the one the environment names. An account that has the address already
 * becomes an admin and keeps its own password. Called by the web at start; by several at once it happens once.
 */
export async function ensureAdmin(ctx: Context): Promise<void> {
  const { BATON_ADMIN_EMAIL: text, BATON_ADMIN_PASSWORD: password } = env;
  if (!text || !password || (await store.adminsWithCredential(ctx)).length > 0) return;
  const email = normaliseEmail(text);
  if (!email) throw invalid({ BATON_ADMIN_EMAIL: 'BATON_ADMIN_EMAIL is no e-mail address that mail can be sent to' });
  const fault = passwordFault(password, { email });
  if (fault) ctx.log.warn({ fault }, 'BATON_ADMIN_PASSWORD is weak');
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (ctx) => {
    await store.lockAdmins(ctx);
    if ((await store.adminsWithCredential(ctx)).length > 0) return;
    const now = await ctx.now();
    const found = await store.personByEmail(ctx, email);
    const change = { role: 'admin' as const, deactivatedAt: null, ...(found?.hasPassword ? {} : { passwordHash }) };
    const person = found
      ? await store.changePerson(ctx, found.person.id, change)
      : await store.insertPerson(ctx, { ...adminNamed(email), id: crypto.randomUUID(), passwordHash, createdAt: now });
    if (!(await store.organisation(ctx))) await store.putOrganisation(ctx, {}, now);
    await told(ctx, now, 'person', person.id, found ? 'changed' : 'created', {
      data: { name: person.name, role: 'admin', first: true },
    });
  });
}

/** Name and zone of the company. */
export async function saveOrganisation(ctx: Context, input: schema.SaveOrganisation): Promise<void> {
  authorize(ctx.actor, 'organisation.edit');
  await inTransaction(ctx, async (ctx) => {
    const [before, now] = [await store.organisation(ctx), await ctx.now()];
    await store.putOrganisation(ctx, input, now);
    await told(ctx, now, 'organisation', '1', 'changed', { data: { before, after: input } });
  });
}

/** Set-up came this far; going back to look at a step does not lose the place. */
export async function saveSetupStep(ctx: Context, step: SetupStep): Promise<void> {
  authorize(ctx.actor, 'organisation.edit');
  const before = await store.organisation(ctx);
  await store.putOrganisation(ctx, { setupStep: further(step, before?.setupStep ?? 'company') }, await ctx.now());
}

/** Somebody new. Without a password they sign in first through a link (`account.issueResetLink`). */
export async function createPerson(ctx: Context, input: schema.CreatePerson): Promise<Person> {
  authorize(ctx.actor, 'person.create');
  const { password, ...fields } = input;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const person = await store.insertPerson(ctx, { ...fields, id: crypto.randomUUID(), passwordHash, createdAt: now });
    await told(ctx, now, 'person', person.id, 'created', { data: { name: person.name, role: person.role } });
    return person;
  });
}

/**
 * Pasted people, all that can be read; the rest is answered line by line. Who has the address already is not made
 * anew and not changed, but joins the team as well.
 */
export async function addPeople(ctx: Context, input: schema.AddPeople): Promise<AddedPerson[]> {
  authorize(ctx.actor, 'person.create');
  const { teamId } = input;
  if (teamId) authorize(ctx.actor, 'team.edit', { teamId });
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const known = new Map((await store.people(ctx)).map((person) => [foldEmail(person.email), person]));
    const results: AddedPerson[] = [];
    for (const read of parsePeople(input.text)) {
      if ('fault' in read) {
        results.push({ line: read.line, text: read.text, fault: read.fault });
        continue;
      }
      const { line, name, email } = read;
      const before = known.get(foldEmail(email));
      const person = before ?? (await createPerson(ctx, { name, email, timeZone: input.timeZone, role: 'engineer' }));
      results.push({ line, person, existed: before !== undefined });
    }
    const added = results.flatMap((result) => ('person' in result ? [result.person.id] : []));
    const present = new Set(teamId ? (await store.memberships(ctx, [teamId])).map(({ personId }) => personId) : []);
    const joining = added.filter((id) => !present.has(id));
    if (teamId && joining.length > 0) {
      await store.putMemberships(ctx, teamId, membershipsOf(joining, []));
      await told(ctx, now, 'team', teamId, 'changed', { teamId, data: { joined: joining } });
    }
    return results;
  });
}

/** One's own profile, or anybody's by an admin. Only admins give roles, and the last admin stays one. */
export async function updatePerson(ctx: Context, { id, ...input }: schema.UpdatePerson): Promise<Person> {
  authorize(ctx.actor, 'person.edit', { personId: id });
  const { email, role } = input;
  return inTransaction(ctx, async (ctx) => {
    await store.lockAdmins(ctx);
    const [before, now] = [await mustFind(ctx, id), await ctx.now()];
    const newRole = role !== undefined && role !== before.role;
    if (newRole) authorize(ctx.actor, 'person.deactivate', { personId: id });
    if (newRole || (email !== undefined && email !== before.email)) await assertRecentSignIn(ctx);
    if (newRole) await keepAnAdmin(ctx, id);
    const after = await store.changePerson(ctx, id, given(input));
    await told(ctx, now, 'person', id, 'changed', { data: { before, after } });
    return after;
  });
}

async function keepAnAdmin(ctx: Context, personId: string): Promise<void> {
  if (isLastAdmin(await store.adminsWithCredential(ctx), personId))
    throw new AppError('not-possible', 'This is the last admin: make somebody else an admin first');
}

/** At once: no session and no token of theirs holds any longer. The last admin stays. */
export async function deactivatePerson(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx.actor, 'person.deactivate', { personId: id });
  await inTransaction(ctx, async (ctx) => {
    await store.lockAdmins(ctx);
    const person = await mustFind(ctx, id);
    if (!person.active) return;
    await keepAnAdmin(ctx, id);
    const now = await ctx.now();
    await store.changePerson(ctx, id, { deactivatedAt: now });
    await endAllAccess(ctx, id, now);
    await told(ctx, now, 'person', id, 'removed', { data: { name: person.name } });
  });
}

/** Back again, with the password and the teams they had; sessions and tokens stay ended. */
export async function reactivatePerson(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx.actor, 'person.deactivate', { personId: id });
  await inTransaction(ctx, async (ctx) => {
    const [person, now] = [await mustFind(ctx, id), await ctx.now()];
    if (person.active) return;
    await store.changePerson(ctx, id, { deactivatedAt: null });
    await told(ctx, now, 'person', id, 'changed', { data: { name: person.name, active: true } });
  });
}

/** Names who decides for a manager until an instant, in place of whoever was named before; null: nobody. */
export async function setDelegation(ctx: Context, personId: string, input: schema.SetDelegation): Promise<void> {
  authorize(ctx.actor, 'delegation.edit', { personId });
  await inTransaction(ctx, async (ctx) => {
    const [person, now] = [await mustFind(ctx, personId), await ctx.now()];
    const next = input && readDelegation(await delegationOf(ctx, { personId }), input, now);
    await store.putDelegation(ctx, personId, next && { ...next, id: crypto.randomUUID(), personId: person.id }, now);
    await told(ctx, now, 'person', personId, 'changed', { data: { delegation: next } });
  });
}

/** People by id; who is named as both is a manager. Unknown people are refused by field. */
export async function createTeam(ctx: Context, input: schema.CreateTeam): Promise<Team> {
  authorize(ctx.actor, 'team.create');
  const { name, memberIds, managerIds } = input;
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const known = new Set((await store.people(ctx, [...memberIds, ...managerIds])).map(({ id }) => id));
    const faults = unknownMembers(known, { memberIds, managerIds });
    if (faults) throw invalid(faults);
    const team = await store.insertTeam(ctx, { id: crypto.randomUUID(), name, createdAt: now });
    const list = membershipsOf(memberIds, managerIds);
    await store.putMemberships(ctx, team.id, list);
    await told(ctx, now, 'team', team.id, 'created', { teamId: team.id, data: { name, members: list } });
    return team;
  });
}

/** Name, and whether `/now` answers strangers about it. */
export async function updateTeam(ctx: Context, { id, name, publicNow }: schema.UpdateTeam): Promise<Team> {
  authorize(ctx.actor, 'team.edit', { teamId: id });
  return inTransaction(ctx, async (ctx) => {
    const [[before], now] = [await store.teams(ctx, [id]), await ctx.now()];
    if (!before) throw notFound();
    const after = await store.changeTeam(ctx, id, given({ name, publicNow }));
    await told(ctx, now, 'team', id, 'changed', { teamId: id, data: { before, after } });
    return after;
  });
}

/** Joins a person to a team, or gives a member another role there. */
export async function setMembership(ctx: Context, { teamId, personId, role }: schema.SetMembership): Promise<void> {
  authorize(ctx.actor, 'team.edit', { teamId });
  await inTransaction(ctx, async (ctx) => {
    const [[team], person, now] = [await store.teams(ctx, [teamId]), await mustFind(ctx, personId), await ctx.now()];
    if (!team) throw notFound();
    if (role === 'manager') await assertRecentSignIn(ctx);
    await store.putMemberships(ctx, teamId, [{ personId, role }]);
    await told(ctx, now, 'team', teamId, 'changed', { teamId, data: { person: person.name, personId, role } });
  });
}

/** Takes a person out of a team; their rights there end with it. */
export async function removeMember(ctx: Context, { teamId, personId }: schema.RemoveMember): Promise<void> {
  authorize(ctx.actor, 'team.edit', { teamId });
  await inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    if (!(await store.deleteMembership(ctx, teamId, personId))) throw notFound();
    await told(ctx, now, 'team', teamId, 'changed', { teamId, data: { left: personId } });
  });
}
