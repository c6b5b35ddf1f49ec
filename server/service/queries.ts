import type { Context } from '@/server/context';
import { notFound } from '@/server/errors';
import { abilitiesOf, authorize, visibleTeams } from '@/server/policy/authorize';
import * as runbook from '@/server/runbook/queries';
import { digest } from '@/server/secret';
import { isKey, type Known } from './integration';
import { type MaintenanceWindow, stateOf } from './maintenance';
import * as store from './store';

const integrationView = ({ serviceId: _, ...row }: store.IntegrationRow) => row;

/** The services the caller may see, with their integrations (never a key); `teamId` narrows. */
export async function listServices(ctx: Context, input: { teamId?: string | undefined } = {}) {
  if (input.teamId !== undefined) authorize(ctx.actor, 'service.view', { teamId: input.teamId });
  else authorize(ctx.actor, 'organisation.view');
  const services = (await store.servicesOf(ctx, visibleTeams(ctx.actor))).filter(
    ({ teamId }) => input.teamId === undefined || teamId === input.teamId,
  );
  const integrations = await store.integrationsOf(
    ctx,
    services.map(({ id }) => id),
  );
  return services.map((service) => ({
    ...service,
    integrations: integrations.filter(({ serviceId }) => serviceId === service.id).map(integrationView),
    may: abilitiesOf(ctx.actor, ['service.edit', 'alert.open'], { teamId: service.teamId }),
  }));
}

/** One service with its integrations. Throws `not-found` for others' too. */
export async function serviceById(ctx: Context, input: { serviceId: string }) {
  const service = (await store.servicesByIds(ctx, [input.serviceId])).get(input.serviceId);
  if (!service) throw notFound();
  authorize(ctx.actor, 'service.view', { teamId: service.teamId });
  const integrations = await store.integrationsOf(ctx, [service.id]);
  return { ...service, integrations: integrations.map(integrationView) };
}

/** Internal: services by id, whoever's they are. */
export const servicesByIds = (ctx: Context, ids: string[]): Promise<Map<string, store.ServiceRow>> =>
  store.servicesByIds(ctx, ids);

/** The windows of the caller's teams that are not over, and those of the last week; `teamId` narrows. */
export async function listWindows(ctx: Context, input: { teamId?: string | undefined } = {}) {
  if (input.teamId !== undefined) authorize(ctx.actor, 'service.view', { teamId: input.teamId });
  else authorize(ctx.actor, 'organisation.view');
  const now = await ctx.now();
  const lately = new Date(now.getTime() - 7 * 86_400_000);
  const windows = (await store.windowsOf(ctx, visibleTeams(ctx.actor), lately)).filter(
    ({ teamId }) => input.teamId === undefined || teamId === input.teamId,
  );
  return windows.map((window) => ({
    ...window,
    state: stateOf(window, now),
    may: abilitiesOf(ctx.actor, ['maintenance.edit'], { teamId: window.teamId }),
  }));
}

/** One window. Throws `not-found` for others' too. */
export async function windowById(ctx: Context, input: { windowId: string }): Promise<MaintenanceWindow> {
  const window = (await store.windowsByIds(ctx, [input.windowId])).get(input.windowId);
  if (!window) throw notFound();
  authorize(ctx.actor, 'service.view', { teamId: window.teamId });
  return window;
}

/** Internal: the windows of these teams that may keep something quiet now. */
export const windowsAt = (ctx: Context, teamIds: string[], now: Date): Promise<MaintenanceWindow[]> =>
  store.windowsOfTeams(ctx, teamIds, now);

/** Internal: windows by id, over or not. */
export const windowsByIds = (ctx: Context, ids: string[]): Promise<Map<string, MaintenanceWindow>> =>
  store.windowsByIds(ctx, ids);

/** Internal: the heartbeat of that name beside a sender, for clients that name them. */
export async function heartbeatNamed(ctx: Context, sender: Known, name: string): Promise<Known | null> {
  const same = (one: Known) => one.name.toLowerCase() === name.toLowerCase();
  return (await store.heartbeatsBeside(ctx, sender)).find(same) ?? null;
}

/** Internal: the heartbeats of the team that a sender belongs to. */
export const heartbeatsBeside = (ctx: Context, sender: Known): Promise<Known[]> => store.heartbeatsBeside(ctx, sender);

/** How many requests of senders were turned away because there were too many. Open to operators. */
export const refusedInAll = (ctx: Context): Promise<number> => store.refusedInAll(ctx);
/** A runbook as a Markdown file with its front matter: `importRunbooks` reads it back unchanged. */
export const runbookFile = (ctx: Context, input: { runbookId: string }): Promise<string> =>
  runbook.runbookFile(ctx, input, async (ids) =>
    [...(await store.servicesByIds(ctx, ids)).values()].map(({ name }) => name).sort(),
  );

const freshMs = 1_000;
const most = 10_000;
const keys = new Map<string, { at: number; known: Promise<Known | null> }>();

/**
 * The integration behind a key at a door for its kind; null for keys that are unknown, revoked, malformed or of another
 * kind, all alike. Answers come from memory for at most a second, so a revoked key stops within one. `guesses`: once
 * they are spent, a key that was never seen to be valid here counts as unknown without asking. Internal.
 */
export async function integrationByKey(
  ctx: Context,
  kinds: string | readonly string[],
  key: string,
  guesses: { spent(): boolean; note(): void } = { spent: () => false, note: () => undefined },
): Promise<Known | null> {
  if (!isKey(key)) return null;
  const hash = digest(key);
  const kept = keys.get(hash);
  const at = performance.now();
  if (!kept && guesses.spent()) return null;
  const entry = kept && at - kept.at < freshMs ? kept : { at, known: store.integrationByHash(ctx, hash) };
  if (entry !== kept) keep(hash, entry);
  try {
    const known = await entry.known;
    if (!known) {
      keys.delete(hash);
      // Only a wrong key is a guess: a right one that could not be looked up must find its way in a moment later.
      guesses.note();
    }
    return known && [kinds].flat().includes(known.kind) ? known : null;
  } catch (error) {
    keys.delete(hash);
    throw error;
  }
}

function keep(hash: string, entry: { at: number; known: Promise<Known | null> }): void {
  if (keys.size >= most) keys.clear();
  keys.set(hash, entry);
}
