import { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';

/** Until the transaction's end: one load at a time, whoever began first. */
export async function lockDemo(ctx: Context): Promise<void> {
  await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('import.demo'))`;
}

type Clock = { base: Date; setAt: Date; rate: number };

/** How the installation's own time is moved; null where it is not. */
export const ownClock = (ctx: Context): Promise<Clock | null> =>
  ctx.db.testClock.findUnique({ where: { id: 1 }, select: { base: true, setAt: true, rate: true } });

/** Time as it was moved before this transaction, or the database's own. */
export async function giveBackClock(ctx: Context, clock: Clock | null): Promise<void> {
  if (clock) await ctx.db.testClock.update({ where: { id: 1 }, data: clock });
  else await ctx.db.testClock.deleteMany();
}

/** Marks what came with the demo, so that screens say so and all of it can go again. */
export async function markDemo(
  ctx: Context,
  people: { id: string; country: string }[],
  teamIds: string[],
): Promise<void> {
  for (const { id, country } of people) await ctx.db.person.update({ where: { id }, data: { country, demo: true } });
  await ctx.db.alert.updateMany({ where: { teamId: { in: teamIds } }, data: { demo: true } });
  await ctx.db.organisation.updateMany({ data: { demo: true } });
}

/** An answer from a time of which no handoff note was kept. */
export async function insertPulse(
  ctx: Context,
  pulse: Omit<NonNullable<Awaited<ReturnType<Context['db']['handoffPulse']['findFirst']>>>, 'noteId' | 'line'>,
): Promise<void> {
  await ctx.db.handoffPulse.create({ data: { ...pulse, noteId: crypto.randomUUID(), line: null } });
}

/** People of the demo who can still not sign in. */
const demoPeople = Prisma.sql`SELECT "id" FROM "Person" WHERE "demo" AND "passwordHash" IS NULL`;

/** Teams in which people of the demo and others are together. */
export const mixedTeams = (ctx: Context): Promise<{ name: string }[]> => ctx.db.$queryRaw`
  SELECT t."name" FROM "Team" t JOIN "Membership" m ON m."teamId" = t."id"
  GROUP BY t."id" HAVING count(*) > count(*) FILTER (WHERE m."personId" IN (${demoPeople}))
    AND count(*) FILTER (WHERE m."personId" IN (SELECT "id" FROM "Person" WHERE "demo")) > 0 ORDER BY t."name"`;

/** Everything of the demo but the timeline. Expects no mixed teams. */
export async function deleteDemo(ctx: Context): Promise<void> {
  const idsOf = async (query: Prisma.Sql) => (await ctx.db.$queryRaw<{ id: string }[]>(query)).map(({ id }) => id);
  const people = { in: await idsOf(demoPeople) };
  const teams = {
    in: await idsOf(Prisma.sql`SELECT DISTINCT "teamId" AS "id" FROM "Membership" WHERE "personId" IN (${demoPeople})`),
  };
  const [ofTeams, ofPeople] = [{ where: { teamId: teams } }, { where: { personId: people } }];
  const idOnly = { select: { id: true } } as const;
  const rotations = { in: (await ctx.db.rotation.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  const services = { in: (await ctx.db.service.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  const alerts = { in: (await ctx.db.alert.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  const methods = { in: (await ctx.db.contactMethod.findMany({ ...ofPeople, ...idOnly })).map(({ id }) => id) };
  // Each line a table; runs and alerts first, so that a worker finds nothing to do while the rest goes.
  await ctx.db.escalationRun.deleteMany(ofTeams);
  await ctx.db.acknowledgeLink.deleteMany({ where: { alertId: alerts } });
  await ctx.db.page.deleteMany({ where: { OR: [{ personId: people }, { subjectId: alerts }] } });
  const deliveries = { OR: [{ personId: people }, { teamId: teams }] };
  const sent = { in: (await ctx.db.delivery.findMany({ where: deliveries, ...idOnly })).map(({ id }) => id) };
  await ctx.db.deliveryAttempt.deleteMany({ where: { deliveryId: sent } });
  await ctx.db.slackPost.deleteMany({ where: { deliveryId: sent } });
  await ctx.db.delivery.deleteMany({ where: deliveries });
  await ctx.db.alertStory.deleteMany({ where: { alertId: alerts } });
  await ctx.db.alert.deleteMany(ofTeams);
  await ctx.db.weekEntry.deleteMany(ofTeams);
  await ctx.db.healthSettings.deleteMany(ofTeams);
  await ctx.db.healthThreshold.deleteMany({ where: { rotationId: rotations } });
  await ctx.db.maintenanceWindow.deleteMany(ofTeams);
  const incidents = { in: (await ctx.db.incident.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  const reviews = { in: (await ctx.db.review.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  const ofReviews = { where: { reviewId: reviews } };
  await ctx.db.reviewShare.deleteMany(ofReviews);
  await ctx.db.reviewComment.deleteMany(ofReviews);
  await ctx.db.reviewReviewer.deleteMany(ofReviews);
  await ctx.db.reviewSectionVersion.deleteMany(ofReviews);
  await ctx.db.reviewSection.deleteMany(ofReviews);
  await ctx.db.review.deleteMany(ofTeams);
  const ofIncidents = { where: { incidentId: incidents } };
  const entries = { in: (await ctx.db.incidentEntry.findMany({ ...ofIncidents, ...idOnly })).map(({ id }) => id) };
  await ctx.db.incidentEntryVersion.deleteMany({ where: { entryId: entries } });
  await ctx.db.incidentEntry.deleteMany(ofIncidents);
  await ctx.db.incidentLook.deleteMany(ofIncidents);
  await ctx.db.statusPublication.deleteMany(ofIncidents);
  await ctx.db.statusUpdate.deleteMany(ofIncidents);
  await ctx.db.slackRoom.deleteMany({ where: { subjectKind: 'incident', subjectId: incidents } });
  await ctx.db.incidentResponder.deleteMany(ofIncidents);
  await ctx.db.incidentService.deleteMany(ofIncidents);
  await ctx.db.incidentAlert.deleteMany(ofIncidents);
  await ctx.db.incident.deleteMany(ofTeams);
  const runbooks = { in: (await ctx.db.runbook.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  const runs = { in: (await ctx.db.runbookRun.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  const owed = { in: (await ctx.db.followUp.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  await ctx.db.followUpExport.deleteMany(ofTeams);
  await ctx.db.tracker.deleteMany(ofTeams);
  await ctx.db.runbookTick.deleteMany({ where: { runId: runs } });
  await ctx.db.runbookRun.deleteMany(ofTeams);
  await ctx.db.runbookService.deleteMany({ where: { runbookId: runbooks } });
  await ctx.db.runbookVersion.deleteMany({ where: { runbookId: runbooks } });
  await ctx.db.runbook.deleteMany(ofTeams);
  await ctx.db.followUpReminder.deleteMany({ where: { followUpId: owed } });
  await ctx.db.followUp.deleteMany(ofTeams);
  await ctx.db.integration.deleteMany({ where: { serviceId: services } });
  await ctx.db.statusComponent.deleteMany({ where: { serviceId: services } });
  await ctx.db.service.deleteMany(ofTeams);
  await ctx.db.escalationPolicy.deleteMany(ofTeams);
  const notes = { in: (await ctx.db.handoffNote.findMany({ ...ofTeams, ...idOnly })).map(({ id }) => id) };
  await ctx.db.handoffText.deleteMany({ where: { noteId: notes } });
  await ctx.db.handoffAcceptance.deleteMany({ where: { noteId: notes } });
  await ctx.db.handoffPulse.deleteMany({ where: { OR: [{ noteId: notes }, { rotationId: rotations }] } });
  await ctx.db.handoffNote.deleteMany(ofTeams);
  await ctx.db.roundRobinTurn.deleteMany(ofTeams);
  await ctx.db.shift.deleteMany({ where: { rotationId: rotations } });
  await ctx.db.shiftRecord.deleteMany({ where: { rotationId: rotations } });
  await ctx.db.request.deleteMany(ofTeams);
  await ctx.db.override.deleteMany({ where: { rotationId: rotations } });
  await ctx.db.rotationRevision.deleteMany({ where: { rotationId: rotations } });
  await ctx.db.rotation.deleteMany(ofTeams);
  await ctx.db.notificationRule.deleteMany(ofPeople);
  await ctx.db.contactMethodCode.deleteMany({ where: { contactMethodId: methods } });
  await ctx.db.contactMethod.deleteMany(ofPeople);
  await ctx.db.delegation.deleteMany({ where: { OR: [{ personId: people }, { toPersonId: people }] } });
  await ctx.db.quietHours.deleteMany(ofPeople);
  await ctx.db.slackUser.deleteMany(ofPeople);
  await ctx.db.timeOff.deleteMany(ofPeople);
  await ctx.db.timeOffFeed.deleteMany(ofPeople);
  await ctx.db.feed.deleteMany(ofPeople);
  await ctx.db.reminder.deleteMany(ofPeople);
  await ctx.db.resetLink.deleteMany(ofPeople);
  await ctx.db.token.deleteMany(ofPeople);
  await ctx.db.session.deleteMany(ofPeople);
  await ctx.db.membership.deleteMany(ofTeams);
  await ctx.db.team.deleteMany({ where: { id: teams } });
  await ctx.db.person.deleteMany({ where: { id: people } });
  await ctx.db.person.updateMany({ data: { demo: false } });
  await ctx.db.organisation.updateMany({ data: { demo: false, setupStep: 'company' } });
}
