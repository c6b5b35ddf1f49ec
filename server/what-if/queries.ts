import { reachOf } from '@/server/contact/queries';
import { as, type Context } from '@/server/context';
import { invalid, notFound } from '@/server/errors';
import type { Policy } from '@/server/escalation/policy';
import { policyById, targetFaults } from '@/server/escalation/queries';
import { periodOf, periodView } from '@/server/health/asked';
import { personFacts } from '@/server/health/gathering';
import { rangIn, subjectOf, zonesOf } from '@/server/health/queries';
import { called } from '@/server/health-report/persons';
import { isYou } from '@/server/health-report/queries';
import { schedulesOf } from '@/server/oncall/queries';
import { system } from '@/server/policy/actor';
import { can } from '@/server/policy/authorize';
import { segmentAt } from '@/server/rotation/history';
import { listRotations, preview, rotationOf, snapshotOf } from '@/server/rotation/queries';
import { previewSchema } from '@/server/rotation/schema';
import { managersOf, membersOf, peopleByIds } from '@/server/team/queries';
import type { Span } from '@/server/time/span';
import { feltBy, nothingFelt, type ReplayedAlert, replay, sumOf, type World } from './replay';
import type { WhatIfInput } from './schema';
import * as store from './store';

const dayMs = 86_400_000;

/**
 * The alerts of a period once more, through what might have been: who would have been woken how often, beside the same
 * with everything as it was. Acknowledgements are taken to have come when they came. Sends and keeps nothing. Persons as
 * far as one may see them. Throws `invalid` for a policy or a queue that could not be.
 */
export async function whatIf(ctx: Context, input: WhatIfInput) {
  const subject = await subjectOf(ctx, input);
  const { scope, now } = subject;
  const period = periodOf(subject, input.period, input.at);
  const span = { from: period.span.from, to: period.span.to < now ? period.span.to : now };
  const policy = await policyInstead(ctx, input);
  const rows = await store.replayedIn(ctx, scope, span);
  const alerts = rows.map((row) => ({ ...row, priority: row.priority as ReplayedAlert['priority'] }));
  const was = new Map(alerts.map(({ id, policy: own, groupSeconds }) => [id, { policy: own as Policy, groupSeconds }]));
  const asItWas = ({ id }: ReplayedAlert) => was.get(id) ?? { policy: emptyPolicy, groupSeconds: 0 };
  const changed = (alert: ReplayedAlert) => {
    const { policy: own, groupSeconds } = asItWas(alert);
    return { policy: policy ?? own, groupSeconds: input.groupSeconds ?? groupSeconds };
  };
  const policies = [...[...was.values()].map((each) => each.policy), ...(policy ? [policy] : [])];
  const world = await worldOf(ctx, scope.teamId, policies, span);
  const queued = input.queue ? await withQueue(ctx, scope.teamId, input.queue, world, span) : world;
  const [before, after] = [replay(alerts, asItWas, world), replay(alerts, changed, queued)];
  const { length: truly } = await rangIn(ctx, scope, span);
  const ids = [...new Set([...before, ...after].map(({ personId }) => personId))];
  const [people, changes] = [await peopleByIds(ctx, ids), await zonesOf(ctx, ids)];
  const facts = personFacts(people.values(), changes, span);
  const [felt, would] = [feltBy(before, facts), feltBy(after, facts)];
  const seen = ids.filter((personId) => can(ctx.actor, 'health.person', { teamId: scope.teamId, personId }));
  return {
    ...{ period: periodView(subject, period), alerts: alerts.length, truly },
    ...{ asItWas: sumOf(felt.values()), asChanged: sumOf(would.values()) },
    people: seen
      .map((personId) => ({
        ...{ personId, ...called(people.get(personId)), you: isYou(ctx, personId) },
        ...{ asItWas: felt.get(personId) ?? nothingFelt, asChanged: would.get(personId) ?? nothingFelt },
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

const emptyPolicy: Policy = { steps: [], repeat: 0, repeatAfterSeconds: null, fallback: [] };

async function policyInstead(ctx: Context, { policyId, policy }: WhatIfInput): Promise<Policy | null> {
  if (policyId !== undefined) return policyById(ctx, { policyId });
  if (!policy) return null;
  const faults = await targetFaults(ctx, policy);
  if (Object.keys(faults).length > 0) throw invalid(faults);
  return policy;
}

/** Everybody whom these policies may mean in a span, and how they are reached today. */
async function worldOf(ctx: Context, ownTeamId: string, policies: readonly Policy[], span: Span): Promise<World> {
  const targets = policies.flatMap(({ steps, fallback }) => [
    ...steps.flatMap((step) => step.targets),
    ...(fallback ?? []),
  ]);
  const named = <K extends string>(key: K): string[] => [
    ...new Set(targets.flatMap((target) => (key in target ? [String((target as Record<string, unknown>)[key])] : []))),
  ];
  const [rotationIds, teamIds] = [named('rotationId'), named('teamId')];
  const rotations = (await listRotations(as(ctx, system('what if')), {})).filter(({ id }) => rotationIds.includes(id));
  const schedules = await schedulesOf(ctx, rotations, { from: span.from, to: new Date(span.to.getTime() + 7 * dayMs) });
  const managerIds = await managersOf(ctx, ownTeamId);
  const members = new Map<string, string[]>();
  for (const teamId of new Set([ownTeamId, ...teamIds])) {
    const ids = (await membersOf(ctx, teamId)).map(({ personId }) => personId);
    const known = await peopleByIds(ctx, ids);
    members.set(
      teamId,
      ids.filter((id) => known.get(id)?.active && known.get(id)?.role !== 'viewer'),
    );
  }
  const everybody = new Set([
    ...schedules.flatMap(({ shifts }) => shifts.map(({ personId }) => personId)),
    ...[...members.values()].flat(),
    ...[...managerIds, ...named('personId')],
  ]);
  const reach = {
    high: await reachOf(ctx, [...everybody], 'high'),
    low: await reachOf(ctx, [...everybody], 'low'),
  };
  return {
    shifts: new Map(schedules.map(({ id, shifts }) => [id, shifts])),
    ...{ members, managerIds },
    reach: (personId, urgency) => reach[urgency].get(personId) ?? [],
  };
}

/** The same, had a rotation had this queue all along. */
async function withQueue(
  ctx: Context,
  teamId: string,
  { rotationId, personIds }: NonNullable<WhatIfInput['queue']>,
  world: World,
  span: Span,
): Promise<World> {
  const rotation = await rotationOf(ctx, rotationId);
  if (rotation.teamId !== teamId) throw notFound();
  const members = world.members.get(teamId) ?? [];
  if (personIds.some((id) => !members.includes(id)))
    throw invalid({ queue: 'Name people of the team who can be paged' });
  const [snapshot] = await snapshotOf(ctx, [rotation], span);
  const own = snapshot && (segmentAt(snapshot.segments, span.from) ?? snapshot.segments[0])?.definition;
  if (!own?.queue || own.layers) throw invalid({ queue: 'This rotation has several queues: change none of them here' });
  const { timeZone, cadence, startsAt, roles, pairing, activeHours } = own;
  const definition = { timeZone, cadence, startsAt, roles, pairing, activeHours, queue: personIds };
  const asked = previewSchema.parse({
    definition,
    from: span.from.toISOString(),
    to: new Date(span.to.getTime() + 7 * dayMs).toISOString(),
  });
  const shifts = preview(ctx, asked).shifts.map(({ person, ...shift }) => ({ ...shift, personId: person }));
  return { ...world, shifts: new Map(world.shifts).set(rotationId, shifts) };
}
