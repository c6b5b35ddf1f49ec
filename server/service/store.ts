import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { IntegrationKind, Known } from './integration';

export type ServiceRow = {
  id: string;
  teamId: string;
  name: string;
  policyId: string;
  createdAt: Date;
  archivedAt: Date | null;
};
export type IntegrationRow = {
  id: string;
  serviceId: string;
  kind: IntegrationKind;
  name: string;
  keyHint: string;
  createdAt: Date;
  revokedAt: Date | null;
  lastHeardAt: Date | null;
};

export async function servicesByIds(ctx: Context, ids: string[]): Promise<Map<string, ServiceRow>> {
  const rows = await ctx.db.service.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, row]));
}

export async function servicesOf(ctx: Context, teams: TeamScope[] | null): Promise<ServiceRow[]> {
  return ctx.db.service.findMany({
    where: { archivedAt: null, ...(teams && { teamId: { in: teams } }) },
    orderBy: { createdAt: 'asc' },
  });
}

export async function lockService(ctx: Context, id: string): Promise<ServiceRow | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Service" WHERE "id" = ${id} FOR UPDATE`;
  return (await servicesByIds(ctx, [id])).get(id);
}

export async function nameIsTaken(ctx: Context, teamId: string, name: string, self?: string): Promise<boolean> {
  const found = await ctx.db.service.findFirst({
    where: { teamId, name, archivedAt: null, ...(self && { id: { not: self } }) },
    select: { id: true },
  });
  return found !== null;
}

export async function insertService(ctx: Context, row: Omit<ServiceRow, 'archivedAt'>): Promise<void> {
  await ctx.db.service.create({ data: row });
}

export async function saveService(ctx: Context, id: string, fields: { name: string; policyId: string }): Promise<void> {
  await ctx.db.service.update({ where: { id }, data: fields });
}

const hidden = { keyHash: true, settings: true } as const;

export async function integrationsOf(ctx: Context, serviceIds: string[]): Promise<IntegrationRow[]> {
  const rows = await ctx.db.integration.findMany({
    where: { serviceId: { in: serviceIds } },
    omit: hidden,
    orderBy: { createdAt: 'asc' },
  });
  return rows.map((row) => ({ ...row, kind: row.kind as IntegrationKind }));
}

export async function lockIntegration(ctx: Context, id: string): Promise<IntegrationRow | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Integration" WHERE "id" = ${id} FOR UPDATE`;
  const row = await ctx.db.integration.findUnique({ where: { id }, omit: hidden });
  return row ? { ...row, kind: row.kind as IntegrationKind } : undefined;
}

type NewIntegration = Pick<IntegrationRow, 'id' | 'serviceId' | 'kind' | 'name' | 'keyHint' | 'createdAt'> & {
  keyHash: string;
};

export async function insertIntegration(ctx: Context, row: NewIntegration): Promise<void> {
  await ctx.db.integration.create({ data: { ...row, settings: {} } });
}

export async function revokeIntegration(ctx: Context, id: string, now: Date): Promise<void> {
  await ctx.db.integration.update({ where: { id }, data: { revokedAt: now } });
}

/** Whose key has this digest; not once it is revoked. */
export async function integrationByHash(ctx: Context, keyHash: string): Promise<Known | null> {
  const rows = await ctx.db.$queryRaw<Known[]>`
    SELECT i."id", i."kind", i."name", i."serviceId", s."name" AS "serviceName", s."teamId", s."policyId"
    FROM "Integration" i JOIN "Service" s ON s."id" = i."serviceId"
    WHERE i."keyHash" = ${keyHash} AND i."revokedAt" IS NULL`;
  return rows[0] ?? null;
}

/** Written at most once a minute for each: when senders were last heard from. */
export async function heardFrom(ctx: Context, ids: string[]): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Integration" SET "lastHeardAt" = clock()
    WHERE "id" = ANY(${ids}) AND ("lastHeardAt" IS NULL OR "lastHeardAt" < clock() - interval '1 minute')`;
}
