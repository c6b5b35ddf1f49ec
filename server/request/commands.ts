import { requests as bounds } from '@/server/bounds';
import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { invalid, isAppError, notFound } from '@/server/errors';
import { notify } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { addOverride, applyRevision, holdRotation, removeOverride } from '@/server/rotation/commands';
import type { PersonId } from '@/server/rotation/definition';
import type { Segment } from '@/server/rotation/history';
import { snapshotsById } from '@/server/rotation/queries';
import { peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { needsOf } from './approval';
import { happeningOf } from './audience';
import { kindsOf } from './conflicts';
import { applied, returned, spanOf } from './effect';
import { effectOf } from './impact';
import { allowed, settledBy, verdictOn } from './lifecycle';
import { endingOf, refuseMoved, refuseUnseen } from './moved';
import { newRequest } from './new-request';
import { standingOf } from './offer';
import { askedFor, sceneOf, surroundingsOf, viewerOf } from './queries';
import { type Happening, labelOf, type Request, type State, type Terms } from './request';
import { circleIn, questionOf, type Scene, sightAt } from './scene';
import type { AskInput, DecideManyInput, TakeOverInput } from './schema';
import { asTaker, missingIn, refuse, refuseArchived, refuseSoon, stopsOf } from './stops';
import * as store from './store';
import { holderOf, takenOver, takeOverEnd } from './take-over';
import { mailsOf, storyOf } from './telling';
import { noteOf, takenBy, termsOf } from './terms';
import type { Doable } from './view';

export type Done = { id: string; state: State };
type Act = { id: string; note?: string | undefined };

/** Asks for a cover or a swap. Throws `invalid` by field, `not-possible` and `not-allowed`. */
export async function ask(ctx: Context, input: AskInput): Promise<Done> {
  return inTransaction(ctx, async (tx) => {
    const rotation = await holdRotation(tx, input.rotationId);
    const personId = askedFor(tx, rotation.teamId, input.for);
    refuseArchived(rotation);
    refuse(missingIn(input));
    const terms = termsOf(input, personId);
    const scene = await sceneOf(tx, rotation, await tx.now(), terms);
    const needs = needsOf(rotation.approval, terms);
    const atOnce = needs.length === 0 && terms.withId !== null;
    refuse(stopsOf(terms, questionOf(scene, atOnce)));
    const asked = { needsManager: needs.includes('manager'), reason: input.reason, note: noteOf(input) };
    const request = await insert(tx, scene, terms, asked);
    const made = atOnce ? await putIntoEffect(tx, scene, request, {}) : request;
    return happened(tx, scene, made, { happening: 'asked', from: null, note: made.note });
  });
}

type Asked = Pick<Request, 'needsManager' | 'reason' | 'note'> & { takenOver?: boolean };

async function insert(ctx: Context, scene: Scene, terms: Terms, asked: Asked): Promise<Request> {
  const effect = effectOf(terms, await surroundingsOf(ctx, scene, scene.now));
  const [id, askedById] = [crypto.randomUUID(), viewerOf(ctx) ?? ''];
  return store.insertRequest(ctx, { ...newRequest(terms, effect, scene), ...asked, id, askedById });
}

/** In the transaction of the last consent: laid over the schedule, or traded in the queue. The rotation is held. */
async function putIntoEffect(ctx: Context, { plan, now }: Scene, request: Request, change: store.RequestChange) {
  const { override, revised } = applied(plan, request.terms, now);
  const reason = labelOf(request);
  let overrideId: string | undefined;
  if (override) overrideId = await addOverride(ctx, { ...override, rotationId: plan.id, reason, decidedAt: now });
  if (revised) await trade(ctx, plan, request.terms, revised.added, reason);
  return store.changeRequest(ctx, request.id, {
    ...change,
    ...(overrideId === undefined ? {} : { overrideId }),
    state: 'in-effect',
    decidedAt: now,
  });
}

/** The first revision is the trade; those after it are changes planned for later, made again on top. */
async function trade(ctx: Context, { id, version }: Scene['plan'], terms: Terms, added: Segment[], reason: string) {
  const [first, ...then] = added;
  if (!first) return;
  const data = { change: 'trade', personId: terms.personId, withPersonId: terms.withId, reason };
  await applyRevision(ctx, { ...first, rotationId: id, version, then, data });
}

// Deciding

type Decision = { request: Request; scene: Scene; actorId: PersonId };
type Work = (tx: Context, decision: Decision, to: State) => Promise<Request>;

/**
 * One act on one request. The rotation is held first and the request then, always in this order, and everything is
 * decided from what is read under both. Throws `not-found`, `not-allowed`, `already-decided`, `schedule-moved` and
 * `not-possible`.
 */
async function decide(
  ctx: Context,
  act: Doable,
  { id, note = null }: { id: string; note?: string | null | undefined },
  work: Work,
): Promise<Done> {
  const found = await store.requestById(ctx, id);
  if (!found) throw notFound();
  authorize(ctx.actor, 'request.view', { teamId: found.teamId });
  return inTransaction(ctx, async (tx) => {
    const rotation = await holdRotation(tx, found.rotationId);
    const request = await store.lockRequest(tx, id);
    if (!request) throw notFound();
    const actorId = viewerOf(tx) ?? '';
    authorize(tx.actor, 'request.act', { teamId: request.teamId, personId: actorId });
    const scene = await sceneOf(tx, rotation, await tx.now(), request.terms);
    const standing = standingOf(request, actorId, circleIn(scene, request));
    const to = allowed(verdictOn(request, act, standing, scene.now));
    const after = await work(tx, { request, scene, actorId }, to);
    return happened(tx, scene, after, { happening: happeningOf[act], from: request.state, note });
  });
}

/** Takes it: the colleague who was asked, or the first of everyone. Of an open swap the taker says which turn they give. */
export async function accept(ctx: Context, input: Act & { turnStartsAt?: string | undefined }): Promise<Done> {
  return decide(ctx, 'accept', input, async (tx, { request, scene, actorId }, to) => {
    refuseArchived(scene.plan);
    refuseMoved(request, scene.plan, scene.now);
    const given = input.turnStartsAt === undefined ? null : new Date(input.turnStartsAt);
    if (request.openOffer && request.terms.kind === 'swap' && !given)
      throw invalid({ turnStartsAt: 'Say which of your turns you give' });
    const terms = takenBy(request, actorId, given);
    refuse(stopsOf(terms, questionOf(scene, false)).map(asTaker));
    const effect = effectOf(terms, await surroundingsOf(tx, scene, request.createdAt));
    const span = spanOf(terms, effect.changes);
    const taken = { terms, changes: effect.changes, ...span, conflictKinds: kindsOf(effect.conflicts) };
    if (to === 'in-effect') return putIntoEffect(tx, scene, { ...request, terms }, taken);
    return store.changeRequest(tx, request.id, { ...taken, state: to });
  });
}

/** A manager's yes, checked against the schedule as it is now. `seenVersion`: of the rotation, as the manager saw it. */
export async function approve(
  ctx: Context,
  input: Act & { seenVersion?: number | undefined; onlyWithoutWarnings?: boolean },
): Promise<Done> {
  return decide(ctx, 'approve', input, async (tx, { request, scene, actorId }) => {
    refuseArchived(scene.plan);
    refuseMoved(request, scene.plan, scene.now);
    refuse(stopsOf(request.terms, questionOf(scene, false)).map((stop) => ({ ...stop, code: 'not-possible' })));
    const { seenVersion = scene.plan.version, onlyWithoutWarnings = false } = input;
    if (onlyWithoutWarnings || seenVersion !== scene.plan.version) {
      const effect = effectOf(request.terms, await surroundingsOf(tx, scene, request.createdAt));
      refuseUnseen(request, kindsOf(effect.conflicts), onlyWithoutWarnings);
    }
    return putIntoEffect(tx, scene, request, { approvedById: actorId });
  });
}

const close: Work = (tx, { request, scene }, state) =>
  store.changeRequest(tx, request.id, { state, decidedAt: scene.now });

export const decline = (ctx: Context, input: Act): Promise<Done> => decide(ctx, 'decline', input, close);
export const reject = (ctx: Context, input: Act): Promise<Done> => decide(ctx, 'reject', input, close);
export const cancel = (ctx: Context, input: Act): Promise<Done> => decide(ctx, 'cancel', input, close);

async function takeBack(ctx: Context, { plan, now }: Scene, request: Request): Promise<void> {
  const { terms, overrideId } = request;
  if (terms.kind === 'swap') {
    const { revised } = applied(plan, returned(terms), now);
    if (revised) await trade(ctx, plan, returned(terms), revised.added, labelOf(request));
  } else if (plan.overrides.some(({ id }) => id === overrideId)) {
    await removeOverride(ctx, overrideId ?? '', labelOf(request), now);
  }
}

/** What rested on it is ended by Baton, with notice. */
const undo: Work = async (tx, { request, scene }, state) => {
  await takeBack(tx, scene, request);
  const change = request.takenOver ? { endedAt: scene.now } : { state };
  const after = await store.changeRequest(tx, request.id, change);
  await settle(tx, request.rotationId);
  return after;
};

/** Takes back what is in effect, until the changed time starts. */
export const reverse = (ctx: Context, input: Act): Promise<Done> => decide(ctx, 'reverse', input, undo);
/** Ends a take-over from this instant on; what has passed of it stays. */
export const end = (ctx: Context, input: Act): Promise<Done> => decide(ctx, 'end', input, undo);

/** Asks those whose move it is once more; 429 when that was a moment ago. */
export async function remind(ctx: Context, { id }: { id: string }): Promise<Done> {
  return decide(ctx, 'remind', { id }, async (tx, { request, scene: { now } }) => {
    refuseSoon(request, now, bounds.remindEverySeconds);
    return store.changeRequest(tx, id, { remindedAt: now });
  });
}

/** Several at once, each for itself: what is refused says why, and the others go on. */
export async function decideMany(
  ctx: Context,
  { ids, decision, note }: DecideManyInput,
): Promise<{ results: { id: string; done: boolean; message?: string }[] }> {
  const results = [];
  for (const id of new Set(ids)) {
    try {
      await (decision === 'approve'
        ? approve(ctx, { id, note, onlyWithoutWarnings: true })
        : reject(ctx, { id, note }));
      results.push({ id, done: true });
    } catch (error) {
      if (!isAppError(error)) throw error;
      results.push({ id, done: false, message: error.message });
    }
  }
  return { results };
}

/** Makes and confirms a cover from now on, in effect at once under every approval setting. */
export async function takeOver(ctx: Context, input: TakeOverInput): Promise<Done> {
  return inTransaction(ctx, async (tx) => {
    const rotation = await holdRotation(tx, input.rotationId);
    authorize(tx.actor, 'request.take-over', { teamId: rotation.teamId });
    refuseArchived(rotation);
    const scene = await sceneOf(tx, rotation, await tx.now());
    const takerId = viewerOf(tx) ?? '';
    const to = takeOverEnd(input, scene.now, bounds.takeOverMaxSeconds);
    const personId = holderOf(scene.plan, input.role, takerId, scene.now);
    const terms = takenOver(scene.plan, { role: input.role, personId, withId: takerId, from: scene.now, to });
    const asked = { needsManager: false, reason: 'other' as const, note: null, takenOver: true };
    const request = await insert(tx, scene, terms, asked);
    const made = await putIntoEffect(tx, scene, request, {});
    return happened(tx, scene, made, { happening: 'taken-over', from: null, note: null });
  });
}

// What happens by itself

/**
 * Internal, for the worker: what nobody decided in time has expired, which changes nothing on the calendar; and what the
 * schedule has moved away from under is ended. Those concerned are told. Returns how many.
 */
export async function settleDue(ctx: Context): Promise<number> {
  const now = await ctx.now();
  const live = await store.live(ctx, now);
  const plans = await snapshotsById(ctx, [...new Set(live.map(({ rotationId }) => rotationId))], sightAt(now));
  const due = live.filter((request) => {
    const plan = plans.find(({ id }) => id === request.rotationId);
    return plan && endingOf(request, plan, now) !== null;
  });
  let settled = 0;
  const failures: unknown[] = [];
  for (const rotationId of new Set(due.map((request) => request.rotationId))) {
    try {
      settled += await inTransaction(ctx, (tx) => settle(tx, rotationId));
    } catch (error) {
      // It keeps no other rotation from its turn, and is tried again in the next round.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return settled;
}

/** In the order in which they were asked: what ends one may be what the next rests on. */
async function settle(ctx: Context, rotationId: string): Promise<number> {
  const rotation = await holdRotation(ctx, rotationId);
  const now = await ctx.now();
  let settled = 0;
  for (const { id } of await store.live(ctx, now, rotationId)) {
    const request = await store.lockRequest(ctx, id);
    const scene = await sceneOf(ctx, rotation, now, request?.terms);
    const ending = request && endingOf(request, scene.plan, now);
    if (!request || !ending) continue;
    if (request.state === 'in-effect' && ending.happening === 'moved-away') await takeBack(ctx, scene, request);
    const after = await store.changeRequest(ctx, id, settledBy(request, ending));
    await happened(ctx, scene, after, { happening: ending.happening, from: request.state, note: null });
    settled += 1;
  }
  return settled;
}

type Happened = { happening: Happening; from: State | null; note: string | null };

/** Told in the timeline, and by mail to exactly those concerned, in the transaction of what happened. */
async function happened(ctx: Context, scene: Scene, request: Request, what: Happened): Promise<Done> {
  const { plan, deciders, now } = scene;
  const about = { subject: subject('request', request.id), teamId: request.teamId };
  await tell(ctx, now, { ...about, kind: what.happening, data: storyOf(request, what) });
  const circle = circleIn(scene, request);
  const others = await peopleByIds(ctx, [request.askedById, ...circle.approvers, ...deciders.managers]);
  const link = absolute(env.PUBLIC_URL, paths.request(request.id));
  const by =
    ctx.actor.kind === 'person' ? { id: ctx.actor.personId, name: ctx.actor.name } : { id: null, name: 'Baton' };
  const people = new Map([...scene.people, ...others]);
  const told = { ...what, request, circle, managers: deciders.managers, people, by, rotation: plan.name, link, now };
  for (const mail of mailsOf(told)) await notify(ctx, { ...mail, about, now });
  return { id: request.id, state: request.state };
}
