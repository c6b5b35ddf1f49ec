import type { Context } from '@/server/context';
import type { PublicState } from '@/server/outbound';
import type { Component, Place, Publication, PublicationState, StatusUpdate } from './publication';
import type { TemplateInput } from './schema';

type UpdateRow = NonNullable<Awaited<ReturnType<Context['db']['statusUpdate']['findFirst']>>>;
type PublicationRow = NonNullable<Awaited<ReturnType<Context['db']['statusPublication']['findFirst']>>>;

const toUpdate = (row: UpdateRow): StatusUpdate => ({
  ...row,
  state: row.state as PublicState,
  impact: row.impact as StatusUpdate['impact'],
  components: row.components as Component[],
});

const toPublication = (row: PublicationRow): Publication => ({
  ...row,
  place: row.place as Place,
  state: row.state as PublicationState,
});

/** Newest first. */
export async function updatesOf(ctx: Context, incidentId: string): Promise<StatusUpdate[]> {
  return (await ctx.db.statusUpdate.findMany({ where: { incidentId }, orderBy: { number: 'desc' } })).map(toUpdate);
}

export async function updateById(ctx: Context, id: string): Promise<StatusUpdate | null> {
  const row = await ctx.db.statusUpdate.findUnique({ where: { id } });
  return row && toUpdate(row);
}

export async function insert(ctx: Context, update: StatusUpdate, places: readonly Place[]): Promise<void> {
  await ctx.db.statusUpdate.create({ data: update });
  const { id: updateId, incidentId, number } = update;
  await ctx.db.statusPublication.createMany({ data: places.map((place) => ({ updateId, place, incidentId, number })) });
}

export async function publicationsOf(ctx: Context, incidentId: string): Promise<Publication[]> {
  return (await ctx.db.statusPublication.findMany({ where: { incidentId } })).map(toPublication);
}

/** All publications of one incident in one place, locked, the oldest first: what follows is decided by one at a time. */
export async function lockPlace(ctx: Context, incidentId: string, place: Place): Promise<Publication[]> {
  await ctx.db.$queryRaw`
    SELECT 1 FROM "StatusPublication" WHERE "incidentId" = ${incidentId} AND "place" = ${place}
    ORDER BY "number" FOR UPDATE`;
  const where = { incidentId, place };
  return (await ctx.db.statusPublication.findMany({ where, orderBy: { number: 'asc' } })).map(toPublication);
}

export async function publicationOfDelivery(ctx: Context, deliveryId: string): Promise<Publication | null> {
  const row = await ctx.db.statusPublication.findUnique({ where: { deliveryId } });
  return row && toPublication(row);
}

export async function changePublication(
  ctx: Context,
  { updateId, place }: Publication,
  change: Partial<Publication>,
): Promise<void> {
  await ctx.db.statusPublication.update({ where: { updateId_place: { updateId, place } }, data: change });
}

/** Where something waits and nothing is on its way. */
export async function waiting(ctx: Context, most: number): Promise<{ incidentId: string; place: Place }[]> {
  return ctx.db.$queryRaw`
    SELECT DISTINCT p."incidentId", p."place" FROM "StatusPublication" p
    WHERE p."state" = 'waiting' AND NOT EXISTS (SELECT 1 FROM "StatusPublication" q
      WHERE q."incidentId" = p."incidentId" AND q."place" = p."place" AND q."state" = 'queued')
    LIMIT ${most}::int`;
}

export type PageComponent = { id: string; name: string };
export type PageRow = {
  pageId: string;
  sealedKey: string;
  version: number;
  components: PageComponent[] | null;
  askedAt: Date | null;
  error: string | null;
};

export async function page(ctx: Context): Promise<PageRow | null> {
  const row = await ctx.db.statusPage.findUnique({ where: { id: 1 } });
  return row && { ...row, components: row.components as PageComponent[] | null };
}

/** Locks the settings until the transaction's end, whether there are any or not. */
export async function lockPage(ctx: Context): Promise<PageRow | null> {
  await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('status-update.page'))`;
  return page(ctx);
}

/** What the page was asked of before is asked again. */
export async function savePage(ctx: Context, row: Pick<PageRow, 'pageId' | 'sealedKey' | 'version'>): Promise<void> {
  await ctx.db.$executeRaw`
    INSERT INTO "StatusPage" ("id", "pageId", "sealedKey", "version") VALUES (1, ${row.pageId}, ${row.sealedKey}, ${row.version})
    ON CONFLICT ("id") DO UPDATE SET "pageId" = excluded."pageId", "sealedKey" = excluded."sealedKey",
      "version" = excluded."version", "components" = NULL, "askedAt" = NULL, "error" = NULL`;
}

export async function removePage(ctx: Context): Promise<void> {
  await ctx.db.statusPage.deleteMany();
}

/** What the page said of itself; nothing is kept where the settings have changed meanwhile. */
export async function heardOfPage(
  ctx: Context,
  version: number,
  { components, askedAt, error }: { components: PageComponent[] | null; askedAt: Date; error: string | null },
): Promise<void> {
  const data = { askedAt, error, ...(components && { components }) };
  await ctx.db.statusPage.updateMany({ where: { id: 1, version }, data });
}

/** The component that each of these services is; those that are none are left out. */
export async function componentsOf(ctx: Context, serviceIds?: string[]): Promise<Map<string, string>> {
  const rows = await ctx.db.statusComponent.findMany({
    ...(serviceIds && { where: { serviceId: { in: serviceIds } } }),
  });
  return new Map(rows.map(({ serviceId, componentId }) => [serviceId, componentId]));
}

export async function saveComponent(ctx: Context, serviceId: string, componentId: string | null): Promise<void> {
  if (componentId === null) await ctx.db.statusComponent.deleteMany({ where: { serviceId } });
  else
    await ctx.db.statusComponent.upsert({
      where: { serviceId },
      create: { serviceId, componentId },
      update: { componentId },
    });
}

export const templates = (ctx: Context): Promise<{ severity: string; state: string; text: string }[]> =>
  ctx.db.statusTemplate.findMany();

export async function saveTemplate(ctx: Context, { severity, state, text }: TemplateInput): Promise<void> {
  if (text === null) await ctx.db.statusTemplate.deleteMany({ where: { severity, state } });
  else
    await ctx.db.statusTemplate.upsert({
      where: { severity_state: { severity, state } },
      create: { severity, state, text },
      update: { text },
    });
}
