import { setTimeout } from 'node:timers/promises';
import { changes } from '@/server/bell';
import type { Context } from '@/server/context';
import { phonesOf, reachabilityOf } from '@/server/notification/queries';
import { authorize } from '@/server/policy/authorize';
import type { PersonId } from '@/server/rotation/definition';
import {
  listRotations,
  type Moment,
  momentOf,
  type Rotation,
  rotationOf,
  type Snapshot,
  snapshotOf,
} from '@/server/rotation/queries';
import { boundedWindow } from '@/server/rotation/schema';
import { rolesOfSegments, type Schedule, shifts } from '@/server/rotation/shifts';
import { listTeams, peopleByIds } from '@/server/team/queries';
import { type Board, comingShifts, type RotationNow, rotationNow } from './board';
import { type CalendarView, monthAround } from './calendar';
import { onCallAt as answerTo, horizonMs, type OnCall } from './on-call-at';
import { asRecorded, mergedShifts } from './past';
import type { CalendarInput, OnCallInput, ShiftsInput } from './schema';
import * as store from './store';

/** Who is on call at `at`, per role. A `personId` of null is a gap: nobody. `from` and `until` null: out of sight. */
export type OnCallAnswer = { at: Date; roles: OnCall[] };

/**
 * The one answer to who is on call, for the escalation's step and other commands, in their transaction. Authorises
 * nothing. Throws `not-found` for a rotation that does not exist.
 */
export async function onCallAtUnchecked(ctx: Context, rotationId: string, at: Date): Promise<OnCallAnswer> {
  return answerFrom(ctx, await momentOf(ctx, rotationId, at, horizonMs), at);
}

async function answerFrom(ctx: Context, moment: Moment, at: Date): Promise<OnCallAnswer> {
  const { segments, overrides, recordedTo, rotation } = moment;
  const roles = answerTo({ segments, overrides }, at);
  if (!recordedTo || at >= recordedTo) return { at, roles };
  return { at, roles: asRecorded(roles, await store.recordedAt(ctx, rotation.id, at)) };
}

type Named = { id: string; name: string; email: string };

/** The same for people and scripts, with names: what the API answers. `at` left out: now. */
export async function onCallAt(ctx: Context, input: OnCallInput) {
  const moment = await momentOf(ctx, input.rotationId, input.at === undefined ? null : new Date(input.at), horizonMs);
  authorize(ctx.actor, 'rotation.view', { teamId: moment.rotation.teamId });
  const { at, roles } = await answerFrom(ctx, moment, input.at === undefined ? moment.now : new Date(input.at));
  const named = await namesFor(ctx, moment, roles);
  return {
    at,
    roles: roles.map(({ role, personId, from, until, source, next }) => {
      const person = named(personId);
      return { role, person, from, until, source, next: next && { person: named(next.personId), from: next.from } };
    }),
  };
}

async function namesFor(ctx: Context, { people }: Moment, roles: readonly OnCall[]) {
  const wanted = roles.flatMap(({ personId, next }) => [personId, next?.personId ?? null]).filter((id) => id !== null);
  const missing = wanted.filter((id) => !people.has(id));
  const found = missing.length > 0 ? await peopleByIds(ctx, missing) : undefined;
  return (id: PersonId | null): Named | null => {
    if (id === null) return null;
    const { name, email } = people.get(id) ?? found?.get(id) ?? { name: id, email: '' };
    return { id, name, email };
  };
}

/** The shifts and gaps of one rotation in a span of at most ten years: the record, and from its end on the schedule. */
export async function shiftsBetween(ctx: Context, input: ShiftsInput) {
  const span = boundedWindow({ from: new Date(input.from), to: new Date(input.to) });
  const rotation = await rotationOf(ctx, input.rotationId);
  const [schedule] = await schedulesOf(ctx, [rotation], span);
  return {
    shifts: (schedule?.shifts ?? []).map(({ role, personId, from, to, source }) => ({
      role,
      personId,
      from,
      to,
      source,
    })),
    gaps: (schedule?.gaps ?? []).map(({ role, from, to }) => ({ role, from, to })),
  };
}

export type RotationSchedule = Snapshot & Schedule;

/**
 * Past and future of several rotations, in a number of queries that does not depend on how many they are. Authorises
 * nothing: hand in rotations that the caller was allowed to see.
 */
export async function schedulesOf(
  ctx: Context,
  rotations: Rotation[],
  span: { from: Date; to: Date },
): Promise<RotationSchedule[]> {
  const ids = rotations.map(({ id }) => id);
  const [snapshots, marks, recorded] = await Promise.all([
    snapshotOf(ctx, rotations, span),
    store.recordMarks(ctx, ids),
    store.recordedIn(ctx, ids, span),
  ]);
  return snapshots.map((snapshot) => {
    const { segments, overrides } = snapshot;
    const planned = shifts({ segments, overrides, span });
    const own = recorded.filter(({ rotationId }) => rotationId === snapshot.id);
    const recordedTo = marks.get(snapshot.id) ?? null;
    const merged = mergedShifts({
      recorded: own,
      planned: planned.shifts,
      recordedTo,
      span,
      roles: rolesOfSegments(segments),
    });
    return { ...snapshot, shifts: merged, gaps: planned.gaps };
  });
}

/** How many coming shifts of one's own the first screen lists. */
const mine = 3;

/**
 * The first screen: every role of every rotation the caller may see, now, and the caller's next shifts. The number of
 * queries does not depend on how many rotations there are.
 */
export async function currentForTeams(ctx: Context): Promise<Board> {
  const now = await ctx.now();
  const sight = { from: new Date(now.getTime() - horizonMs), to: new Date(now.getTime() + horizonMs) };
  const [plans, teams] = await Promise.all([
    listRotations(ctx).then((all) => snapshotOf(ctx, all, sight)),
    listTeams(ctx),
  ]);
  const rotations = plans.map((plan) => {
    const { id, name, teamId, zone } = plan;
    const team = teams.find((each) => each.id === teamId)?.name ?? '';
    return { id, name, team, zone, ...rotationNow(plan, now) };
  });
  const viewerId = viewerOf(ctx);
  const shown = [...new Set([...(viewerId ? [viewerId] : []), ...rotations.flatMap(namedIn)])];
  const [people, phones, reach] = await Promise.all([
    peopleByIds(ctx, shown),
    phonesOf(ctx, shown),
    reachabilityOf(ctx, shown),
  ]);
  return {
    now,
    viewer: viewerId === null ? null : { id: viewerId, timeZone: people.get(viewerId)?.timeZone ?? 'UTC' },
    people: [...people.values()].map(({ id, name, email, timeZone }) => {
      const reachable = reach.get(id)?.reachable ?? false;
      return { id, name, email, timeZone, phones: phones.get(id) ?? [], reachable };
    }),
    rotations,
    mine: viewerId === null ? [] : comingShifts(plans, viewerId, now, mine),
  };
}

const viewerOf = ({ actor }: Context): PersonId | null => (actor.kind === 'person' ? actor.personId : null);

const namedIn = ({ roles }: RotationNow): PersonId[] =>
  roles
    .flatMap(({ personId, next, insteadOf }) => [personId, next?.personId ?? null, insteadOf])
    .filter((id) => id !== null);

/** All that `/calendar` shows of the rotations chosen, in the month of a day and the weeks next to it. */
export async function calendar(ctx: Context, input: CalendarInput): Promise<CalendarView> {
  const now = await ctx.now();
  const span = monthAround(input.around === undefined ? now : new Date(input.around));
  const [all, teams] = await Promise.all([listRotations(ctx, { teamId: input.teamId }), listTeams(ctx)]);
  const chosen = input.rotationId === undefined ? all : all.filter(({ id }) => id === input.rotationId);
  const schedules = await schedulesOf(ctx, chosen, span);
  const holders = schedules.flatMap((each) => each.shifts.map(({ personId }) => personId));
  const viewerId = viewerOf(ctx);
  const people = await peopleByIds(ctx, [...new Set([...holders, ...(viewerId ? [viewerId] : [])])]);
  return {
    now,
    ...span,
    viewer: viewerId === null ? null : { id: viewerId, timeZone: people.get(viewerId)?.timeZone ?? 'UTC' },
    people: [...people.values()].map(({ id, name, timeZone }) => ({ id, name, timeZone })),
    choices: all.map(({ id, name, teamId }) => ({
      id,
      name,
      team: teams.find((team) => team.id === teamId)?.name ?? '',
    })),
    rotations: schedules.map(({ id, name, zone, roles, shifts: held, gaps }) => {
      return { id, name, zone, roles, shifts: held, gaps };
    }),
  };
}

/** Often enough to be felt as at once, seldom enough that a storm of changes costs a screen nothing. */
const calmMs = 500;

/**
 * Yields when something was told or somebody's rights changed. It carries no data: what the screen then asks for is
 * authorised anew, so an open screen never shows more than a fresh one would.
 */
export async function* watch(signal: AbortSignal | undefined): AsyncGenerator<{ changed: true }> {
  for await (const _ of changes(['timeline', 'rights'], signal)) {
    yield { changed: true };
    await setTimeout(calmMs, undefined, { ...(signal && { signal }) }).catch(() => undefined);
  }
}
