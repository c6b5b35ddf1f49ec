import { as, type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { policiesByIds } from '@/server/escalation/queries';
import { absolute, mailAddress, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { attachTo, importRunbooks as bringRunbooks, setRunbooksOf, setServices } from '@/server/runbook/commands';
import { runbookById } from '@/server/runbook/queries';
import type { ImportRunbooks } from '@/server/runbook/schema';
import { digest, mintKey, seal } from '@/server/secret';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { type IntegrationSettings, type Known, silentAfter } from './integration';
import type { MaintenanceWindow } from './maintenance';
import type { CreateIntegration, CreateService, CreateWindow, UpdateService, UpdateWindow } from './schema';
import * as store from './store';

/** Makes a service of a team. Its policy and its runbook must be of that team. Throws `invalid` by field, `not-possible` for a taken name. */
export async function createService(ctx: Context, input: CreateService) {
  authorize(ctx.actor, 'service.edit', { teamId: input.teamId });
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    await refuse(ctx, input);
    const { runbookId, ...fields } = input;
    const row = { id: crypto.randomUUID(), ...fields, groupSeconds: 0, forgottenSeconds: null, createdAt: now };
    await store.insertService(ctx, row);
    if (runbookId !== undefined) await attachTo(ctx, { runbookId, serviceId: row.id, teamId: row.teamId });
    await tell(ctx, now, {
      subject: subject('service', row.id),
      teamId: input.teamId,
      kind: 'created',
      data: { after: input },
    });
    return { ...row, archivedAt: null, integrations: [] };
  });
}

/** Changes a service: alerts that open from now on escalate by its policy and group as it says. */
export async function updateService(ctx: Context, input: UpdateService) {
  return inTransaction(ctx, async (ctx) => {
    const before = await editable(ctx, input.serviceId);
    const was = fieldsOf(before);
    const { serviceId: _, runbookIds, ...given } = input;
    const fields = fieldsOf({ ...before, ...withoutGaps(given) });
    await refuse(ctx, { teamId: before.teamId, ...fields }, before);
    await store.saveService(ctx, before.id, fields);
    if (runbookIds) await setRunbooksOf(ctx, { serviceId: before.id, teamId: before.teamId, runbookIds });
    await tell(ctx, await ctx.now(), {
      subject: subject('service', before.id),
      teamId: before.teamId,
      kind: 'changed',
      data: { before: was, after: fields },
    });
    return { ...before, ...fields };
  });
}

const fieldsOf = ({ name, policyId, groupSeconds, forgottenSeconds }: store.ServiceRow) => ({
  name,
  policyId,
  groupSeconds,
  forgottenSeconds,
});

/** Without what was not said. */
const withoutGaps = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/**
 * Makes an integration. The key is shown this once and stored as a digest; `url` is what the sender is given, absolute.
 * To change a key make a second integration, move the sender, revoke the first: both are valid meanwhile.
 */
export async function createIntegration(ctx: Context, input: CreateIntegration) {
  return inTransaction(ctx, async (ctx) => {
    const service = await editable(ctx, input.serviceId);
    const now = await ctx.now();
    const key = mintKey();
    const { kind, name } = input;
    if (kind === 'email' && env.SMTP_IN_PORT === undefined)
      throw invalid({ kind: 'Mail comes in only where the operator has set SMTP_IN_PORT' });
    const { secret, ...open } = input.settings;
    const settings: IntegrationSettings = { ...open, ...(secret && { sealedSecret: seal(secret) }) };
    const seconds = silentAfter(settings);
    const row = {
      ...{ id: crypto.randomUUID(), serviceId: service.id, kind, name, settings, createdAt: now },
      keyHint: key.slice(-4),
      // Expected from the start: one that was never connected is missing too.
      expectedBy: seconds === null ? null : new Date(now.getTime() + seconds * 1_000),
    };
    await store.insertIntegration(ctx, { ...row, keyHash: digest(key) });
    await tell(ctx, now, {
      subject: subject('integration', row.id),
      teamId: service.teamId,
      kind: 'created',
      data: { service: service.name, name, kind },
    });
    return {
      id: row.id,
      key,
      url: kind === 'email' ? mailAddress(env.PUBLIC_URL, key) : absolute(env.PUBLIC_URL, paths.sender(kind, key)),
      kind,
      name,
      serviceId: service.id,
    };
  });
}

/** The key stops within a second, everywhere. What already holds stays as it is. */
export async function revokeIntegration(ctx: Context, input: { integrationId: string }) {
  return inTransaction(ctx, async (ctx) => {
    const integration = await store.lockIntegration(ctx, input.integrationId);
    if (!integration) throw notFound();
    const service = await editable(ctx, integration.serviceId);
    const now = await ctx.now();
    if (integration.revokedAt) return integration;
    await store.revokeIntegration(ctx, integration.id, now);
    await tell(ctx, now, {
      subject: subject('integration', integration.id),
      teamId: service.teamId,
      kind: 'removed',
      data: { name: integration.name },
    });
    return { ...integration, revokedAt: now };
  });
}

const heardAt = new Map<string, number>();

/** Notes, at most once a minute for each, that senders were heard from. Nothing else is lost with it. Internal. */
export async function heardFrom(ctx: Context, integrationIds: string[]): Promise<void> {
  const at = performance.now();
  const silent = integrationIds.filter((id) => at - (heardAt.get(id) ?? Number.NEGATIVE_INFINITY) > 60_000);
  for (const id of silent) heardAt.set(id, at);
  if (silent.length === 0) return;
  const lost = (error: unknown) =>
    ctx.log.warn({ error: String(error) }, 'it was not noted when senders were heard from');
  await store.heardFrom(ctx, silent).catch(lost);
}

/** A heartbeat was heard: its silence counts from now. For whoever closes its alert, in that transaction. Internal. */
export const pulse = (ctx: Context, { id, settings }: Known): Promise<void> =>
  store.pulse(ctx, id, silentAfter(settings) ?? 0);

/** Heartbeats whose silence has lasted too long, each counted from now again. For whoever opens their alerts. Internal. */
export const takeMissed = (ctx: Context, most: number) => store.takeMissed(ctx, most);

type Reported = { title: string; source: string; at: string; links: unknown; details: unknown };

/** Something was deployed or switched: kept beside the service's alerts, and nobody is paged. For the doors. */
export async function reportChange(ctx: Context, integration: Known, change: Reported): Promise<void> {
  const { id, name, serviceId, teamId } = integration;
  const sender = as(ctx, { kind: 'integration', integrationId: id, name });
  await inTransaction(sender, async (ctx) =>
    tell(ctx, await ctx.now(), {
      subject: subject('service', serviceId),
      teamId,
      kind: 'change-reported',
      data: { ...change, integration: name },
    }),
  );
  await heardFrom(ctx, [id]);
}

const refusals = new Map<string, { count: number; at: number }>();

/** Notes what was turned away because it was too much, written at most every ten seconds for each sender. Internal. */
export async function refused(ctx: Context, integrationId: string): Promise<void> {
  const at = performance.now();
  const kept = refusals.get(integrationId) ?? { count: 0, at: Number.NEGATIVE_INFINITY };
  kept.count += 1;
  refusals.set(integrationId, kept);
  if (at - kept.at < 10_000) return;
  const { count } = kept;
  refusals.set(integrationId, { count: 0, at });
  const lost = (error: unknown) => ctx.log.warn({ error: String(error), count }, 'refused requests were not noted');
  await store.countRefused(ctx, integrationId, count).catch(lost);
}

/** Plans quiet for a team, a service of it, or what carries some labels. Throws `invalid` by field. */
export async function createWindow(ctx: Context, input: CreateWindow): Promise<MaintenanceWindow> {
  authorize(ctx.actor, 'maintenance.edit', { teamId: input.teamId });
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    await refuseWindow(ctx, input, now);
    const createdById = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const window = { ...input, id: crypto.randomUUID(), createdAt: now, createdById };
    await store.insertWindow(ctx, window);
    await tellOfWindow(ctx, now, window, 'created', { after: input });
    return window;
  });
}

/** Moves a window or changes what it covers. One that is over stays as it was. */
export const updateWindow = (ctx: Context, { windowId, ...input }: UpdateWindow): Promise<MaintenanceWindow> =>
  changeWindow(ctx, windowId, async (ctx, before, now) => {
    await refuseWindow(ctx, { ...input, teamId: before.teamId }, now);
    return { ...before, ...input };
  });

/** Ends a window now; one that has not begun never does. What still fires is paged at once. */
export const endWindow = (ctx: Context, { windowId }: { windowId: string }): Promise<MaintenanceWindow> =>
  changeWindow(ctx, windowId, async (_, before, now) => ({ ...before, endsAt: now }));

async function changeWindow(
  ctx: Context,
  windowId: string,
  decide: (ctx: Context, before: MaintenanceWindow, now: Date) => Promise<MaintenanceWindow>,
): Promise<MaintenanceWindow> {
  return inTransaction(ctx, async (ctx) => {
    const before = await store.lockWindow(ctx, windowId);
    if (!before) throw notFound();
    authorize(ctx.actor, 'maintenance.edit', { teamId: before.teamId });
    const now = await ctx.now();
    if (before.endsAt !== null && before.endsAt <= now) throw new AppError('not-possible', 'It is over already');
    const after = await decide(ctx, before, now);
    await store.saveWindow(ctx, after);
    await tellOfWindow(ctx, now, after, 'changed', { before, after });
    return after;
  });
}

async function refuseWindow(ctx: Context, wanted: Omit<CreateWindow, 'title'>, now: Date): Promise<void> {
  if (wanted.endsAt !== null && wanted.endsAt <= now) throw invalid({ endsAt: 'Choose an end to come' });
  if (wanted.serviceId === null) return;
  const service = (await store.servicesByIds(ctx, [wanted.serviceId])).get(wanted.serviceId);
  if (service?.teamId !== wanted.teamId) throw invalid({ serviceId: 'The team has no such service' });
}

const tellOfWindow = (
  ctx: Context,
  now: Date,
  { id, teamId }: MaintenanceWindow,
  kind: 'created' | 'changed',
  data: Record<string, unknown>,
): Promise<void> => tell(ctx, now, { subject: subject('maintenance-window', id), teamId, kind, data });

/** Brings Markdown files in as runbooks of a team; the services that they name are found among the team's own. */
export async function importRunbooks(ctx: Context, input: ImportRunbooks) {
  const scope = authorize(ctx.actor, 'runbook.edit', { teamId: input.teamId });
  const ids = new Map((await store.servicesOf(ctx, [scope])).map(({ id, name }) => [name, id]));
  return bringRunbooks(ctx, input, (name) => ids.get(name));
}

/** Which services a runbook belongs to: only those of its own team. Throws `invalid` for others. */
export async function setRunbookServices(ctx: Context, input: { runbookId: string; serviceIds: string[] }) {
  const { teamId } = await runbookById(ctx, input);
  const known = await store.servicesByIds(ctx, input.serviceIds);
  const isOurs = (id: string) => known.get(id)?.teamId === teamId && known.get(id)?.archivedAt === null;
  if (!input.serviceIds.every(isOurs)) throw invalid({ serviceIds: 'Choose services of the team of the runbook' });
  await setServices(ctx, input);
  return runbookById(ctx, input);
}

async function editable(ctx: Context, serviceId: string): Promise<store.ServiceRow> {
  const service = await store.lockService(ctx, serviceId);
  if (!service) throw notFound();
  authorize(ctx.actor, 'service.edit', { teamId: service.teamId });
  return service;
}

async function refuse(ctx: Context, wanted: CreateService, self?: { id: string; policyId: string }): Promise<void> {
  const policy = (await policiesByIds(ctx, [wanted.policyId])).get(wanted.policyId);
  if (policy?.teamId !== wanted.teamId)
    throw invalid({ policyId: 'The team has no such policy: choose one of its own' });
  if (policy.archivedAt && policy.policyId !== self?.policyId)
    throw invalid({ policyId: 'This policy is archived: choose another' });
  if (await store.nameIsTaken(ctx, wanted.teamId, wanted.name, self?.id))
    throw new AppError('not-possible', `The team already has a service called “${wanted.name}”: choose another name`);
}
