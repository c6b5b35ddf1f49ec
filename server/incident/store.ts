import { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { Severity } from '@/server/severity/severity';
import { type Entry, type StoredEntry, toEntry } from './entry';
import type { Closing, Incident } from './incident';
import type { IncidentState } from './lifecycle';
import type { Order, Shown } from './window';

type Row = Awaited<ReturnType<Context['db']['incident']['findMany']>>[number];

const toIncident = ({ demo: _, ...row }: Row): Incident => ({
  ...row,
  state: row.state as IncidentState,
  severity: row.severity as Severity,
  closing: row.closing as Closing | null,
});

export type Filter = { states?: IncidentState[] | undefined; teamId?: string | undefined; before?: number | undefined };

/** Newest first. */
export async function list(ctx: Context, teams: TeamScope[] | null, filter: Filter, most: number): Promise<Incident[]> {
  const { states, teamId, before } = filter;
  const rows = await ctx.db.incident.findMany({
    where: {
      ...(teams && { teamId: { in: teams } }),
      ...(teamId !== undefined && { AND: { teamId } }),
      ...(states && states.length > 0 && { state: { in: states } }),
      ...(before !== undefined && { number: { lt: before } }),
    },
    orderBy: { number: 'desc' },
    take: most,
  });
  return rows.map(toIncident);
}

export async function byIds(ctx: Context, ids: string[]): Promise<Incident[]> {
  return (await ctx.db.incident.findMany({ where: { id: { in: ids } } })).map(toIncident);
}

/** Locks incidents in the order of their ids, so that two merges never wait for each other. */
export async function lock(ctx: Context, ids: string[]): Promise<Incident[]> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Incident" WHERE "id" = ANY(${ids}) ORDER BY "id" FOR UPDATE`;
  return byIds(ctx, ids);
}

/** Returns its number. */
export async function insert(ctx: Context, { closing: _, ...row }: Omit<Incident, 'number'>): Promise<number> {
  return (await ctx.db.incident.create({ data: row, select: { number: true } })).number;
}

export async function save(ctx: Context, before: Incident, { closing, ...change }: Partial<Incident>): Promise<void> {
  await ctx.db.incident.update({
    where: { id: before.id },
    data: { ...change, ...(closing && { closing }), version: before.version + 1 },
  });
}

/** Links alerts to an incident, away from any other. */
export async function linkAlerts(ctx: Context, incidentId: string, alertIds: string[], linkedAt: Date): Promise<void> {
  await ctx.db.incidentAlert.deleteMany({ where: { alertId: { in: alertIds } } });
  await ctx.db.incidentAlert.createMany({ data: alertIds.map((alertId) => ({ alertId, incidentId, linkedAt })) });
}

/** The alerts of each incident. */
export async function alertsOf(
  ctx: Context,
  incidentIds: string[],
): Promise<{ incidentId: string; alertId: string }[]> {
  return ctx.db.incidentAlert.findMany({
    where: { incidentId: { in: incidentIds } },
    select: { incidentId: true, alertId: true },
    orderBy: { linkedAt: 'asc' },
  });
}

export async function incidentOfAlerts(ctx: Context, alertIds: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.incidentAlert.findMany({ where: { alertId: { in: alertIds } } });
  return new Map(rows.map(({ alertId, incidentId }) => [alertId, incidentId]));
}

export async function servicesOf(
  ctx: Context,
  incidentIds: string[],
): Promise<{ incidentId: string; serviceId: string }[]> {
  return ctx.db.incidentService.findMany({ where: { incidentId: { in: incidentIds } } });
}

export async function setServices(ctx: Context, incidentId: string, serviceIds: string[]): Promise<void> {
  await ctx.db.incidentService.deleteMany({ where: { incidentId } });
  await ctx.db.incidentService.createMany({ data: serviceIds.map((serviceId) => ({ incidentId, serviceId })) });
}

export type Responder = { personId: string; addedAt: Date; pagedAt: Date | null; joinedAt: Date | null };

export const respondersOf = (ctx: Context, incidentId: string): Promise<Responder[]> =>
  ctx.db.incidentResponder.findMany({ where: { incidentId }, omit: { incidentId: true }, orderBy: { addedAt: 'asc' } });

export async function addResponders(
  ctx: Context,
  incidentId: string,
  personIds: string[],
  times: Omit<Responder, 'personId'>,
): Promise<void> {
  const data = personIds.map((personId) => ({ incidentId, personId, ...times }));
  await ctx.db.incidentResponder.createMany({ data, skipDuplicates: true });
  if (times.pagedAt)
    await ctx.db.incidentResponder.updateMany({
      where: { incidentId, personId: { in: personIds } },
      data: { pagedAt: times.pagedAt },
    });
}

/** False: they had joined already. */
export async function markJoined(ctx: Context, incidentId: string, personId: string, joinedAt: Date): Promise<boolean> {
  const where = { incidentId, personId, joinedAt: null };
  return (await ctx.db.incidentResponder.updateMany({ where, data: { joinedAt } })).count > 0;
}

/** `from` is left out itself; without one the part begins at that end. `most` null: all. */
export type EntryPart = { order: Order; from: { at: Date; id: string } | null; most: number | null };

const showing = (shown: Shown): Prisma.Sql => {
  if (shown === 'all' || shown === 'people') return Prisma.sql`true`;
  return shown === 'key' ? Prisma.sql`"starred"` : Prisma.sql`"kind" = ${shown}`;
};

/** A part of the entries that stand on a timeline, by when it happened and in the order asked for. */
export async function entryPart(
  ctx: Context,
  incidentId: string,
  shown: Shown,
  { order, from, most }: EntryPart,
): Promise<Entry[]> {
  const sign = Prisma.raw(order === 'earlier' ? '<' : '>');
  const way = Prisma.raw(order === 'earlier' ? 'DESC' : 'ASC');
  const beyond = from
    ? Prisma.sql`("happenedAt", "id") ${sign} (${from.at}::timestamptz, ${from.id})`
    : Prisma.sql`true`;
  const rows = await ctx.db.$queryRaw<StoredEntry[]>`
    SELECT * FROM "IncidentEntry" WHERE "incidentId" = ${incidentId} AND "removedAt" IS NULL AND ${showing(shown)} AND ${beyond}
    ORDER BY "happenedAt" ${way}, "id" ${way} LIMIT ${most}::int`;
  return rows.map(toEntry);
}

export const entryCount = (ctx: Context, incidentId: string): Promise<number> =>
  ctx.db.incidentEntry.count({ where: { incidentId, removedAt: null } });

export async function entryById(ctx: Context, id: string): Promise<Entry | undefined> {
  const row = await ctx.db.incidentEntry.findUnique({ where: { id } });
  return row ? toEntry(row) : undefined;
}

/** Resolved or closed, not merged away, and nobody said that no review is wanted. */
export async function resolvedToReview(ctx: Context): Promise<string[]> {
  const rows = await ctx.db.incident.findMany({
    where: {
      state: { in: ['resolved', 'closed'] },
      mergedIntoId: null,
      OR: [{ reviewWanted: null }, { reviewWanted: true }],
    },
    select: { id: true },
    orderBy: { number: 'desc' },
    take: 500,
  });
  return rows.map(({ id }) => id);
}

/** Running ones whose promised update is late, so that they are reminded of it once. */
export async function updatesDue(ctx: Context, now: Date): Promise<Incident[]> {
  const rows = await ctx.db.incident.findMany({
    where: { closedAt: null, resolvedAt: null, declinedAt: null, nextUpdateAt: { lte: now } },
    take: 200,
  });
  return rows.map(toIncident);
}
