import { alertsByIds } from '@/server/alert/queries';
import { roomOf } from '@/server/chat/queries';
import { roomUrl } from '@/server/chat/room';
import { reachabilityOf } from '@/server/contact/queries';
import type { Context } from '@/server/context';
import { env } from '@/server/env';
import { notFound } from '@/server/errors';
import { followUpsAbout } from '@/server/follow-up/queries';
import { pagesOf } from '@/server/notification/queries';
import { absolute, paths } from '@/server/paths';
import { authorize, visibleTeams } from '@/server/policy/authorize';
import { runsAbout, suggestedFor } from '@/server/runbook/queries';
import { servicesByIds } from '@/server/service/queries';
import { peopleByIds } from '@/server/team/queries';
import { historyCount, historyOf, historyPart } from '@/server/timeline/queries';
import { subject } from '@/server/timeline/subject';
import { together } from '@/server/together';
import { entryEvents, type Line } from './entry';
import { headOf, known, type Named, named, nameIn, troubleOf } from './head';
import { type Incident, reference } from './incident';
import { type LineView, lineView, peopleIn } from './line';
import { roomNotice, roomTopic } from './room';
import type { ListIncidents, ReadTimeline } from './schema';
import * as store from './store';
import { linesOf, type Order, type Place, placeIn, placeText, type Shown, windowLines } from './window';

/** Incidents the caller may see, newest first: `{ items, nextCursor }`, in a constant number of queries. */
export async function listIncidents(ctx: Context, input: ListIncidents) {
  if (input.teamId !== undefined) authorize(ctx.actor, 'incident.view', { teamId: input.teamId });
  else authorize(ctx.actor, 'organisation.view');
  const most = 50;
  const before = input.cursor === undefined ? undefined : Number(input.cursor);
  const filter = { states: input.state, teamId: input.teamId, before };
  const incidents = await store.list(ctx, visibleTeams(ctx.actor), filter, most);
  const ids = incidents.map(({ id }) => id);
  const [people, services, alerts] = await Promise.all([
    peopleByIds(
      ctx,
      known(incidents.flatMap(({ leadId, communicatorId, declaredById }) => [leadId, communicatorId, declaredById])),
    ),
    store.servicesOf(ctx, ids),
    store.alertsOf(ctx, ids),
  ]);
  const names = await servicesByIds(
    ctx,
    services.map(({ serviceId }) => serviceId),
  );
  const items = incidents.map((incident) => ({
    ...headOf(ctx.actor, incident, people),
    services: services
      .filter(({ incidentId }) => incidentId === incident.id)
      .map(({ serviceId }) => ({ id: serviceId, name: names.get(serviceId)?.name ?? '' })),
    alerts: alerts.filter(({ incidentId }) => incidentId === incident.id).length,
  }));
  const last = incidents.length === most ? incidents.at(-1) : undefined;
  return { items, nextCursor: last ? String(last.number) : null };
}

/** The incident, for whoever may see it. Throws `not-found`, `not-allowed`. */
export async function visible(ctx: Context, incidentId: string): Promise<Incident> {
  const [incident] = await store.byIds(ctx, [incidentId]);
  if (!incident) throw notFound();
  authorize(ctx.actor, 'incident.view', { teamId: incident.teamId });
  return incident;
}

/** One incident: its head, the newest of its timeline, its alerts, responders, runbooks and follow-ups. */
export const incidentById = (ctx: Context, { incidentId }: { incidentId: string }) =>
  together(ctx, `incident ${incidentId}`, (ctx) => wholeIncident(ctx, incidentId));

async function wholeIncident(ctx: Context, incidentId: string) {
  const incident = await visible(ctx, incidentId);
  const about = subject('incident', incident.id);
  const [newest, lineCount, links, serviceLinks, responders, pages, runs, followUps, room, now] = await Promise.all([
    read(ctx, incident.id, 'all', { order: 'earlier', from: null, most: windowLines }),
    countLines(ctx, incident.id),
    store.alertsOf(ctx, [incident.id]),
    store.servicesOf(ctx, [incident.id]),
    store.respondersOf(ctx, incident.id),
    pagesOf(ctx, about),
    runsAbout(ctx, [about]),
    followUpsAbout(ctx, [about]),
    roomOf(ctx, about),
    ctx.now(),
  ]);
  const responderIds = responders.map(({ personId }) => personId);
  const [alerts, services, people, reach] = await Promise.all([
    alertsByIds(
      ctx,
      links.map(({ alertId }) => alertId),
    ),
    servicesByIds(
      ctx,
      serviceLinks.map(({ serviceId }) => serviceId),
    ),
    peopleByIds(ctx, [
      ...known([incident.leadId, incident.communicatorId, incident.declaredById]),
      ...responderIds,
      ...peopleIn(newest.lines),
    ]),
    reachabilityOf(ctx, responderIds),
  ]);
  return {
    ...headOf(ctx.actor, incident, people),
    now,
    services: [...services.values()].map(({ id, name }) => ({ id, name })),
    alerts,
    responders: responders.map(({ personId, ...times }) => ({
      ...times,
      person: named(people, personId),
      timeZone: people.get(personId)?.timeZone ?? 'UTC',
      reachable: reach.get(personId)?.reachable ?? false,
      pages: pages.filter((page) => page.personId === personId),
    })),
    runs,
    suggested: await suggestedFor(ctx, troubleOf(incident, alerts[0], serviceLinks[0])),
    followUps,
    /** Its channel in Slack; `url` null: not made yet, `error` says why. */
    room: room && { name: room.name, url: room.channelId && roomUrl(room.channelId), error: room.error },
    /** The newest lines, oldest first; `earlier` is where those before them begin, null: there are none. */
    timeline: newest.lines.map((line) => lineView(line, people)),
    earlier: newest.beyond,
    lineCount,
  };
}

export type IncidentView = Awaited<ReturnType<typeof incidentById>>;

type Part = { order: Order; from: Place | null; most: number | null };

/** Lines from a place on, oldest first; `beyond` is the place of the last one read where more follow. */
async function read(ctx: Context, incidentId: string, shown: Shown, { order, from, most }: Part) {
  // One more than asked for tells whether there is more.
  const ahead = { order, most: most === null ? null : most + 1 };
  const [entries, events] = await Promise.all([
    store.entryPart(ctx, incidentId, shown, { ...ahead, from: from?.entry ?? null }),
    shown === 'all'
      ? historyPart(ctx, subject('incident', incidentId), { ...ahead, from: from?.event ?? null }, entryEvents)
      : [],
  ]);
  const all = linesOf(entries, events, order);
  const lines = most === null ? all : all.slice(0, most);
  const last = lines.length < all.length ? lines.at(-1) : undefined;
  return { lines: order === 'later' ? lines : lines.toReversed(), beyond: last ? placeText(last) : null };
}

async function countLines(ctx: Context, incidentId: string): Promise<number> {
  const [entries, events] = await Promise.all([
    store.entryCount(ctx, incidentId),
    historyCount(ctx, subject('incident', incidentId), entryEvents),
  ]);
  return entries + events;
}

/**
 * A part of an incident's timeline, oldest line first, and the places where those before (`earlier`) and after (`later`)
 * are read on; null: there are none. Throws `not-found` for an entry that does not stand on it.
 */
export async function timelinePart(ctx: Context, { incidentId, show, entryId, before, after }: ReadTimeline) {
  const { id } = await visible(ctx, incidentId);
  const { lines, earlier, later } =
    entryId !== undefined
      ? await around(ctx, id, show, entryId)
      : after !== undefined
        ? await following(ctx, id, show, after)
        : await preceding(ctx, id, show, before);
  const people = await peopleByIds(ctx, peopleIn(lines));
  return { lines: lines.map((line) => lineView(line, people)), earlier, later };
}

const edge = (line: Line | undefined): string | null => (line ? placeText(line) : null);

async function preceding(ctx: Context, incidentId: string, shown: Shown, before: string | undefined) {
  const from = before === undefined ? null : placeIn(before);
  const { lines, beyond } = await read(ctx, incidentId, shown, { order: 'earlier', from, most: windowLines });
  return { lines, earlier: beyond, later: from && edge(lines.at(-1)) };
}

async function following(ctx: Context, incidentId: string, shown: Shown, after: string) {
  const from = placeIn(after);
  const { lines, beyond } = await read(ctx, incidentId, shown, { order: 'later', from, most: windowLines });
  return { lines, earlier: edge(lines[0]), later: beyond };
}

async function around(ctx: Context, incidentId: string, shown: Shown, entryId: string) {
  const entry = await store.entryById(ctx, entryId);
  if (!entry || entry.removedAt || entry.incidentId !== incidentId) throw notFound();
  const line: Line = { by: 'person', at: entry.happenedAt, entry };
  const half = { from: placeIn(placeText(line)), most: windowLines / 2 };
  const [earlier, later] = await Promise.all([
    read(ctx, incidentId, shown, { order: 'earlier', ...half }),
    read(ctx, incidentId, shown, { order: 'later', ...half }),
  ]);
  return {
    lines: [...earlier.lines, line, ...later.lines],
    earlier: earlier.beyond,
    later: later.beyond,
  };
}

/** Every line of an incident's timeline, oldest first. The caller has authorised the incident. */
export async function wholeTimeline(ctx: Context, incidentId: string): Promise<LineView[]> {
  const { lines } = await read(ctx, incidentId, 'all', { order: 'later', from: null, most: null });
  const people = await peopleByIds(ctx, peopleIn(lines));
  return lines.map((line) => lineView(line, people));
}

/** Internal: incidents by id, whoever's they are. */
export const incidentsByIds = (ctx: Context, ids: string[]): Promise<Incident[]> => store.byIds(ctx, ids);

/** The same as `incidentById`, for the concepts above. */
export const incidentView = (ctx: Context, incidentId: string): Promise<IncidentView> =>
  incidentById(ctx, { incidentId });

/** Resolved incidents that should have a review and have none; `reviewed` answers which of these have. Internal. */
export async function resolvedWithout(ctx: Context, reviewed: (ids: string[]) => Promise<string[]>): Promise<string[]> {
  const ids = await store.resolvedToReview(ctx);
  const have = new Set(ids.length === 0 ? [] : await reviewed(ids));
  return ids.filter((id) => !have.has(id));
}

/** The incidents of these alerts, by alert. Internal: the caller has authorised the alerts. */
export async function incidentsOfAlerts(ctx: Context, alertIds: string[]) {
  const links = await store.incidentOfAlerts(ctx, alertIds);
  const incidents = new Map((await store.byIds(ctx, [...new Set(links.values())])).map((one) => [one.id, one]));
  return new Map(
    [...links].flatMap(([alertId, incidentId]) => {
      const incident = incidents.get(incidentId);
      return incident ? [[alertId, { id: incident.id, reference: reference(incident), state: incident.state }]] : [];
    }),
  );
}

/** Those of a team that are still going on. Internal: for handoff notes. */
export const runningOfTeam = (ctx: Context, teamId: string): Promise<Incident[]> =>
  store.list(ctx, null, { teamId, states: ['triage', 'investigating', 'mitigated'] }, 100);

/** Running ones whose promised update is late at `now`. Internal: for the worker. */
export const updatesDue = (ctx: Context, now: Date): Promise<Incident[]> => store.updatesDue(ctx, now);

/** What the channels of these incidents are to say of them: what stands above, who belongs there. For the worker. */
export async function roomStandings(ctx: Context, incidentIds: string[]) {
  const incidents = await store.byIds(ctx, incidentIds);
  const responders = await Promise.all(incidents.map(({ id }) => store.respondersOf(ctx, id)));
  const people = await peopleByIds(
    ctx,
    known(incidents.flatMap(({ leadId, communicatorId }) => [leadId, communicatorId])),
  );
  return incidents.map((incident, i) => ({
    id: incident.id,
    topic: roomTopic(incident, nameIn(people), absolute(env.PUBLIC_URL, paths.incident(incident.id))),
    personIds: [
      ...new Set([
        ...known([incident.leadId, incident.communicatorId]),
        ...(responders[i] ?? []).map(({ personId }) => personId),
      ]),
    ],
    /** Nothing more will happen to it by itself. */
    ended: incident.closedAt !== null || incident.declinedAt !== null,
  }));
}

/** What happened to an incident since an event, as a message for its channel; null: nothing at all. For the worker. */
export async function roomNews(ctx: Context, incidentId: string, after: string) {
  const events = await historyOf(ctx, subject('incident', incidentId), after);
  const upTo = events.at(-1)?.id;
  const [incident] = upTo === undefined ? [] : await store.byIds(ctx, [incidentId]);
  if (!incident || upTo === undefined) return null;
  const mentioned = events.flatMap(({ actor, data }) => [actor.id, typeof data.is === 'string' ? data.is : null]);
  const people = await peopleByIds(ctx, known(mentioned));
  return {
    upTo,
    notice: roomNotice(events, incident, nameIn(people), absolute(env.PUBLIC_URL, paths.incident(incidentId))),
  };
}

/** The services an incident is about, by name. Internal: the caller has authorised the incident. */
export async function affectedServices(ctx: Context, incidentId: string): Promise<Named[]> {
  const links = await store.servicesOf(ctx, [incidentId]);
  const services = await servicesByIds(
    ctx,
    links.map(({ serviceId }) => serviceId),
  );
  return [...services.values()].map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
