import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { IntegrationKind, IntegrationSettings, Known } from './integration';
import type { MaintenanceWindow } from './maintenance';

export type ServiceRow = {
  id: string;
  teamId: string;
  name: string;
  policyId: string;
  groupSeconds: number;
  forgottenSeconds: number | null;
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
  /** Without what is secret in them. */
  settings: IntegrationSettings;
  /** Of a heartbeat: when its silence becomes an alert. */
  expectedBy: Date | null;
  /** Requests turned away because there were too many, ever, and the last of them. */
  refused: number;
  refusedAt: Date | null;
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

type ServiceFields = Pick<ServiceRow, 'name' | 'policyId' | 'groupSeconds' | 'forgottenSeconds'>;

export async function saveService(ctx: Context, id: string, fields: ServiceFields): Promise<void> {
  await ctx.db.service.update({ where: { id }, data: fields });
}

const hidden = { keyHash: true } as const;
type Row = Omit<Awaited<ReturnType<Context['db']['integration']['findMany']>>[number], 'keyHash'>;

function toIntegration({ kind, settings, ...row }: Row): IntegrationRow {
  const { sealedSecret: _, ...open } = settings as IntegrationSettings;
  return { ...row, kind: kind as IntegrationKind, settings: open };
}

export async function integrationsOf(ctx: Context, serviceIds: string[]): Promise<IntegrationRow[]> {
  const rows = await ctx.db.integration.findMany({
    where: { serviceId: { in: serviceIds } },
    omit: hidden,
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(toIntegration);
}

export async function lockIntegration(ctx: Context, id: string): Promise<IntegrationRow | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Integration" WHERE "id" = ${id} FOR UPDATE`;
  const row = await ctx.db.integration.findUnique({ where: { id }, omit: hidden });
  return row ? toIntegration(row) : undefined;
}

type NewIntegration = Pick<
  IntegrationRow,
  'id' | 'serviceId' | 'kind' | 'name' | 'keyHint' | 'createdAt' | 'settings' | 'expectedBy'
> & { keyHash: string };

export async function insertIntegration(ctx: Context, row: NewIntegration): Promise<void> {
  await ctx.db.integration.create({ data: row });
}

export async function revokeIntegration(ctx: Context, id: string, now: Date): Promise<void> {
  await ctx.db.integration.update({ where: { id }, data: { revokedAt: now } });
}

/** Whose key has this digest; not once it is revoked. */
export async function integrationByHash(ctx: Context, keyHash: string): Promise<Known | null> {
  const rows = await ctx.db.$queryRaw<Known[]>`
    SELECT i."id", i."kind", i."name", i."serviceId", s."name" AS "serviceName", s."teamId", s."policyId", i."settings", s."groupSeconds"
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

/** A heartbeat was heard: its silence counts from now. Locks it, so that a ping and its missing have an order. */
export async function pulse(ctx: Context, id: string, seconds: number): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Integration" SET "lastHeardAt" = clock(), "expectedBy" = clock() + make_interval(secs => ${seconds}::int)
    WHERE "id" = ${id}`;
}

type Missed = Known & { lastHeardAt: Date | null; createdAt: Date };

/** Heartbeats that should have been heard by now, at most so many; each is expected again one interval later. */
export async function takeMissed(ctx: Context, most: number): Promise<Missed[]> {
  return ctx.db.$queryRaw<Missed[]>`
    UPDATE "Integration" i SET "expectedBy" = clock() + make_interval(
      secs => (i."settings"->>'intervalSeconds')::int + COALESCE((i."settings"->>'graceSeconds')::int, 0))
    FROM "Service" s WHERE s."id" = i."serviceId" AND i."id" IN (
      SELECT "id" FROM "Integration" WHERE "expectedBy" <= (SELECT clock()) AND "revokedAt" IS NULL
      ORDER BY "expectedBy" LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING i."id", i."kind", i."name", i."serviceId", s."name" AS "serviceName", s."teamId", s."policyId", i."settings",
      s."groupSeconds", i."lastHeardAt", i."createdAt"`;
}

/** The heartbeats of a sender's team, those at the same service first. */
export async function heartbeatsBeside(
  ctx: Context,
  { serviceId, teamId }: Pick<Known, 'serviceId' | 'teamId'>,
): Promise<Known[]> {
  return ctx.db.$queryRaw<Known[]>`
    SELECT i."id", i."kind", i."name", i."serviceId", s."name" AS "serviceName", s."teamId", s."policyId", i."settings", s."groupSeconds"
    FROM "Integration" i JOIN "Service" s ON s."id" = i."serviceId"
    WHERE i."kind" = 'heartbeat' AND i."revokedAt" IS NULL AND s."teamId" = ${teamId}
    ORDER BY (s."id" = ${serviceId}) DESC, i."createdAt"`;
}

/** Adds to what was turned away. */
export async function countRefused(ctx: Context, id: string, count: number): Promise<void> {
  await ctx.db
    .$executeRaw`UPDATE "Integration" SET "refused" = "refused" + ${count}, "refusedAt" = clock() WHERE "id" = ${id}`;
}

export async function refusedInAll(ctx: Context): Promise<number> {
  return (await ctx.db.integration.aggregate({ _sum: { refused: true } }))._sum.refused ?? 0;
}

type WindowRow = Awaited<ReturnType<Context['db']['maintenanceWindow']['findMany']>>[number];
const toWindow = ({ match, ...row }: WindowRow): MaintenanceWindow => ({
  ...row,
  match: match as MaintenanceWindow['match'],
});

export async function insertWindow(ctx: Context, row: MaintenanceWindow): Promise<void> {
  await ctx.db.maintenanceWindow.create({ data: row });
}

export async function saveWindow(ctx: Context, { id, ...row }: MaintenanceWindow): Promise<void> {
  await ctx.db.maintenanceWindow.update({ where: { id }, data: row });
}

export async function lockWindow(ctx: Context, id: string): Promise<MaintenanceWindow | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "MaintenanceWindow" WHERE "id" = ${id} FOR UPDATE`;
  return (await windowsByIds(ctx, [id])).get(id);
}

export async function windowsByIds(ctx: Context, ids: string[]): Promise<Map<string, MaintenanceWindow>> {
  const rows = await ctx.db.maintenanceWindow.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, toWindow(row)]));
}

const soonestFirst = [{ startsAt: 'asc' }, { id: 'asc' }] as const;
const notOver = (since: Date) => ({ OR: [{ endsAt: null }, { endsAt: { gt: since } }] });

/** Of the teams somebody sees, not over at `since`, soonest first. */
export async function windowsOf(ctx: Context, teams: TeamScope[] | null, since: Date): Promise<MaintenanceWindow[]> {
  const where = { ...(teams && { teamId: { in: teams } }), ...notOver(since) };
  return (await ctx.db.maintenanceWindow.findMany({ where, orderBy: [...soonestFirst] })).map(toWindow);
}

/** The same for Baton itself. */
export async function windowsOfTeams(ctx: Context, teamIds: string[], since: Date): Promise<MaintenanceWindow[]> {
  const where = { teamId: { in: teamIds }, ...notOver(since) };
  return (await ctx.db.maintenanceWindow.findMany({ where, orderBy: [...soonestFirst] })).map(toWindow);
}
