import type { Context } from '@/server/context';

/** Whoever looked within so many seconds of real time, `personId` among them from now on; by who came first by name. */
export async function look(
  ctx: Context,
  incidentId: string,
  personId: string,
  withinSeconds: number,
): Promise<string[]> {
  await ctx.db.$executeRaw`
    INSERT INTO "IncidentLook" ("incidentId", "personId", "seenAt") VALUES (${incidentId}, ${personId}, real_clock())
    ON CONFLICT ("incidentId", "personId") DO UPDATE SET "seenAt" = real_clock()`;
  const rows = await ctx.db.$queryRaw<{ personId: string }[]>`
    SELECT "personId" FROM "IncidentLook" WHERE "incidentId" = ${incidentId}
      AND "seenAt" > real_clock() - make_interval(secs => ${withinSeconds}::int)`;
  return rows.map((row) => row.personId);
}

/** Gone: whoever closed the page, or looked longer ago than anybody is shown. */
export async function lookAway(ctx: Context, incidentId: string, personId: string): Promise<void> {
  await ctx.db.incidentLook.deleteMany({ where: { incidentId, personId } });
}
