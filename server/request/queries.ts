import { reachabilityOf } from '@/server/contact/queries';
import type { Context } from '@/server/context';
import { invalid, notFound } from '@/server/errors';
import { onCallAtUnchecked, schedulesOf } from '@/server/oncall/queries';
import { authorize, can, type TeamScope, visibleTeams } from '@/server/policy/authorize';
import type { PersonId } from '@/server/rotation/definition';
import {
  listRotations,
  type Rotation,
  rotationHistory,
  rotationOf,
  snapshotOf,
  snapshotsById,
} from '@/server/rotation/queries';
import { decidersOf, listTeams, peopleByIds } from '@/server/team/queries';
import { timeOffOf } from '@/server/time-off/queries';
import { historyOf } from '@/server/timeline/queries';
import { subject } from '@/server/timeline/subject';
import { approversOf, needsOf } from './approval';
import { candidatesOf } from './candidates';
import { lastChange, madeIt } from './cause';
import { decidedEffect } from './decided-effect';
import { changesOf, spanOf } from './effect';
import { askFormOf, shownPeople } from './form';
import { historyFrom } from './happened';
import { effectOf, type Surroundings, seenEffect } from './impact';
import { waitsFor } from './offer';
import { isPending, type Request, stateAt, type Terms } from './request';
import { circleOf, isWaitingFor, namedIn, peopleIn, type Read, rowsFrom } from './rows';
import { questionOf, type Scene, sightAt } from './scene';
import type { ListQuery, PreviewAskInput, Tab } from './schema';
import { shareMs } from './share';
import { missingIn, stopsOf } from './stops';
import * as store from './store';
import { quarterOf, tradesOf } from './tally';
import { termsOf } from './terms';
import type {
  AskForm,
  AskPreview,
  RequestDetail,
  RequestEffect,
  RequestList,
  RequestPerson,
  RequestRow,
  Why,
} from './view';

/** More undecided requests than a team ever has; what lies beyond waits for its turn. A page is for everything else. */
const [mostPending, page] = [500, 50];

export const viewerOf = ({ actor }: Context): PersonId | null => (actor.kind === 'person' ? actor.personId : null);

/** Internal, for commands under the rotation's lock as well: authorises nothing. */
export async function sceneOf(ctx: Context, rotation: Rotation, now: Date, terms?: Terms): Promise<Scene> {
  const [[plan], deciders, named] = await Promise.all([
    snapshotOf(ctx, [rotation], sightAt(now)),
    decidersOf(ctx, [rotation.teamId], now),
    peopleByIds(ctx, terms ? [terms.personId, terms.withId ?? terms.personId] : []),
  ]);
  const own = deciders.get(rotation.teamId);
  if (!plan || !own) throw notFound();
  const people = new Map([...named.values(), ...own.takers].map((person) => [person.id, person]));
  return { plan, deciders: own, people, now };
}

/** What the effect of a request is judged by. Internal. */
export async function surroundingsOf(ctx: Context, scene: Scene, askedAt: Date): Promise<Surroundings> {
  const { plan, people, now } = scene;
  const ids = [...people.keys()];
  const [timeOff, reach, traded] = await Promise.all([
    timeOffOf(ctx, ids, { from: now, to: sightAt(now).to }),
    reachabilityOf(ctx, ids),
    store.tradedIn(ctx, ids, quarterOf(now)),
  ]);
  return {
    ...{ plan, version: plan.version, now, askedAt, timeOff, tradesOf: tradesOf(traded) },
    clockOf: (id) => people.get(id),
    isReachable: (id) => reach.get(id)?.reachable ?? false,
  };
}

// Lists

/** What rows say beside the requests themselves: one query a concept, however many rows there are. */
async function readFor(ctx: Context, list: readonly Request[], now: Date): Promise<Read> {
  const [rotations, teams, deciders] = await Promise.all([
    snapshotsById(ctx, [...new Set(list.map(({ rotationId }) => rotationId))], { from: now, to: now }),
    listTeams(ctx),
    decidersOf(ctx, teamsOf(list), now),
  ]);
  const [found, traded] = await Promise.all([
    peopleByIds(ctx, namedIn(list, deciders)),
    store.tradedIn(ctx, [...new Set(list.map(({ terms }) => terms.personId))], quarterOf(now)),
  ]);
  const takers = [...deciders.values()].flatMap((team) => team.takers);
  const people = new Map([...found.values(), ...takers].map((person) => [person.id, person]));
  return { now, viewerId: viewerOf(ctx), rotations, teams, deciders, people, traded };
}

const teamsOf = (list: readonly { teamId: string }[]): string[] => list.map(({ teamId }) => teamId);

const undecided = (ctx: Context, teams: TeamScope[] | null, now: Date): Promise<Request[]> =>
  store.listRequests(ctx, { teams, undecidedAt: now }, mostPending, true);

/**
 * One tab of `/requests`. `waiting`: what the viewer is to decide, whatever begins soonest first; `mine` and `team`:
 * undecided and in effect; `decided`: the rest. A page at a time, except what waits.
 */
export async function listRequests(
  ctx: Context,
  { tab, cursor }: { tab: Tab; cursor?: string | undefined },
): Promise<RequestList> {
  authorize(ctx.actor, 'organisation.view');
  const [now, teams, viewerId] = [await ctx.now(), visibleTeams(ctx.actor), viewerOf(ctx)];
  const before = cursor === undefined ? undefined : Number(cursor);
  const which: Record<Tab, store.Which | null> = {
    waiting: null,
    mine: { teams, personId: viewerId ?? '', before },
    team: { teams, standing: true, before },
    decided: { teams, decidedBy: now, before },
  };
  const asked = which[tab];
  const [pending, chosen, last] = await Promise.all([
    undecided(ctx, teams, now),
    asked ? store.listRequests(ctx, asked, page + 1) : [],
    store.lastDecided(ctx, teams),
  ]);
  const list = chosen.slice(0, page);
  const read = await readFor(ctx, [...pending, ...list, ...(last ? [last] : [])], now);
  const waiting = rowsFrom(read, pending).filter((row) => isWaitingFor(row.waitsFor, viewerId));
  const items = asked ? rowsFrom(read, list) : waiting;
  const [lastDecision = null] = rowsFrom(read, last ? [last] : []);
  return {
    now,
    items,
    nextCursor: chosen.length > page ? String(list.at(-1)?.number ?? '') : null,
    counts: { waiting: waiting.length },
    people: peopleIn(read, [...items, ...(lastDecision ? [lastDecision] : [])]),
    lastDecision,
  };
}

/** How many requests wait for the viewer's decision. */
export async function waitingCount(ctx: Context): Promise<{ count: number }> {
  authorize(ctx.actor, 'organisation.view');
  const [now, viewerId] = [await ctx.now(), viewerOf(ctx)];
  const pending = await undecided(ctx, visibleTeams(ctx.actor), now);
  const deciders = await decidersOf(ctx, teamsOf(pending), now);
  const mine = pending.filter((request) => {
    return isWaitingFor(waitsFor(request, circleOf(deciders.get(request.teamId), request.askedById)), viewerId);
  });
  return { count: mine.length };
}

/** For programs: requests the caller may see, the newest first, narrowed to a rotation and a state. */
export async function requestsFor(ctx: Context, { rotationId, state, cursor }: ListQuery) {
  authorize(ctx.actor, 'organisation.view');
  if (rotationId !== undefined) await rotationOf(ctx, rotationId);
  const before = cursor === undefined ? undefined : Number(cursor);
  const [now, teams] = [await ctx.now(), visibleTeams(ctx.actor)];
  const found = await store.listRequests(ctx, { teams, rotationId, before, ...store.inState(state, now) }, page + 1);
  const list = found.slice(0, page);
  const items = rowsFrom(await readFor(ctx, list, now), list);
  return { items, nextCursor: found.length > page ? String(list.at(-1)?.number ?? '') : null };
}

/** What lies, or may come to lie, over the calendar in a span: undecided, and in effect. */
export async function requestsOnCalendar(
  ctx: Context,
  input: { from: string; to: string; teamId?: string | undefined; rotationId?: string | undefined },
): Promise<{ items: RequestRow[]; people: RequestPerson[] }> {
  const { teamId, rotationId } = input;
  const teams = teamId === undefined ? visibleTeams(ctx.actor) : [authorize(ctx.actor, 'request.view', { teamId })];
  if (rotationId !== undefined) await rotationOf(ctx, rotationId);
  const [now, touching] = [await ctx.now(), { from: new Date(input.from), to: new Date(input.to) }];
  const found = await store.listRequests(ctx, { teams, rotationId, standing: true, touching }, mostPending);
  const list = found.filter((request) => stateAt(request, now) !== 'expired');
  const read = await readFor(ctx, list, now);
  const items = rowsFrom(read, list);
  return { items, people: peopleIn(read, items) };
}

// One request

/** One request with what it does and what became of it. */
export async function requestById(ctx: Context, { id }: { id: string }): Promise<RequestDetail> {
  const request = await store.requestById(ctx, id);
  if (!request) throw notFound();
  authorize(ctx.actor, 'request.view', { teamId: request.teamId });
  const now = await ctx.now();
  const [read, rotation, events] = await Promise.all([
    readFor(ctx, [request], now),
    rotationOf(ctx, request.rotationId),
    historyOf(ctx, subject('request', id)),
  ]);
  const [row] = rowsFrom(read, [request]);
  if (!row) throw notFound();
  const effect = await currentEffect(ctx, await sceneOf(ctx, rotation, now, request.terms), request);
  const history = historyFrom(events);
  const shown = [...effect.before, ...effect.after].map(({ personId }) => personId);
  const people = await peopleByIds(ctx, [...shown, ...history.flatMap(({ actorId }) => actorId ?? [])]);
  const named = history.map((event) => {
    return { ...event, actorName: people.get(event.actorId ?? '')?.name ?? event.actorName };
  });
  return { ...row, now, effect, history: named, people: shownPeople([...peopleIn(read, [row]), ...people.values()]) };
}

async function currentEffect(ctx: Context, scene: Scene, request: Request): Promise<RequestEffect> {
  if (stateAt(request, scene.now) !== request.state || !isPending(request)) return decidedEffect(request, scene.plan);
  return seenEffect(request, scene, await surroundingsOf(ctx, scene, request.createdAt), viewerOf(ctx));
}

// Asking

/** What asking for this would do, whom to ask, and why it cannot be asked like this. Nothing is kept. */
export async function previewAsk(ctx: Context, input: PreviewAskInput): Promise<AskPreview> {
  const rotation = await rotationOf(ctx, input.rotationId);
  const personId = askedFor(ctx, rotation.teamId, input.for);
  const missing = missingIn(input);
  const terms = missing.length === 0 ? termsOf(input, personId) : null;
  if (!terms) return { effect: null, candidates: [], stops: missing, needs: [], approvers: [], people: [] };
  const now = await ctx.now();
  const scene = await sceneOf(ctx, rotation, now, terms);
  const needs = needsOf(rotation.approval, terms);
  const stops = stopsOf(terms, questionOf(scene, needs.length === 0));
  const around = await surroundingsOf(ctx, scene, now);
  const effect = stops.length === 0 ? effectOf(terms, around) : null;
  const approvers = approversOf(scene.deciders, viewerOf(ctx) ?? '');
  const candidates = await whomToAsk(ctx, scene, terms, around);
  const shown = effect ? [...effect.before, ...effect.after].map((shift) => shift.personId) : [];
  const people = await peopleByIds(ctx, [...shown, ...candidates.map((each) => each.personId), ...approvers, personId]);
  return { effect, candidates, stops, needs, approvers, people: shownPeople(people.values()) };
}

/** Whose time is asked about: one's own, or for managers and admins somebody else's. Internal. */
export function askedFor(ctx: Context, teamId: string, other: PersonId | undefined): PersonId {
  authorize(ctx.actor, 'request.ask', { teamId });
  const own = viewerOf(ctx) ?? '';
  if (other !== undefined && other !== own) authorize(ctx.actor, 'request.ask-for', { teamId });
  return other ?? own;
}

async function whomToAsk(ctx: Context, { plan, deciders, now }: Scene, terms: Terms, around: Surroundings) {
  if (terms.kind === 'cover' && terms.from >= terms.to) return [];
  const span = spanOf({ ...terms, withId: null }, changesOf(plan, { ...terms, withId: null }, now));
  if (!(span.from < span.to)) return [];
  const rotations = await listRotations(ctx, { teamId: plan.teamId });
  const served = rotations.filter(({ id }) => id === plan.id);
  const [busy, passed] = await Promise.all([
    schedulesOf(ctx, rotations, span),
    schedulesOf(ctx, served, { from: new Date(now.getTime() - shareMs), to: now }),
  ]);
  return candidatesOf({
    ...{ terms, span, plan, now, takers: deciders.takers, timeOff: around.timeOff, isReachable: around.isReachable },
    busy: busy.flatMap(({ shifts }) => shifts),
    served: passed.flatMap(({ shifts }) => shifts),
  });
}

/** What a question can be made of: one's own shifts and turns ahead, or those of somebody one asks for. */
export async function askForm(ctx: Context, input: { for?: string | undefined }): Promise<AskForm> {
  authorize(ctx.actor, 'organisation.view');
  const [now, rotations] = [await ctx.now(), await listRotations(ctx)];
  const own = viewerOf(ctx) ?? '';
  const personId = input.for ?? own;
  const able = rotations.filter(({ teamId }) =>
    can(ctx.actor, personId === own ? 'request.ask' : 'request.ask-for', { teamId }),
  );
  const [plans, deciders] = await Promise.all([
    snapshotOf(ctx, able, sightAt(now)),
    decidersOf(ctx, teamsOf(rotations), now),
  ]);
  const inTeams = (ability: 'request.ask' | 'request.ask-for') =>
    [...deciders].filter(([teamId]) => can(ctx.actor, ability, { teamId })).flatMap(([, team]) => team.takers);
  const [colleagues, managed] = [inTeams('request.ask'), inTeams('request.ask-for')];
  return askFormOf({ now, personId, viewerId: own, plans, colleagues, managed });
}

/** Why somebody is, or was, on call in a role at an instant: a request, a change of the rotation, or its turn. */
export async function why(ctx: Context, input: { rotationId: string; role: string; at: string }): Promise<Why> {
  const rotation = await rotationOf(ctx, input.rotationId);
  const [now, at] = [await ctx.now(), new Date(input.at)];
  const [answer, inEffect, { changes, people }] = await Promise.all([
    onCallAtUnchecked(ctx, rotation.id, at),
    store.inEffectAt(ctx, rotation.id, at),
    rotationHistory(ctx, { rotationId: rotation.id }),
  ]);
  const held = answer.roles.find(({ role }) => role === input.role);
  if (!held) throw invalid({ role: `The rotation has no role “${input.role}”` });
  const request = inEffect.find((each) => madeIt(each, held, at));
  const read = await readFor(ctx, request ? [request] : [], now);
  const [row = null] = rowsFrom(read, request ? [request] : []);
  const change = row ? null : lastChange(changes, held, at);
  const holder = await peopleByIds(ctx, held.personId === null ? [] : [held.personId]);
  const { role, personId, source, from, until } = held;
  return {
    ...{ at, role, personId, source, from, until, request: row, change, named: people },
    people: shownPeople([...peopleIn(read, row ? [row] : []), ...holder.values()]),
  };
}
