import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { policiesByIds } from '@/server/escalation/queries';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { attachTo, importRunbooks as bringRunbooks, setServices } from '@/server/runbook/commands';
import { runbookById } from '@/server/runbook/queries';
import type { ImportRunbooks } from '@/server/runbook/schema';
import { digest, mintKey } from '@/server/secret';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import type { CreateIntegration, CreateService, UpdateService } from './schema';
import * as store from './store';

/** Makes a service of a team. Its policy and its runbook must be of that team. Throws `invalid` by field, `not-possible` for a taken name. */
export async function createService(ctx: Context, input: CreateService) {
  authorize(ctx.actor, 'service.edit', { teamId: input.teamId });
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    await refuse(ctx, input);
    const { runbookId, ...fields } = input;
    const row = { id: crypto.randomUUID(), ...fields, createdAt: now };
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

/** Renames a service or gives it another policy: alerts that open from now on escalate by it. */
export async function updateService(ctx: Context, input: UpdateService) {
  return inTransaction(ctx, async (ctx) => {
    const before = await editable(ctx, input.serviceId);
    const fields = { name: input.name ?? before.name, policyId: input.policyId ?? before.policyId };
    await refuse(ctx, { teamId: before.teamId, ...fields }, before.id);
    await store.saveService(ctx, before.id, fields);
    const was = { name: before.name, policyId: before.policyId };
    await tell(ctx, await ctx.now(), {
      subject: subject('service', before.id),
      teamId: before.teamId,
      kind: 'changed',
      data: { before: was, after: fields },
    });
    return { ...before, ...fields };
  });
}

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
    const row = { id: crypto.randomUUID(), serviceId: service.id, kind, name, keyHint: key.slice(-4), createdAt: now };
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
      url: absolute(env.PUBLIC_URL, paths.ingest(kind, key)),
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

async function refuse(ctx: Context, wanted: CreateService, self?: string): Promise<void> {
  const policy = (await policiesByIds(ctx, [wanted.policyId])).get(wanted.policyId);
  if (policy?.teamId !== wanted.teamId)
    throw invalid({ policyId: 'The team has no such policy: choose one of its own' });
  if (await store.nameIsTaken(ctx, wanted.teamId, wanted.name, self))
    throw new AppError('not-possible', `The team already has a service called “${wanted.name}”: choose another name`);
}
