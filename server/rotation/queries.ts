import type { Context } from '@/server/context';
import { AppError, invalid, notFound } from '@/server/errors';
import { abilitiesOf, authorize, can, visibleTeams } from '@/server/policy/authorize';
import { membersOf, peopleByIds } from '@/server/team/queries';
import { timeOffOf } from '@/server/time-off/queries';
import { historyOf } from '@/server/timeline/queries';
import { subject } from '@/server/timeline/subject';
import { changeLog, type LoggedChange } from './change-log';
import type { TimeOff } from './conflict';
import { asSet, type Definition, peopleOf } from './definition';
import { type EditorView, refuseMoved } from './editing';
import { plain, type Segment, segmentAt } from './history';
import type { LaidOverride } from './override';
import { type ProposalView, proposalView, proposeOverride, proposeQueue, proposeSettings } from './proposal';
import type { Revision } from './restore';
import {
  boundedWindow,
  type ChangeQueueInput,
  type ChangeRotationInput,
  type LayOverrideInput,
  overrideOf,
  type PreviewInput,
  toOverride,
} from './schema';
import { rolesOfSegments, shifts } from './shifts';
import * as store from './store';
import { strangersIn } from './strangers';

export type Rotation = store.RotationRow;
export type { Moment } from './store';

/** A rotation with all that its calendar is computed from. `zone`: the zone of its handoffs. */
export type Snapshot = Rotation & { zone: string; roles: string[]; segments: Segment[]; overrides: LaidOverride[] };

/** The rotations the caller may see, by name; `teamId` narrows to one team; `archived`: those out of use instead. */
export async function listRotations(
  ctx: Context,
  { teamId, archived }: { teamId?: string | undefined; archived?: boolean | undefined } = {},
): Promise<Rotation[]> {
  const teams = teamId === undefined ? visibleTeams(ctx.actor) : [authorize(ctx.actor, 'rotation.view', { teamId })];
  return store.listRotations(ctx, teams, archived);
}

/** All rotations there are, for Baton itself. Authorises nothing. */
export const everyRotation = (ctx: Context): Promise<Rotation[]> => store.listRotations(ctx, null);

/** Throws `not-found` for one that does not exist or belongs to others. */
export async function rotationOf(ctx: Context, rotationId: string): Promise<Rotation> {
  const [rotation] = await store.rotationsByIds(ctx, [rotationId]);
  if (!rotation) throw notFound();
  authorize(ctx.actor, 'rotation.view', { teamId: rotation.teamId });
  return rotation;
}

/** A rotation with the definition in force (before the start: the first to come) and the version a change must name. */
export async function rotationById(
  ctx: Context,
  input: { rotationId: string },
): Promise<Rotation & { definition: Definition }> {
  const rotation = await rotationOf(ctx, input.rotationId);
  const segments = (await store.segmentsOf(ctx, [rotation])).get(rotation.id) ?? [];
  const segment = segmentAt(segments, await ctx.now()) ?? segments[0];
  if (!segment) throw notFound();
  return { ...rotation, definition: asSet(segment.definition) };
}

/** The same as the API answers it: the fields of the definition beside the rotation's own, as a new one is sent. */
export async function rotationView(ctx: Context, input: { rotationId: string }) {
  const rotation = await rotationById(ctx, input);
  return { ...rotation, ...rotation.definition };
}

/**
 * What calendars of several rotations are computed from, in three queries however many they are. Overrides only as
 * far as they touch `span`. Authorises nothing: hand in rotations that the caller was allowed to see.
 */
export async function snapshotOf(
  ctx: Context,
  rotations: Rotation[],
  span: { from: Date; to: Date },
): Promise<Snapshot[]> {
  const ids = rotations.map(({ id }) => id);
  const [segments, overrides] = await Promise.all([
    store.segmentsOf(ctx, rotations),
    store.overridesOf(ctx, ids, span),
  ]);
  return rotations.map((rotation) => {
    const own = segments.get(rotation.id) ?? [];
    return {
      ...rotation,
      segments: own,
      overrides: overrides.filter((override) => override.rotationId === rotation.id),
      roles: rolesOfSegments(own),
      zone: own.at(-1)?.definition.timeZone ?? 'UTC',
    };
  });
}

/** The same by id, for Baton itself. Unknown ids are left out. Authorises nothing. */
export async function snapshotsById(
  ctx: Context,
  rotationIds: string[],
  span: { from: Date; to: Date },
): Promise<Snapshot[]> {
  return snapshotOf(ctx, await store.rotationsByIds(ctx, rotationIds), span);
}

/** All that one answer to "who is on call" needs, in one statement. Authorises nothing. Throws `not-found`. */
export async function momentOf(
  ctx: Context,
  rotationId: string,
  at: Date | null,
  horizonMs: number,
): Promise<store.Moment> {
  const moment = await store.momentOf(ctx, rotationId, at, horizonMs);
  if (!moment) throw notFound();
  return moment;
}

/** A rotation from now on, as a change of it is computed from. */
export type ChangePlan = Snapshot & { timeOff: TimeOff[]; joinable: string[] };

/** Authorises nothing. */
export async function planOf(ctx: Context, rotation: Rotation, now: Date): Promise<ChangePlan> {
  const span = { from: now, to: new Date(now.getTime() + changeSightMs) };
  const [[plan], members] = await Promise.all([snapshotOf(ctx, [rotation], span), membersOf(ctx, rotation.teamId)]);
  if (!plan) throw notFound();
  const memberIds = members.map(({ personId }) => personId);
  const standing = plan.segments.flatMap(({ definition }) => peopleOf(definition));
  const [people, timeOff] = await Promise.all([
    peopleByIds(ctx, memberIds),
    timeOffOf(ctx, [...new Set([...memberIds, ...standing])], span),
  ]);
  return { ...plan, joinable: memberIds.filter((id) => people.get(id)?.active), timeOff };
}

/** Internal: throws `invalid` by field where somebody in a queue could not be paged; `standing` are not asked about. */
export async function refuseStrangers(
  ctx: Context,
  teamId: string,
  definition: Definition,
  standing: ReadonlySet<string> = new Set(),
): Promise<void> {
  const [people, members] = await Promise.all([peopleByIds(ctx, peopleOf(definition)), membersOf(ctx, teamId)]);
  const faults = strangersIn(definition, { people, memberIds: members.map(({ personId }) => personId), standing });
  if (Object.keys(faults).length > 0) throw invalid(faults);
}

/** Internal: throws `not-possible` with the names of the policies that page whoever the rotation says. */
export async function refuseInUse(ctx: Context, rotationId: string): Promise<void> {
  const policies = await store.policiesNaming(ctx, rotationId);
  const names = policies.map(({ name, teamId }) =>
    can(ctx.actor, 'policy.view', { teamId }) ? name : 'one of another team',
  );
  if (names.length === 0) return;
  throw new AppError('not-possible', `These policies page by it: ${names.join(', ')}. Change them first`);
}

/** Changes are compared over weeks; two years see every override that could matter to them. */
const changeSightMs = 731 * 86_400_000;

/** All that the editor needs: the difference of a change is then computed where it is typed. */
export async function editorView(ctx: Context, { rotationId }: { rotationId: string }): Promise<EditorView> {
  const rotation = await rotationOf(ctx, rotationId);
  const plan = await planOf(ctx, rotation, await ctx.now());
  const standing = plan.segments.flatMap(({ definition }) => peopleOf(definition));
  const covering = plan.overrides.flatMap(({ personId }) => personId ?? []);
  const people = await peopleByIds(ctx, [...new Set([...plan.joinable, ...standing, ...covering])]);
  return {
    ...plan,
    people: [...people.values()].map(({ id, name, timeZone, active }) => {
      return { id, name, timeZone, active, joinable: plan.joinable.includes(id) };
    }),
    abilities: abilitiesOf(ctx.actor, ['rotation.edit'], { teamId: rotation.teamId }),
  };
}

/** Every revision ever published: any earlier version can be looked at, and restored. */
export async function rotationVersions(ctx: Context, { rotationId }: { rotationId: string }): Promise<Revision[]> {
  const rotation = await rotationOf(ctx, rotationId);
  return store.revisionsOf(ctx, rotation.id);
}

/** Who changed the rotation, when, from when on and why; newest first. */
export async function rotationHistory(
  ctx: Context,
  { rotationId }: { rotationId: string },
): Promise<{ changes: LoggedChange[]; people: { id: string; name: string }[] }> {
  const rotation = await rotationOf(ctx, rotationId);
  const events = await historyOf(ctx, subject('rotation', rotation.id));
  const meant = events.flatMap(({ actor, data }) => [actor.kind === 'person' ? actor.id : null, data.personId]);
  const people = await peopleByIds(
    ctx,
    meant.filter((id) => typeof id === 'string'),
  );
  const words: Record<string, string> = { person: 'Somebody who left', service: 'A script' };
  const changes = changeLog(events, ({ kind, id }) => people.get(id ?? '')?.name ?? words[kind] ?? 'Baton');
  return { changes, people: [...people.values()].map(({ id, name }) => ({ id, name })) };
}

/** What `changeRotation` would do; nothing is saved. Throws what it would throw. */
export async function previewChange(
  ctx: Context,
  input: ChangeRotationInput & { rotationId: string },
): Promise<ProposalView> {
  const { rotation, plan, now } = await openForPreview(ctx, input);
  const { rotationId: _, version: __, ...change } = input;
  return proposalView(proposeSettings(plan, change, now), rotation.version);
}

/** What `changeQueue` would do; nothing is saved. Throws what it would throw. */
export async function previewQueue(
  ctx: Context,
  input: ChangeQueueInput & { rotationId: string },
): Promise<ProposalView> {
  const { rotation, plan, now } = await openForPreview(ctx, input);
  return proposalView(proposeQueue(plan, input, now), rotation.version);
}

/** What `layOverride` would do; nothing is saved. Throws what it would throw. */
export async function previewOverride(
  ctx: Context,
  input: LayOverrideInput & { rotationId: string },
): Promise<ProposalView> {
  const { rotation, plan, now } = await openForPreview(ctx, input);
  return proposalView(proposeOverride(plan, overrideOf(input, now), now), rotation.version);
}

async function openForPreview(ctx: Context, { rotationId, version }: { rotationId: string; version: number }) {
  const rotation = await rotationOf(ctx, rotationId);
  refuseMoved(rotation, version);
  const now = await ctx.now();
  return { rotation, plan: await planOf(ctx, rotation, now), now };
}

type Shown = { role: string; person: string; from: Date; to: Date; source: 'rotation' | 'override' | 'swap' };

/**
 * What a definition would mean, with people by any name: nothing is read and nothing is kept. Clipped to the window;
 * a window over ten years is refused with `too-long`.
 */
export function preview(
  ctx: Context,
  input: PreviewInput,
): { shifts: Shown[]; gaps: { role: string; from: Date; to: Date }[] } {
  authorize(ctx.actor, 'rotation.preview');
  const span = boundedWindow({ from: new Date(input.from), to: new Date(input.to) });
  const schedule = shifts({ segments: plain(input.definition), overrides: input.overrides.map(toOverride), span });
  return {
    shifts: schedule.shifts.map(({ role, personId, from, to, source }) => ({
      role,
      person: personId,
      from,
      to,
      source,
    })),
    gaps: schedule.gaps.map(({ role, from, to }) => ({ role, from, to })),
  };
}
