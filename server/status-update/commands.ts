import { roomOf } from '@/server/chat/queries';
import { type Context, inTransaction } from '@/server/context';
import * as delivery from '@/server/delivery/commands';
import { type NewDelivery, type Outcome, plainParcel } from '@/server/delivery/parcel';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import type { Incident } from '@/server/incident/incident';
import { incidentById, incidentsByIds } from '@/server/incident/queries';
import { tellUpdate } from '@/server/incident-log/commands';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { seal } from '@/server/secret';
import { servicesByIds } from '@/server/service/queries';
import { nextUpdateAt as promised } from '@/server/severity/severity';
import { peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { stateFor } from './public-state';
import {
  type Component,
  mostRounds,
  type Place,
  type Publication,
  pageParcel,
  placeWords,
  roundWaitSeconds,
  type StatusUpdate,
  slackParcel,
} from './publication';
import { componentsFor, pageInUse, placesFor, settings, updatesOfIncident } from './queries';
import type { PostUpdate, StatusPageInput, TemplateInput } from './schema';
import * as store from './store';

/**
 * Says how it is, everywhere at once: on the timeline now, in Slack and on the status page as soon as they take it. What
 * is left out is filled in as a screen would. Throws `not-possible` for an incident that was none. Answers the incident.
 */
export async function postUpdate(ctx: Context, input: PostUpdate) {
  const { incidentId } = input;
  await inTransaction(ctx, async (ctx) => {
    const id = crypto.randomUUID();
    const drafted: { update?: Omit<StatusUpdate, 'entryId' | 'personId' | 'postedAt'> } = {};
    const { entryId, personId, now } = await tellUpdate(
      ctx,
      { incidentId, statusUpdate: id },
      async (incident, now) => {
        drafted.update = { id, ...(await draft(ctx, incident, input, now)) };
        return drafted.update;
      },
    );
    if (!drafted.update) return;
    const places = await chosenPlaces(ctx, input);
    await store.insert(ctx, { ...drafted.update, entryId, personId, postedAt: now }, places);
    for (const place of places) await goOn(ctx, incidentId, place, now);
  });
  return incidentById(ctx, { incidentId });
}

async function draft(ctx: Context, incident: Incident, input: PostUpdate, now: Date) {
  const { id: incidentId, teamId, severity } = incident;
  if (incident.state === 'declined') throw new AppError('not-possible', 'It was declined: there is nothing to tell');
  if (incident.mergedIntoId) throw new AppError('not-possible', 'It goes on as another incident: tell it there');
  const [last] = await store.updatesOf(ctx, incidentId);
  const state = input.state ?? stateFor(incident.state, last?.state ?? null);
  const components = input.components
    ? await named(ctx, teamId, input.components)
    : await componentsFor(ctx, incident, state);
  const at = input.nextUpdateAt === undefined ? promised(severity, now) : asDate(input.nextUpdateAt);
  if (at && at <= now) throw invalid({ nextUpdateAt: 'That is over: promise a time ahead' });
  return {
    ...{ incidentId, teamId, state, components, impact: severity, text: input.text },
    number: (last?.number ?? 0) + 1,
    title: input.title ?? last?.title ?? incident.title,
    nextUpdateAt: state === 'resolved' ? null : at,
  };
}

const asDate = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

async function named(
  ctx: Context,
  teamId: string,
  components: NonNullable<PostUpdate['components']>,
): Promise<Component[]> {
  const ids = [...new Set(components.map(({ serviceId }) => serviceId))];
  const [services, componentIds] = await Promise.all([servicesByIds(ctx, ids), store.componentsOf(ctx, ids)]);
  return components.map(({ serviceId, status }, i) => {
    const service = services.get(serviceId);
    if (service?.teamId !== teamId) throw invalid({ [`components.${i}.serviceId`]: 'The team has no such service' });
    return { serviceId, name: service.name, componentId: componentIds.get(serviceId) ?? null, status };
  });
}

/** Everywhere that is set up, or those that were asked for, of which each must be. */
async function chosenPlaces(ctx: Context, { incidentId, places: wanted }: PostUpdate): Promise<Place[]> {
  const possible = await placesFor(ctx, incidentId);
  const missing = wanted?.find((place) => !possible.includes(place));
  if (missing) throw invalid({ places: `${placeWords[missing]} is not set up for this incident` });
  return wanted ? [...new Set(wanted)] : possible;
}

/** Sends the oldest update that waits in one place, unless one is on its way there already. */
async function goOn(ctx: Context, incidentId: string, place: Place, now: Date): Promise<void> {
  const all = await store.lockPlace(ctx, incidentId, place);
  const next = all.find(({ state }) => state === 'waiting');
  if (!next || all.some(({ state }) => state === 'queued')) return;
  const parcel = await parcelOf(ctx, next, all, now);
  if (parcel) await send(ctx, next, parcel, now);
}

async function send(ctx: Context, publication: Publication, parcel: NewDelivery, now: Date): Promise<void> {
  await store.changePublication(ctx, publication, { state: 'queued', deliveryId: parcel.id });
  await delivery.enqueue(ctx, now, [parcel]);
}

/** The message that takes an update there; null while there is no channel or no page to take it to. */
async function parcelOf(
  ctx: Context,
  publication: Publication,
  all: readonly Publication[],
  now: Date,
): Promise<NewDelivery | null> {
  const { updateId, place, round } = publication;
  const update = await store.updateById(ctx, updateId);
  if (!update) return null;
  const about = { subject: subject('status-update', updateId), teamId: update.teamId };
  const identity = delivery.identityOf('status update', updateId, place, round);
  const common = { person: null, identity, priority: 3, now };
  const saidBefore = round > 0;
  if (place === 'slack') {
    const room = await roomOf(ctx, subject('incident', update.incidentId));
    if (!room?.channelId) return null;
    const by = (await peopleByIds(ctx, [update.personId])).get(update.personId)?.name ?? 'Somebody';
    const onPage = (await store.publicationsOf(ctx, update.incidentId)).some(
      (other) => other.updateId === updateId && other.place === 'status-page',
    );
    const url = absolute(env.PUBLIC_URL, paths.incident(update.incidentId));
    const { notice, standing } = slackParcel(update, { saidBefore, by, url, onPage });
    return { ...plainParcel(about, { ...common, channel: 'slack', address: room.channelId, notice }), standing };
  }
  const page = await pageInUse(ctx);
  if (!page) return null;
  const { notice, standing } = pageParcel(update, saidBefore);
  const replaces = all.findLast(({ state, externalId }) => state === 'published' && externalId)?.externalId ?? null;
  const parcel = plainParcel(about, { ...common, channel: 'status-page', address: page.pageId, notice });
  return { ...parcel, secret: page.key, standing, replaces };
}

/** What waits for its channel, its page, or the update before it. For the worker. Returns how many places were seen to. */
export async function publishWaiting(ctx: Context): Promise<number> {
  for (const { incidentId, place } of await store.waiting(ctx, 50))
    await inTransaction(ctx, async (ctx) => goOn(ctx, incidentId, place, await ctx.now()));
  // What cannot go yet goes on waiting: that is no work done.
  return 0;
}

/** Hears what became of an update on its way. In the transaction that records the attempt. */
export async function heardUpdate(ctx: Context, outcome: Outcome): Promise<void> {
  if (!outcome.about.some(({ subject: { kind } }) => kind === 'status-update')) return;
  const found = await store.publicationOfDelivery(ctx, outcome.deliveryId);
  if (!found) return;
  const all = await store.lockPlace(ctx, found.incidentId, found.place);
  const publication = all.find(({ updateId }) => updateId === found.updateId);
  if (!publication || publication.deliveryId !== outcome.deliveryId) return;
  const now = await ctx.now();
  if (outcome.state === 'sent') return published(ctx, publication, outcome.providerId, now);
  const error = outcome.reason;
  const again = !outcome.permanent && publication.round < mostRounds;
  if (outcome.state === 'failed' && !again) {
    await store.changePublication(ctx, publication, { state: 'failed', error });
    await say(ctx, publication, 'update-given-up', now, { error });
    return goOn(ctx, publication.incidentId, publication.place, now);
  }
  if (publication.error === null) await say(ctx, publication, 'update-held-up', now, { error });
  await store.changePublication(ctx, publication, { error });
  if (outcome.state === 'failed') await nextRound(ctx, publication, all, now);
}

async function published(ctx: Context, publication: Publication, externalId: string | null, now: Date): Promise<void> {
  const done = { state: 'published' as const, publishedAt: now, externalId, error: null };
  await store.changePublication(ctx, publication, done);
  await say(ctx, publication, 'update-published', now);
  await goOn(ctx, publication.incidentId, publication.place, now);
}

/** A message's minute is over, and the place still does not take it: another one, after a while. */
async function nextRound(ctx: Context, before: Publication, all: readonly Publication[], now: Date): Promise<void> {
  const publication = { ...before, round: before.round + 1 };
  await store.changePublication(ctx, before, { round: publication.round, state: 'waiting', deliveryId: null });
  const parcel = await parcelOf(ctx, publication, all, now);
  if (!parcel) return;
  const dueAt = new Date(now.getTime() + roundWaitSeconds(publication.round) * 1_000);
  await send(ctx, publication, { ...parcel, dueAt }, now);
}

async function say(
  ctx: Context,
  { updateId, place, incidentId, number }: Publication,
  kind: EventKind,
  now: Date,
  data = {},
) {
  const [incident] = await incidentsByIds(ctx, [incidentId]);
  const about = { subject: subject('incident', incidentId), teamId: incident?.teamId ?? null };
  await tell(ctx, now, { ...about, kind, data: { updateId, place, number, ...data } });
}

/** Tries at once what was given up, or waits. Throws `not-possible` where a later update is out already. */
export async function publishAgain(ctx: Context, { updateId, place }: { updateId: string; place: Place }) {
  const update = await store.updateById(ctx, updateId);
  if (!update) throw notFound();
  authorize(ctx.actor, 'incident.act', { teamId: update.teamId });
  await inTransaction(ctx, async (ctx) => {
    const all = await store.lockPlace(ctx, update.incidentId, place);
    const publication = all.find((one) => one.updateId === updateId);
    if (!publication) throw notFound();
    if (publication.state === 'published') return;
    if (all.some(({ number, state }) => number > update.number && state !== 'waiting'))
      throw new AppError('not-possible', 'A later update is out already: say it in a new one');
    const now = await ctx.now();
    if (publication.deliveryId) await delivery.withdraw(ctx, [publication.deliveryId], now);
    const round = publication.round + 1;
    await store.changePublication(ctx, publication, { state: 'waiting', deliveryId: null, round });
    await goOn(ctx, update.incidentId, place, now);
  });
  return updatesOfIncident(ctx, { incidentId: update.incidentId });
}

const organisation = { subject: subject('status-page', '1'), teamId: null };

/** Which page, and by what key. An empty installation has version 0. Throws `changed` where `version` is old. */
export async function saveStatusPage(ctx: Context, { pageId, apiKey, version }: StatusPageInput) {
  authorize(ctx.actor, 'organisation.edit');
  await inTransaction(ctx, async (ctx) => {
    const before = await store.lockPage(ctx);
    if ((before?.version ?? 0) !== version)
      throw new AppError('changed', 'Somebody changed this while you were writing: look at it, then save again');
    const sealedKey = apiKey === undefined ? before?.sealedKey : seal(apiKey);
    if (!sealedKey) throw invalid({ apiKey: 'Give the API key' });
    await store.savePage(ctx, { pageId, sealedKey, version: version + 1 });
    const data = { pageId, before: before?.pageId ?? null, key: apiKey === undefined ? 'as before' : 'new' };
    await tell(ctx, await ctx.now(), { ...organisation, kind: 'changed', data });
  });
  return settings(ctx);
}

/** Nothing more is published, unless the environment names a page. What waits goes on waiting. */
export async function removeStatusPage(ctx: Context) {
  authorize(ctx.actor, 'organisation.edit');
  await inTransaction(ctx, async (ctx) => {
    const before = await store.lockPage(ctx);
    if (!before) return;
    await store.removePage(ctx);
    await tell(ctx, await ctx.now(), { ...organisation, kind: 'removed', data: { pageId: before.pageId } });
  });
  return settings(ctx);
}

/** Which component of the page each of these services is; the others stay as they are. */
export async function saveComponents(
  ctx: Context,
  { components }: { components: { serviceId: string; componentId: string | null }[] },
) {
  authorize(ctx.actor, 'organisation.edit');
  const services = await servicesByIds(
    ctx,
    components.map(({ serviceId }) => serviceId),
  );
  if (components.some(({ serviceId }) => !services.has(serviceId))) throw notFound();
  await inTransaction(ctx, async (ctx) => {
    await store.lockPage(ctx);
    for (const { serviceId, componentId } of components) await store.saveComponent(ctx, serviceId, componentId);
    await tell(ctx, await ctx.now(), { ...organisation, kind: 'changed', data: { components } });
  });
  return settings(ctx);
}

/** What updates of one severity and state begin with. */
export async function saveTemplate(ctx: Context, input: TemplateInput) {
  authorize(ctx.actor, 'organisation.edit');
  await inTransaction(ctx, async (ctx) => {
    await store.saveTemplate(ctx, input);
    await tell(ctx, await ctx.now(), { ...organisation, kind: 'changed', data: { template: input } });
  });
  return settings(ctx);
}

/** What the page said it has, or why it said nothing. For the worker. */
export async function heardOfPage(
  ctx: Context,
  version: number,
  said: { components: store.PageComponent[] } | { error: string },
): Promise<void> {
  const askedAt = await ctx.now();
  const heard =
    'error' in said ? { components: null, error: said.error } : { components: said.components, error: null };
  await store.heardOfPage(ctx, version, { ...heard, askedAt });
}
