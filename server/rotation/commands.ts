import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { refuseMoved } from './editing';
import { plain, type Segment } from './history';
import { asData, type Override, timeFaults } from './override';
import {
  type Proposal,
  type ProposalView,
  proposalView,
  proposeOverride,
  proposeQueue,
  proposeRemoval,
  proposeRestore,
  proposeSettings,
} from './proposal';
import { type ChangePlan, planOf, refuseInUse, refuseStrangers } from './queries';
import { asOfVersion } from './restore';
import {
  type ArchiveRotationInput,
  type ChangeQueueInput,
  type ChangeRotationInput,
  type CreateRotationInput,
  type LayOverrideInput,
  overrideOf,
  type RemoveOverrideInput,
  type RestoreRotationInput,
  settingsIn,
} from './schema';
import * as store from './store';
import { standingFrom } from './strangers';
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
    const rotation = { id: crypto.randomUUID(), teamId, name, version: 1, publishedWeeks, approval, archivedAt: null };
    await store.insertRotation(tx, { ...rotation, createdAt });
    for (const segment of plain(definition)) {
      await store.insertRevision(tx, { ...segment, rotationId: rotation.id, version: 1, createdAt });
    }
    await tellOf(tx, rotation, createdAt, 'created', { name, definition });
    return { id: rotation.id };
  });
}

/**
 * Internal: holds the rotation until the transaction ends, so that changes, and the record of what has passed, come one
 * after the other. Throws `schedule-moved` when somebody changed it since `version` was read.
 */
export async function holdRotation(ctx: Context, rotationId: string, version?: number): Promise<store.RotationRow> {
  const rotation = await store.lockRotation(ctx, rotationId);
  if (!rotation) throw notFound();
  if (version !== undefined) refuseMoved(rotation, version);
  return rotation;
}

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
    const open = await openForChange(tx, rotationId, version);
    const settings = settingsIn(change);
    const proposal = proposeSettings(open.plan, change, open.now);
    if (Object.keys(settings).length > 0) await store.updateSettings(tx, rotationId, settings);
    return keep(tx, open, proposal, { settings, reason: change.reason });
  });
}

/** Changes the queue from a handoff on. Throws `schedule-moved`, `invalid` and `not-possible`. */
export async function changeQueue(
  ctx: Context,
  input: ChangeQueueInput & { rotationId: string },
): Promise<ProposalView> {
  return inTransaction(ctx, async (tx) => {
    const { rotationId, version, preview: _, ...change } = input;
    const open = await openForChange(tx, rotationId, version);
    const { change: kind, personId, reason } = change;
    return keep(tx, open, proposeQueue(open.plan, change, open.now), { change: kind, personId, reason });
  });
}

/** From a handoff on the rotation goes on as an earlier version meant it to. Throws `schedule-moved` and `not-found`. */
export async function restoreRotation(ctx: Context, input: RestoreRotationInput): Promise<ProposalView> {
  return inTransaction(ctx, async (tx) => {
    const { rotationId, version, restored, from, reason } = input;
    const open = await openForChange(tx, rotationId, version);
    const earlier = asOfVersion(await store.revisionsOf(tx, rotationId), restored);
    if (earlier.length === 0) throw notFound();
    return keep(tx, open, proposeRestore(open.plan, earlier, from, open.now), { restored, reason });
  });
}

type Open = { rotation: store.RotationRow; plan: ChangePlan; now: Date };

async function openForChange(ctx: Context, rotationId: string, version: number): Promise<Open> {
  const rotation = await holdRotation(ctx, rotationId);
  authorize(ctx.actor, 'rotation.edit', { teamId: rotation.teamId });
  refuseMoved(rotation, version);
  if (rotation.archivedAt) throw new AppError('not-possible', 'The rotation is archived: bring it back first');
  const now = await ctx.now();
  return { rotation, plan: await planOf(ctx, rotation, now), now };
}

type Facts = Record<string, unknown>;
type Data = Facts & { reason: string | undefined };

/** Stores what was proposed and tells everybody whose time changes. */
async function keep(ctx: Context, open: Open, proposal: Proposal, data: Data): Promise<ProposalView> {
  const { rotation, plan, now } = open;
  const { added, effectiveFrom } = proposal.revised;
  const standing = standingFrom(plan.segments, effectiveFrom);
  for (const { definition } of added) await refuseStrangers(ctx, rotation.teamId, definition, standing);
  const version = await applyRevisions(ctx, { rotation, added, now, data });
  await tellAffected(ctx, rotation, proposal, { version, now, reason: data.reason });
  return proposalView(proposal, version);
}

type Told = { version: number; now: Date; reason: string | undefined };

async function tellAffected(ctx: Context, rotation: store.RotationRow, proposal: Proposal, told: Told): Promise<void> {
  const zone = proposal.revised.segments.at(-1)?.definition.timeZone ?? 'UTC';
  const by = ctx.actor.kind === 'person' || ctx.actor.kind === 'service' ? ctx.actor.name : 'Baton';
  const link = absolute(env.PUBLIC_URL, paths.calendar());
  const key = `rotation ${rotation.id} ${told.version}`;
  for (const { personId, firstChange } of proposal.difference.affected) {
    const notice = changedNotice({ rotation: rotation.name, zone, by, firstChange, reason: told.reason, link });
    const about = { subject: subject('rotation', rotation.id), teamId: rotation.teamId };
    await notify(ctx, { personIds: [personId], about, notice, key, now: told.now });
  }
}

type NewRevisions = { rotation: store.RotationRow; added: readonly Segment[]; now: Date; data: Facts };

/**
 * Internal: what was computed against the rotation as it is now, stored in the order given; the past is not touched.
 * Returns the new version.
 */
async function applyRevisions(ctx: Context, change: NewRevisions): Promise<number> {
  const { rotation, added, now } = change;
  let { version } = rotation;
  for (const segment of added) {
    if (segment.effectiveFrom < now)
      throw new AppError('not-possible', 'That time has passed: a change begins now or later');
    version = await store.raiseVersion(ctx, rotation.id);
    await store.insertRevision(ctx, { ...segment, rotationId: rotation.id, version, createdAt: now });
  }
  const { definition = null, effectiveFrom = null } = added[0] ?? {};
  const data = { version, effectiveFrom: effectiveFrom?.toISOString() ?? null, definition, ...change.data };
  await tellOf(ctx, rotation, now, 'changed', data);
  return version;
}

const tellOf = (ctx: Context, rotation: store.RotationRow, now: Date, kind: EventKind, data: Facts) =>
  tell(ctx, now, { subject: subject('rotation', rotation.id), teamId: rotation.teamId, kind, data });

type Applied = Segment & { rotationId: string; version: number; then?: readonly Segment[]; data?: Partial<Data> };

/**
 * Internal: the caller has authorised it and collected the consents. From `effectiveFrom` on `definition` governs;
 * `then`: changes planned for later, made again on top. Returns the new version. Throws `schedule-moved`, `not-possible`.
 */
export async function applyRevision(ctx: Context, change: Applied): Promise<number> {
  const { rotationId, version, then = [], data = {}, ...segment } = change;
  return inTransaction(ctx, async (tx) => {
    const rotation = await holdRotation(tx, rotationId, version);
    return applyRevisions(tx, { rotation, added: [segment, ...then], now: await tx.now(), data });
  });
}

/**
 * Takes a rotation out of the lists, or brings it back. Throws `not-possible` with the names of the policies that page
 * by it: they would go on paging people by a rotation that nobody sees.
 */
export async function archiveRotation(ctx: Context, input: ArchiveRotationInput): Promise<{ version: number }> {
  return inTransaction(ctx, async (tx) => {
    const { archived, reason } = input;
    const rotation = await holdRotation(tx, input.rotationId);
    authorize(ctx.actor, 'rotation.edit', { teamId: rotation.teamId });
    refuseMoved(rotation, input.version);
    if (archived === (rotation.archivedAt !== null)) return { version: rotation.version };
    if (archived) await refuseInUse(tx, rotation.id);
    const now = await tx.now();
    await store.updateSettings(tx, rotation.id, { archivedAt: archived ? now : null });
    const version = await store.raiseVersion(tx, rotation.id);
    await tellOf(tx, rotation, now, archived ? 'removed' : 'changed', { version, settings: { archived }, reason });
    return { version };
  });
}

/** Lays an override and tells whoever it concerns. Throws `schedule-moved` and `invalid` by field. */
export async function layOverride(
  ctx: Context,
  input: LayOverrideInput & { rotationId: string },
): Promise<ProposalView & { id: string }> {
  return inTransaction(ctx, async (tx) => {
    const { rotationId, reason } = input;
    const { rotation, plan, now } = await openForChange(tx, rotationId, input.version);
    const override = overrideOf(input, now);
    const proposal = proposeOverride(plan, override, now);
    const { id, version } = await lay(tx, rotation, { ...override, source: 'override', createdAt: now }, reason);
    await tellAffected(tx, rotation, proposal, { version, now, reason });
    return { id, ...proposalView(proposal, version) };
  });
}

/** Takes an override back from now on. Throws `schedule-moved`, `not-found`, and `not-possible` once it is over. */
export async function takeBackOverride(ctx: Context, input: RemoveOverrideInput): Promise<ProposalView> {
  return inTransaction(ctx, async (tx) => {
    const { overrideId, reason } = input;
    const { rotation, plan, now } = await openForChange(tx, input.rotationId, input.version);
    const found = await store.overrideById(tx, overrideId);
    if (found?.rotationId !== rotation.id) throw notFound();
    const proposal = proposeRemoval(plan, overrideId, now);
    const version = await end(tx, rotation, found, { now, reason });
    await tellAffected(tx, rotation, proposal, { version, now, reason });
    return proposalView(proposal, version);
  });
}

type Source = 'override' | 'swap';
type NewOverride = Omit<Override, 'from'> & {
  rotationId: string;
  from?: Date;
  version?: number;
  source?: Source;
  reason?: string;
  /** The caller's present instant, read while it held the rotation: what begins now has then not yet passed. */
  decidedAt?: Date;
};

/**
 * Internal: lays a shift over one role, on top of all overrides before it. The caller has authorised it and collected
 * the consents. Starts now (`from` left out) or later, in a role the rotation has. Returns the override's id.
 */
export async function addOverride(ctx: Context, input: NewOverride): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const { version, rotationId, source = 'override', reason, decidedAt, ...rest } = input;
    const rotation = await holdRotation(tx, rotationId, version);
    const createdAt = decidedAt ?? (await tx.now());
    const override = { ...rest, from: input.from ?? createdAt };
    const segments = (await store.segmentsOf(tx, [rotation])).get(rotation.id) ?? [];
    const faults = timeFaults(segments, override, createdAt);
    if (Object.keys(faults).length > 0) throw invalid(faults);
    return (await lay(tx, rotation, { ...override, source, createdAt }, reason)).id;
  });
}

type Laid = Override & { source: Source; createdAt: Date };

async function lay(ctx: Context, rotation: store.RotationRow, override: Laid, reason: string | undefined) {
  const id = await store.insertOverride(ctx, { ...override, rotationId: rotation.id });
  const version = await store.raiseVersion(ctx, rotation.id);
  await tellOf(ctx, rotation, override.createdAt, 'override-added', { id, ...asData(override), reason });
  return { id, version };
}

/** Internal: takes an override back from now, or `at`, on; what has passed of it stays. Throws `not-possible` once over. */
export async function removeOverride(ctx: Context, overrideId: string, reason?: string, at?: Date): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = await store.overrideById(tx, overrideId);
    if (!found) throw notFound();
    const rotation = await holdRotation(tx, found.rotationId);
    // Read again under the lock: somebody may have ended it in between.
    const override = await store.overrideById(tx, overrideId);
    const now = at ?? (await tx.now());
    if (!override || override.to <= now) throw new AppError('not-possible', 'It is over already');
    await end(tx, rotation, override, { now, reason });
  });
}

type Ended = { now: Date; reason?: string | undefined };

async function end(ctx: Context, rotation: store.RotationRow, override: store.StoredOverride, { now, reason }: Ended) {
  await store.endOverride(ctx, override, now);
  const version = await store.raiseVersion(ctx, rotation.id);
  await tellOf(ctx, rotation, now, 'override-removed', { id: override.id, ...asData(override), reason });
  return version;
}
