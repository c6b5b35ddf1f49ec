import type { Context } from '@/server/context';
import { isAppError, notFound } from '@/server/errors';
import { onCallAt, onCallAtUnchecked } from '@/server/oncall/queries';
import { abilitiesOf, authorize, can, visibleTeams } from '@/server/policy/authorize';
import { adminIds, managersOf, membersOf, peopleByIds } from '@/server/team/queries';
import type { Subject } from '@/server/timeline/subject';
import type { Firing } from './ladder';
import type { Policy } from './policy';
import * as store from './store';
import { type Addressee, type Found, gather, type Target } from './target';

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
  run: Pick<store.Run, 'policy' | 'teamId'>,
  at: { stage: string; step: number },
): Promise<Target[]> {
  if (at.stage === 'steps') return run.policy.steps[at.step]?.targets ?? [];
  if (run.policy.fallback) return run.policy.fallback;
  const managers = await managersOf(ctx, run.teamId);
  const people = managers.length > 0 ? managers : await adminIds(ctx);
  return people.map((personId) => ({ personId }));
}

/**
 * Internal: whom targets mean at an instant. People who were deactivated, viewers of a team, and targets that were
 * deleted count as nobody, with the reason.
 */
export async function resolveTargets(
  ctx: Context,
  targets: readonly Target[],
  at: Date,
  asked: Asked = new Map(),
): Promise<{ people: Addressee[]; reasons: string[] }> {
  const found: Found[] = [];
  for (const target of targets) found.push(await resolve(ctx, target, at, asked));
  const people = await peopleByIds(
    ctx,
    found.flatMap((one) => one.people.map(({ personId }) => personId)),
  );
  const active = found.map(({ people: list, nobody }): Found => {
    const here = list.filter(({ personId }) => people.get(personId)?.active);
    const gone = list.find(({ personId }) => !people.get(personId)?.active);
    const left =
      gone && here.length === 0 ? `${people.get(gone.personId)?.name ?? 'Somebody'} is no longer active` : nobody;
    return { people: here, nobody: left };
  });
  return gather(active);
}

async function resolve(ctx: Context, target: Target, at: Date, asked: Asked): Promise<Found> {
  if ('personId' in target)
    return { people: [{ personId: target.personId, role: null, rotationId: null }], nobody: null };
  if ('teamId' in target) {
    const members = await membersOf(ctx, target.teamId);
    const people = await peopleByIds(
      ctx,
      members.map(({ personId }) => personId),
    );
    const paged = members.filter(
      ({ personId }) => people.get(personId)?.active && people.get(personId)?.role !== 'viewer',
    );
    const list = paged.map(({ personId }) => ({ personId, role: null, rotationId: null }));
    return { people: list, nobody: list.length > 0 ? null : 'The team has nobody who can be paged' };
  }
  const answer = await askOnCall(ctx, target.rotationId, at, asked);
  if (!answer) return { people: [], nobody: 'The rotation no longer exists' };
  const held = answer.roles.find(({ role }) => role === target.role);
  if (!held?.personId) return { people: [], nobody: `Nobody is ${target.role}` };
  return { people: [{ personId: held.personId, role: target.role, rotationId: target.rotationId }], nobody: null };
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
    } else {
      const answer = await unlessGone(onCallAt(ctx, { rotationId: target.rotationId }));
      if (!answer) faults[`${path}.rotationId`] = 'There is no such rotation: choose another';
      else if (!answer.roles.some(({ role }) => role === target.role))
        faults[`${path}.role`] = `The rotation has no role “${target.role}”`;
    }
  }
  return faults;
}
