import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, type FieldFaults, invalid, notFound } from '@/server/errors';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { membersOf, peopleByIds, teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { type Definition, layersOf, type Place, peopleOf } from './definition';
import { plain, type Segment } from './history';
import type { Override } from './override';
import { type Proposal, type ProposalView, proposalView, proposeQueue, proposeSettings } from './proposal';
import { planOf, type Snapshot } from './queries';
import type { ChangeQueueInput, ChangeRotationInput, CreateRotationInput } from './schema';
import * as store from './store';
import { changedNotice } from './wording';

/**
 * A new rotation: its definition governs from its first handoff on, which may lie in the past. People are ids of
 * active members of the team. Throws `invalid` with the place in the queue that is wrong.
 */
export async function createRotation(ctx: Context, input: CreateRotationInput): Promise<{ id: string }> {
  authorize(ctx.actor, 'rotation.edit', { teamId: input.teamId });
  const { teamId, name, approval, publishedWeeks, ...definition } = input;
  return inTransaction(ctx, async (tx) => {
    await teamById(tx, teamId);
    await refuseStrangers(tx, teamId, definition);
    const createdAt = await tx.now();
    const rotation = { id: crypto.randomUUID(), teamId, name, version: 1, publishedWeeks, approval };
    await store.insertRotation(tx, { ...rotation, createdAt });
    for (const segment of plain(definition)) {
      await store.insertRevision(tx, { ...segment, rotationId: rotation.id, version: 1, createdAt });
    }
    await tell(tx, createdAt, {
      subject: subject('rotation', rotation.id),
      teamId,
      kind: 'created',
      data: { name, definition },
    });
    return { id: rotation.id };
  });
}

/** Whoever comes into a queue must be there to be paged: known, active and a member of the team. `standing`: not asked. */
async function refuseStrangers(
  ctx: Context,
  teamId: string,
  definition: Definition,
  standing: ReadonlySet<string> = new Set(),
): Promise<void> {
  const [people, members] = await Promise.all([peopleByIds(ctx, peopleOf(definition)), membersOf(ctx, teamId)]);
  const inTeam = new Set(members.map(({ personId }) => personId));
  const faults: FieldFaults = {};
  for (const [path, place] of placesOf(definition)) {
    if (place === null || standing.has(place)) continue;
    const person = people.get(place);
    if (!person) faults[path] = `Nobody has the id “${place}”: name a person by id`;
    else if (!person.active) faults[path] = `${person.name} is deactivated: choose somebody else`;
    else if (!inTeam.has(place))
      faults[path] = `${person.name} is not a member of this team: add them to the team first`;
  }
  if (Object.keys(faults).length > 0) throw invalid(faults);
}

/** Each place of each queue with its field path. */
function placesOf(definition: Definition): [string, Place][] {
  const layers = definition.layers ?? [];
  const prefixed = [
    { layer: definition, prefix: '' },
    ...layers.map((layer, i) => ({ layer, prefix: `layers.${i}.` })),
  ];
  return prefixed.flatMap(({ layer, prefix }) => [
    ...(layer.queue ?? []).map((place, i): [string, Place] => [`${prefix}queue.${i}`, place]),
    ...Object.entries(layer.queues ?? {}).flatMap(([role, queue]) =>
      queue.map((place, i): [string, Place] => [`${prefix}queues.${role}.${i}`, place]),
    ),
  ]);
}

/**
 * Internal: holds the rotation until the transaction ends, so that changes, and the record of what has passed, come one
 * after the other. Throws `schedule-moved` when somebody changed it since `version` was read.
 */
export async function holdRotation(ctx: Context, rotationId: string, version?: number): Promise<store.RotationRow> {
  const rotation = await store.lockRotation(ctx, rotationId);
  if (!rotation) throw notFound();
  if (version !== undefined && version !== rotation.version) throw moved();
  return rotation;
}

const moved = () =>
  new AppError(
    'schedule-moved',
    'The rotation changed while you were reading: look at it as it is now, then decide again',
  );

/**
 * Changes settings of the definition from a handoff on, and name, approval and published weeks at once. People affected
 * are told. Throws `schedule-moved`, `invalid` and `not-possible`.
 */
export async function changeRotation(
  ctx: Context,
  input: ChangeRotationInput & { rotationId: string },
): Promise<ProposalView> {
  return inTransaction(ctx, async (tx) => {
    const { rotationId, version, ...change } = input;
    const { rotation, plan, now } = await openForChange(tx, rotationId, version);
    const settings = pickSettings(change);
    const proposal = proposeSettings(plan, change, now);
    await refuseNewcomers(tx, plan, proposal);
    if (Object.keys(settings).length > 0) await store.updateSettings(tx, rotationId, settings);
    return keep(tx, rotation, proposal, now, { settings });
  });
}

const pickSettings = ({ name, approval, publishedWeeks }: Omit<ChangeRotationInput, 'version'>): store.Settings => ({
  ...(name === undefined ? {} : { name }),
  ...(approval === undefined ? {} : { approval }),
  ...(publishedWeeks === undefined ? {} : { publishedWeeks }),
});

/** Changes the queue from a handoff on. Throws `schedule-moved`, `invalid` and `not-possible`. */
export async function changeQueue(
  ctx: Context,
  input: ChangeQueueInput & { rotationId: string },
): Promise<ProposalView> {
  return inTransaction(ctx, async (tx) => {
    const { rotationId, version, preview: _, ...change } = input;
    const { rotation, plan, now } = await openForChange(tx, rotationId, version);
    const proposal = proposeQueue(plan, change, now);
    await refuseNewcomers(tx, plan, proposal);
    return keep(tx, rotation, proposal, now, {
      change: change.change,
      personId: change.personId,
      reason: change.reason ?? null,
    });
  });
}

/** Somebody who has left may stand in the queue still, and must not be in the way of every other change. */
async function refuseNewcomers(ctx: Context, plan: Snapshot, { revised }: Proposal): Promise<void> {
  const standing = new Set(plan.segments.flatMap(({ definition }) => peopleOf(definition)));
  for (const { definition } of revised.added) await refuseStrangers(ctx, plan.teamId, definition, standing);
}

async function openForChange(ctx: Context, rotationId: string, version: number) {
  const rotation = await holdRotation(ctx, rotationId);
  authorize(ctx.actor, 'rotation.edit', { teamId: rotation.teamId });
  if (version !== rotation.version) throw moved();
  const now = await ctx.now();
  return { rotation, plan: await planOf(ctx, rotation, now), now };
}

/** Stores what was proposed and tells everybody whose time changes. */
async function keep(
  ctx: Context,
  rotation: store.RotationRow,
  proposal: Proposal,
  now: Date,
  data: Record<string, unknown>,
): Promise<ProposalView> {
  const { revised, difference } = proposal;
  const version = await applyRevisions(ctx, { rotation, added: revised.added, now, data });
  const zone = revised.segments.at(-1)?.definition.timeZone ?? 'UTC';
  const by = ctx.actor.kind === 'person' || ctx.actor.kind === 'service' ? ctx.actor.name : 'Baton';
  for (const { personId, firstChange } of difference.affected) {
    const notice = changedNotice({
      rotation: rotation.name,
      zone,
      by,
      firstChange,
      link: absolute(env.PUBLIC_URL, paths.calendar()),
    });
    const about = { subject: subject('rotation', rotation.id), teamId: rotation.teamId };
    await notify(ctx, { personIds: [personId], about, notice, key: `rotation ${rotation.id} ${version}`, now });
  }
  return proposalView(proposal, version);
}

/**
 * Internal: what was computed against the rotation as it is now, stored in the order given; the past is not touched.
 * Returns the new version.
 */
async function applyRevisions(
  ctx: Context,
  change: { rotation: store.RotationRow; added: readonly Segment[]; now: Date; data: Record<string, unknown> },
): Promise<number> {
  const { rotation, added, now } = change;
  let { version } = rotation;
  for (const segment of added) {
    if (segment.effectiveFrom < now)
      throw new AppError('not-possible', 'That time has passed: a change begins now or later');
    version = await store.raiseVersion(ctx, rotation.id);
    await store.insertRevision(ctx, { ...segment, rotationId: rotation.id, version, createdAt: now });
  }
  const { definition, effectiveFrom } = added[0] ?? {};
  const data = {
    version,
    effectiveFrom: effectiveFrom?.toISOString() ?? null,
    definition: definition ?? null,
    ...change.data,
  };
  await tell(ctx, now, { subject: subject('rotation', rotation.id), teamId: rotation.teamId, kind: 'changed', data });
  return version;
}

/**
 * Internal: the caller has authorised it and collected the consents. From `effectiveFrom` on `definition` governs.
 * Returns the new version. Throws `schedule-moved` and `not-possible`.
 */
export async function applyRevision(
  ctx: Context,
  { rotationId, version, ...segment }: Segment & { rotationId: string; version: number },
): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const rotation = await holdRotation(tx, rotationId, version);
    return applyRevisions(tx, { rotation, added: [segment], now: await tx.now(), data: {} });
  });
}

type NewOverride = Omit<Override, 'from'> & {
  rotationId: string;
  /** Left out: from the instant at which it is laid. */
  from?: Date;
  version?: number;
  source?: 'override' | 'swap';
};

/**
 * Internal: lays a shift over one role, on top of all overrides before it. The caller has authorised it and collected
 * the consents. Starts now or later, in a role the rotation has. Returns the override's id.
 */
export async function addOverride(ctx: Context, input: NewOverride): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const { version, source = 'override', ...rest } = input;
    const rotation = await holdRotation(tx, input.rotationId, version);
    const now = await tx.now();
    const override = { ...rest, from: input.from ?? now };
    await refuseImpossible(tx, rotation, override, now);
    const id = await store.insertOverride(tx, { ...override, source, createdAt: now });
    await store.raiseVersion(tx, rotation.id);
    const data = { id, ...asData(override) };
    await tell(tx, now, {
      subject: subject('rotation', rotation.id),
      teamId: rotation.teamId,
      kind: 'override-added',
      data,
    });
    return id;
  });
}

async function refuseImpossible(
  ctx: Context,
  rotation: store.RotationRow,
  override: Override,
  now: Date,
): Promise<void> {
  if (override.from >= override.to) throw invalid({ to: 'The end must lie after the start' });
  if (override.from < now) throw invalid({ from: 'That time has passed: start now or later' });
  const segments = (await store.segmentsOf(ctx, [rotation])).get(rotation.id) ?? [];
  const roles = new Set(segments.flatMap(({ definition }) => layersOf(definition).flatMap((layer) => layer.roles)));
  if (!roles.has(override.role))
    throw invalid({ role: `The rotation has no role “${override.role}”: use one of ${[...roles].join(', ')}` });
}

/** Internal: takes an override back, from now on; what has passed of it stays. Throws `not-possible` once it is over. */
export async function removeOverride(ctx: Context, overrideId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = await store.overrideById(tx, overrideId);
    if (!found) throw notFound();
    const rotation = await holdRotation(tx, found.rotationId);
    // Read again under the lock: somebody may have ended it in between.
    const override = await store.overrideById(tx, overrideId);
    const now = await tx.now();
    if (!override || override.to <= now) throw new AppError('not-possible', 'It is over already');
    await store.endOverride(tx, override, now);
    await store.raiseVersion(tx, rotation.id);
    const data = { id: overrideId, ...asData(override) };
    await tell(tx, now, {
      subject: subject('rotation', rotation.id),
      teamId: rotation.teamId,
      kind: 'override-removed',
      data,
    });
  });
}

const asData = ({ role, personId, replaces, from, to }: Override): Record<string, unknown> => ({
  role,
  personId,
  replaces: replaces ?? null,
  from: from.toISOString(),
  to: to.toISOString(),
});
