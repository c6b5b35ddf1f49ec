import { roomOf } from '@/server/chat/queries';
import type { Context } from '@/server/context';
import { env } from '@/server/env';
import { notFound } from '@/server/errors';
import type { Incident } from '@/server/incident/incident';
import { affectedServices, incidentsByIds } from '@/server/incident/queries';
import { authorize, can } from '@/server/policy/authorize';
import { unseal } from '@/server/secret';
import { listServices } from '@/server/service/queries';
import { nextUpdateAt } from '@/server/severity/severity';
import { listTeams, peopleByIds } from '@/server/team/queries';
import { subject } from '@/server/timeline/subject';
import { together } from '@/server/together';
import { stateFor, statusFor } from './public-state';
import { type Component, type Place, type Publication, publicText, type StatusUpdate } from './publication';
import * as store from './store';
import { templatesWith } from './template';

/** Which page updates are published on, and by what key: what an admin said in the settings, else the environment. */
export async function pageInUse(
  ctx: Context,
): Promise<{ pageId: string; key: string; from: 'settings' | 'environment' } | null> {
  const row = await store.page(ctx);
  if (row) return { pageId: row.pageId, key: unseal(row.sealedKey), from: 'settings' };
  const { STATUSPAGE_PAGE_ID: pageId, STATUSPAGE_API_KEY: key } = env;
  return pageId && key ? { pageId, key, from: 'environment' } : null;
}

/** Internal: where an update about this incident can be read at all. */
export async function placesFor(ctx: Context, incidentId: string): Promise<Place[]> {
  const [room, page] = await Promise.all([roomOf(ctx, subject('incident', incidentId)), pageInUse(ctx)]);
  return [...(room ? ['slack' as const] : []), ...(page ? ['status-page' as const] : [])];
}

/** Internal: the services of an incident as components, as bad as it is said to be. */
export async function componentsFor(
  ctx: Context,
  { id, severity }: Incident,
  state: StatusUpdate['state'],
): Promise<Component[]> {
  const services = await affectedServices(ctx, id);
  const ids = await store.componentsOf(
    ctx,
    services.map((service) => service.id),
  );
  const status = statusFor(state, severity);
  return services.map(({ id: serviceId, name }) => ({
    serviceId,
    name,
    componentId: ids.get(serviceId) ?? null,
    status,
  }));
}

/** What was said about an incident, the newest first, what the next update would begin with, and where it would be read. */
export const updatesOfIncident = (ctx: Context, { incidentId }: { incidentId: string }) =>
  together(ctx, `updates of ${incidentId}`, (ctx) => wholeUpdates(ctx, incidentId));

async function wholeUpdates(ctx: Context, incidentId: string) {
  const [incident] = await incidentsByIds(ctx, [incidentId]);
  if (!incident) throw notFound();
  authorize(ctx.actor, 'incident.view', { teamId: incident.teamId });
  const [updates, publications, templates, places] = await Promise.all([
    store.updatesOf(ctx, incidentId),
    store.publicationsOf(ctx, incidentId),
    store.templates(ctx),
    placesFor(ctx, incidentId),
  ]);
  const people = await peopleByIds(
    ctx,
    updates.map(({ personId }) => personId),
  );
  const last = updates[0];
  const state = stateFor(incident.state, last?.state ?? null);
  const now = await ctx.now();
  return {
    updates: updates.map(({ personId, ...update }) => ({
      ...update,
      reads: publicText(update),
      person: people.get(personId)?.name ?? '',
      publications: publications.filter(({ updateId }) => updateId === update.id).map(publicationView),
    })),
    draft: {
      title: last?.title ?? incident.title,
      state,
      components: await componentsFor(ctx, incident, state),
      nextUpdateAt: nextUpdateAt(incident.severity, now),
    },
    templates: templatesWith(templates)[incident.severity],
    places,
    /** It is over, and those who read about it do not know yet. */
    unsaid: state === 'resolved' && last !== undefined && last.state !== 'resolved',
    may: { post: can(ctx.actor, 'incident.act', { teamId: incident.teamId }) },
  };
}

const publicationView = ({ place, state, error, publishedAt }: Publication) => ({ place, state, error, publishedAt });

/** The status page, what its components are, and the words updates begin with; for admins. Never the key. */
export async function settings(ctx: Context) {
  authorize(ctx.actor, 'organisation.edit');
  const [row, page, services, teams, componentIds, templates] = await Promise.all([
    store.page(ctx),
    pageInUse(ctx),
    listServices(ctx),
    listTeams(ctx),
    store.componentsOf(ctx),
    store.templates(ctx),
  ]);
  const known = row && { components: row.components, askedAt: row.askedAt, error: row.error };
  return {
    page: page && { pageId: page.pageId, from: page.from },
    version: row?.version ?? 0,
    known,
    services: services.map(({ id, name, teamId }) => ({
      ...{ id, name, componentId: componentIds.get(id) ?? null },
      team: teams.find((team) => team.id === teamId)?.name ?? '',
    })),
    templates: templatesWith(templates),
    own: templates.map(({ severity, state }) => ({ severity, state })),
  };
}

/** The page that is to be asked what it has; null: none is set up here, or it was asked lately. For the worker. */
export async function pageToAsk(ctx: Context) {
  const row = await store.page(ctx);
  if (!row) return null;
  const age = row.askedAt ? (await ctx.now()).getTime() - row.askedAt.getTime() : Number.POSITIVE_INFINITY;
  if (age < (row.error ? 300_000 : 3_600_000)) return null;
  return { pageId: row.pageId, key: unseal(row.sealedKey), version: row.version };
}
