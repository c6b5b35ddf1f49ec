import { reachOf, usableIds } from '@/server/contact/queries';
import type { Context } from '@/server/context';
import { AppError, invalid, isAppError, notFound } from '@/server/errors';
import { targetSecrets } from '@/server/notification/queries';
import { onCallAt, onCallAtUnchecked } from '@/server/oncall/queries';
import { abilitiesOf, authorize, can, visibleTeams } from '@/server/policy/authorize';
import { adminIds, managersOf, membersOf, peopleByIds } from '@/server/team/queries';
import type { Subject } from '@/server/timeline/subject';
import type { Firing } from './ladder';
import type { Policy } from './policy';
import { urgencyOf } from './priority';
import type { Simulate } from './schema';
import { type Setting, type SimulatedStep, simulate } from './simulation';
import * as store from './store';
import { type Addressee, type Found, gather, inTurn, meansPeople, placeName, placesOf, type Target } from './target';

/** The policies the caller may see, oldest first; `teamId` narrows. */
export async function listPolicies(ctx: Context, input: { teamId?: string | undefined } = {}) {
  if (input.teamId !== undefined) authorize(ctx.actor, 'policy.view', { teamId: input.teamId });
  else authorize(ctx.actor, 'organisation.view');
  const policies = await store.policiesOf(ctx, visibleTeams(ctx.actor));
  return policies
    .filter(({ teamId }) => input.teamId === undefined || teamId === input.teamId)
    .map((policy) => ({
      ...policyView(policy),
      may: abilitiesOf(ctx.actor, ['policy.edit'], { teamId: policy.teamId }),
    }));
}

/** One policy. Throws `not-found` for others' too. */
export async function policyById(ctx: Context, input: { policyId: string }) {
  const policy = (await store.policiesByIds(ctx, [input.policyId])).get(input.policyId);
  if (!policy) throw notFound();
  authorize(ctx.actor, 'policy.view', { teamId: policy.teamId });
  return policyView(policy);
}

/**
 * What a webhook that a policy names is signed by, for whoever may change that policy: the same for every policy of the
 * team that names it. Throws `not-found` for others' policies, `not-possible` for an address that this one does not name.
 */
export async function webhookSecretOf(
  ctx: Context,
  { policyId, webhookUrl }: { policyId: string; webhookUrl: string },
) {
  const { teamId, steps, fallback } = await policyById(ctx, { policyId });
  authorize(ctx.actor, 'policy.edit', { teamId });
  const named = placesOf([...steps.flatMap(({ targets }) => targets), ...(fallback ?? [])]);
  if (!named.some(({ channel, address }) => channel === 'webhook' && address === webhookUrl))
    throw new AppError('not-possible', 'This policy names no such webhook: save it first');
  return { secret: targetSecrets(teamId, webhookUrl)[0] ?? '' };
}

export const policyView = ({
  policyId,
  teamId,
  name,
  steps,
  repeat,
  repeatAfterSeconds,
  fallback,
  archivedAt,
}: store.PolicyRow) => ({
  id: policyId,
  teamId,
  name,
  steps,
  repeat,
  repeatAfterSeconds,
  fallback,
  archivedAt,
});

/** Internal: policies as they are now, for new runs. Archived ones too: what a service names still pages. */
export const policiesByIds = (ctx: Context, ids: string[]): Promise<Map<string, store.PolicyRow>> =>
  store.policiesByIds(ctx, ids);

/** Internal: where the escalations of subjects of one kind stand. */
export const runsOf = (ctx: Context, kind: Subject['kind'], ids: string[]): Promise<Map<string, store.Run>> =>
  store.runsOf(ctx, kind, ids);

export type { Run } from './store';

/** Internal: ids of the subjects whose next step is due, one of each team before a second of any. */
export const dueSubjects = (ctx: Context, kind: Subject['kind'], most: number): Promise<string[]> =>
  store.dueSubjects(ctx, kind, most);

export type OnCallAnswer = Awaited<ReturnType<typeof onCallAtUnchecked>>;
/** Answers already asked for, by rotation and instant: one transaction, or one screen, asks each once. */
export type Asked = Map<string, Promise<OnCallAnswer | null>>;

/** Internal: who is on call; null when the rotation no longer exists. */
export function askOnCall(ctx: Context, rotationId: string, at: Date, asked: Asked): Promise<OnCallAnswer | null> {
  const key = `${rotationId} ${at.getTime()}`;
  const answer = asked.get(key) ?? unlessGone(onCallAtUnchecked(ctx, rotationId, at));
  asked.set(key, answer);
  return answer;
}

async function unlessGone<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (isAppError(error) && error.code === 'not-found') return null;
    throw error;
  }
}

/** Internal: what a step that fires knows, for whoever words its page. `ids`: of the subjects that advance together; `firing` null: it was no step, but a person's doing. */
export type Fired = { ids: string[]; firing: Firing | null; people: Addressee[]; asked: Asked };

/** Internal: the targets of the step a run stands at. A fallback nobody set is the managers, without one the admins. */
export async function targetsAt(
  ctx: Context,
  run: { policy: Policy; teamId: string },
  at: { stage: string; step: number },
): Promise<Target[]> {
  if (at.stage === 'steps') return run.policy.steps[at.step]?.targets ?? [];
  if (run.policy.fallback) return run.policy.fallback;
  const managers = await managersOf(ctx, run.teamId);
  const people = managers.length > 0 ? managers : await adminIds(ctx);
  return people.map((personId) => ({ personId }));
}

/** Says whose turn it is among those of a team who can be paged; null: there is nobody. */
export type Turns = (teamId: string, personIds: string[]) => Promise<string | null>;

/** Internal: whose turn it would be, without taking it; turns looked at through one of these follow one another. */
export function turnsAhead(ctx: Context, policyId: string | null): Turns {
  const reading = policyId === null ? Promise.resolve(new Map<string, string>()) : store.turnsOf(ctx, policyId);
  return async (teamId, personIds) => {
    const last = await reading;
    const [next] = inTurn(personIds, last.get(teamId) ?? null);
    if (next !== undefined) last.set(teamId, next);
    return next ?? null;
  };
}

/**
 * Internal: whom targets mean at an instant. People who were deactivated, viewers of a team, and targets that were
 * deleted count as nobody, with the reason. Places are not among them: `placesOf`.
 */
export async function resolveTargets(
  ctx: Context,
  targets: readonly Target[],
  at: Date,
  asked: Asked,
  turns: Turns,
): Promise<ReturnType<typeof gather>> {
  const found: (Found & { target: Target })[] = [];
  for (const target of targets.filter(meansPeople))
    found.push({ target, ...(await resolve(ctx, target, at, asked, turns)) });
  const people = await peopleByIds(
    ctx,
    found.flatMap((one) => one.people.map(({ personId }) => personId)),
  );
  const active = found.map(({ target, people: list, nobody, gone: missing = false }) => {
    const here = list.filter(({ personId }) => people.get(personId)?.active);
    const gone = list.find(({ personId }) => !people.get(personId)?.active);
    const left = gone !== undefined && here.length === 0;
    const reason = left ? `${people.get(gone.personId)?.name ?? 'Somebody'} is no longer active` : nobody;
    // Whoever holds a role is the rotation's affair, which tells of them itself.
    return { target, people: here, nobody: reason, gone: missing || (left && 'personId' in target) };
  });
  return gather(active);
}

const plain = (personId: string): Addressee => ({ personId, role: null, rotationId: null });

async function resolve(ctx: Context, target: Target, at: Date, asked: Asked, turns: Turns): Promise<Found> {
  if ('personId' in target) return { people: [plain(target.personId)], nobody: null };
  if ('teamId' in target) return resolveTeam(ctx, target, turns);
  if (!('rotationId' in target)) return { people: [], nobody: null };
  const answer = await askOnCall(ctx, target.rotationId, at, asked);
  if (!answer) return { people: [], nobody: 'The rotation no longer exists', gone: true };
  const held = answer.roles.find(({ role }) => role === target.role);
  if (!held?.personId) return { people: [], nobody: `Nobody is ${target.role}` };
  return { people: [{ personId: held.personId, role: target.role, rotationId: target.rotationId }], nobody: null };
}

/** All who can be paged, or the one whose turn it is: somebody without a usable contact method has none. */
async function resolveTeam(
  ctx: Context,
  { teamId, roundRobin }: { teamId: string; roundRobin?: true | undefined },
  turns: Turns,
): Promise<Found> {
  const members = (await membersOf(ctx, teamId)).map(({ personId }) => personId);
  const people = await peopleByIds(ctx, members);
  const paged = members.filter((id) => people.get(id)?.active && people.get(id)?.role !== 'viewer');
  if (paged.length === 0) return { people: [], nobody: 'The team has nobody who can be paged', gone: true };
  if (!roundRobin) return { people: paged.map(plain), nobody: null };
  const next = await turns(teamId, await usableIds(ctx, paged));
  if (next === null) return { people: [], nobody: 'Nobody of the team has a usable contact method' };
  return { people: [plain(next)], nobody: null };
}

/** Internal: what is wrong with the targets of a policy as it would be saved, by field path. Foreign things do not exist. */
export async function targetFaults(ctx: Context, policy: Policy): Promise<Record<string, string>> {
  const listed = [
    ...policy.steps.flatMap((step, i) => step.targets.map((target, j) => [`steps.${i}.targets.${j}`, target] as const)),
    ...(policy.fallback ?? []).map((target, j) => [`fallback.${j}`, target] as const),
  ];
  const people = await peopleByIds(
    ctx,
    listed.flatMap(([, target]) => ('personId' in target ? [target.personId] : [])),
  );
  const faults: Record<string, string> = {};
  for (const [path, target] of listed) {
    if ('personId' in target) {
      if (!people.get(target.personId)?.active)
        faults[`${path}.personId`] = 'There is no such active person: choose another';
    } else if ('teamId' in target) {
      const members = can(ctx.actor, 'team.view', { teamId: target.teamId }) ? await membersOf(ctx, target.teamId) : [];
      if (members.length === 0) faults[`${path}.teamId`] = 'There is no such team, or it has no members';
    } else if ('rotationId' in target) {
      const answer = await unlessGone(onCallAt(ctx, { rotationId: target.rotationId }));
      if (!answer) faults[`${path}.rotationId`] = 'There is no such rotation: choose another';
      else if (!answer.roles.some(({ role }) => role === target.role))
        faults[`${path}.role`] = `The rotation has no role “${target.role}”`;
    }
  }
  return faults;
}

/** A screen needs no more: every round, and the fallback as it begins and comes back. */
const enough = (policy: Policy): number => Math.min(100, policy.steps.length * (policy.repeat + 1) + 2);
const horizonMs = 60 * 86_400_000;

/** Internal: what would happen with nobody acknowledging, by the answers a step gets when it fires. */
export async function climbAhead(
  ctx: Context,
  run: { policy: Policy; policyId: string | null; teamId: string },
  setting: Setting,
): Promise<SimulatedStep[]> {
  const [asked, turns] = [new Map() as Asked, turnsAhead(ctx, run.policyId)];
  const climb = simulate(run.policy, setting);
  let next = climb.next();
  while (!next.done) {
    const { at } = next.value;
    const targets = await targetsAt(ctx, run, next.value);
    const { people, reasons } = await resolveTargets(ctx, targets, at, asked, turns);
    const ids = people.map(({ personId }) => personId);
    const reach = await reachOf(ctx, ids, urgencyOf(setting.priority ?? 'P1'));
    next = climb.next({
      people: people.map((one) => ({ ...one, reach: reach.get(one.personId) ?? [] })),
      places: placesOf(targets),
      reasons,
      meansPeople: targets.some(meansPeople),
    });
  }
  return next.value;
}

/**
 * Who would be paged when, over what, if an alert were stored at `at` and nobody took it. People by name, channels
 * without their addresses. Throws `invalid` for a draft that could not be saved, `not-found` for others' policies.
 */
export async function simulatePolicy(ctx: Context, input: Simulate) {
  const { policy, teamId } = await subjectOfSimulation(ctx, input);
  const from = new Date(input.at);
  const setting = { from, until: new Date(from.getTime() + horizonMs), priority: input.priority, most: enough(policy) };
  const steps = await climbAhead(ctx, { policy, policyId: input.policyId ?? null, teamId }, setting);
  const people = await peopleByIds(ctx, [
    ...new Set(steps.flatMap((step) => step.people.map(({ personId }) => personId))),
  ]);
  return {
    at: from,
    priority: input.priority,
    steps: steps.map((step) => ({
      ...step,
      people: step.people.map(({ personId, role, pages }) => ({
        id: personId,
        name: people.get(personId)?.name ?? '',
        role,
        pages,
      })),
      places: step.places.map((place) => ({ channel: place.channel, name: placeName(place) })),
    })),
  };
}

async function subjectOfSimulation(ctx: Context, { policyId, draft }: Simulate) {
  if (policyId !== undefined) {
    const stored = await policyById(ctx, { policyId });
    if (!draft) return { policy: stored, teamId: stored.teamId };
  }
  if (!draft) throw notFound();
  authorize(ctx.actor, 'policy.view', { teamId: draft.teamId });
  const { teamId, ...policy } = draft;
  const faults = await targetFaults(ctx, policy);
  if (Object.keys(faults).length > 0) throw invalid(faults);
  return { policy, teamId };
}
