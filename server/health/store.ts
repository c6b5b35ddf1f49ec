import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { AlertFact, HandoffFact, IncidentFact, PulseFact, RequestFact, SentPage, Span } from './facts';

/** What is counted: a team's rows, narrowed to services where a rotation or a service was asked for. */
export type Scope = { teamId: TeamScope; rotationIds: string[]; serviceIds: string[] | null };

/** Every page that was sent in a span: a message to a person is one, and its alert the oldest in it. */
export const pagesIn = (ctx: Context, { teamId }: Scope, { from, to }: Span): Promise<SentPage[]> =>
  ctx.db.$queryRaw<SentPage[]>`
    SELECT "id", "subjectId" AS "alertId", "personId", "channel", "sentAt" FROM "Delivery"
    WHERE "subjectKind" = 'alert' AND "teamId" = ${teamId} AND "personId" IS NOT NULL
      AND "sentAt" >= ${from} AND "sentAt" < ${to} ORDER BY "sentAt", "id"`;

export type StoredAlert = Omit<AlertFact, 'hasRunbook'>;

/**
 * Alerts opened in a span, with what happened to each up to `to`. A step timed out where it fired after a page that
 * nobody had answered since: not by hand, not because the step before found nobody.
 */
export const alertsIn = (ctx: Context, scope: Scope, { from, to }: Span): Promise<StoredAlert[]> =>
  ctx.db.$queryRaw<StoredAlert[]>`
    SELECT a."id", a."key", a."title", a."serviceId", a."openedAt", a."closedAt", a."closedBy", a."classification",
      e."acknowledgedAt", e."acknowledgedById", i."incidentId",
      coalesce((r."policy"->'steps'->1->>'afterSeconds')::int, (r."policy"->>'repeatAfterSeconds')::int,
        greatest(300, (r."policy"->'steps'->0->>'afterSeconds')::int), 300) AS "acknowledgeWithinSeconds",
      coalesce(e."timeoutsAt", '{}') AS "timeoutsAt", coalesce(e."manualEscalationsAt", '{}') AS "manualEscalationsAt",
      e."ranOutAt", coalesce(e."humanActsAt", '{}') AS "humanActsAt"
    FROM "Alert" a
    LEFT JOIN "IncidentAlert" i ON i."alertId" = a."id"
    LEFT JOIN "EscalationRun" r ON r."subjectKind" = 'alert' AND r."subjectId" = a."id"
    LEFT JOIN LATERAL (
      SELECT min("at") FILTER (WHERE "kind" = 'acknowledged') AS "acknowledgedAt",
        (array_agg("who" ORDER BY "id") FILTER (WHERE "kind" = 'acknowledged'))[1] AS "acknowledgedById",
        array_agg("at" ORDER BY "id") FILTER (WHERE "kind" = 'step-fired' AND "before" = 'paged') AS "timeoutsAt",
        array_agg("at" ORDER BY "id") FILTER (WHERE "kind" = 'escalated-by-hand') AS "manualEscalationsAt",
        min("at") FILTER (WHERE "kind" = 'ran-out') AS "ranOutAt",
        array_agg("at" ORDER BY "id") FILTER (WHERE "actorKind" = 'person' AND "kind" IN ('assigned', 'escalated-by-hand',
          'snoozed', 'noted', 'tried-to-reach-primary', 'responders-added', 'runbook-started', 'runbook-step')) AS "humanActsAt"
      FROM (
        SELECT "id", "at", "kind", "actorKind", coalesce("data"->>'personId', "actorId") AS "who",
          lag("kind") OVER (PARTITION BY "kind" IN ('ran-out', 'noted', 'tried-to-reach-primary',
            'responders-added', 'runbook-started', 'runbook-step') ORDER BY "id") AS "before"
        FROM "TimelineEvent" WHERE "subjectKind" = 'alert' AND "subjectId" = a."id" AND "at" < ${to}
          AND "kind" IN ('acknowledged', 'unacknowledged', 'assigned', 'snoozed', 'came-back', 'reopened', 'step-fired',
            'paged', 'nobody-there', 'step-held-back', 'escalated-by-hand', 'ran-out', 'noted', 'tried-to-reach-primary',
            'responders-added', 'runbook-started', 'runbook-step')
      ) told
    ) e ON true
    WHERE a."teamId" = ${scope.teamId} AND a."openedAt" >= ${from} AND a."openedAt" < ${to}
      AND (${scope.serviceIds}::text[] IS NULL OR a."serviceId" = ANY(${scope.serviceIds}))
    ORDER BY a."openedAt", a."id"`;

type IncidentRow = Omit<IncidentFact, 'engaged' | 'factors'>;

/** Incidents declared in a span; those declined or joined to another are none. */
export const incidentsIn = (ctx: Context, scope: Scope, { from, to }: Span): Promise<IncidentRow[]> =>
  ctx.db.$queryRaw<IncidentRow[]>`
    SELECT i."id", i."declaredAt", i."mitigatedAt", i."resolvedAt", r."doneAt" AS "reviewDoneAt"
    FROM "Incident" i LEFT JOIN "Review" r ON r."incidentId" = i."id"
    WHERE i."teamId" = ${scope.teamId} AND i."declaredAt" >= ${from} AND i."declaredAt" < ${to}
      AND i."declinedAt" IS NULL AND i."mergedIntoId" IS NULL
      AND (${scope.serviceIds}::text[] IS NULL OR EXISTS (SELECT 1 FROM "IncidentService" s
        WHERE s."incidentId" = i."id" AND s."serviceId" = ANY(${scope.serviceIds}))
        OR EXISTS (SELECT 1 FROM "IncidentAlert" l JOIN "Alert" a ON a."id" = l."alertId"
        WHERE l."incidentId" = i."id" AND a."serviceId" = ANY(${scope.serviceIds})))
    ORDER BY i."declaredAt"`;

export type RoleTaken = { incidentId: string; at: Date; role: string; was: string | null; is: string | null };

/** Who handed which role of these incidents to whom, in order. */
export const rolesTaken = (ctx: Context, incidentIds: string[]): Promise<RoleTaken[]> =>
  ctx.db.$queryRaw<RoleTaken[]>`
    SELECT "subjectId" AS "incidentId", "at", "data"->>'role' AS "role", "data"->>'was' AS "was", "data"->>'is' AS "is"
    FROM "TimelineEvent" WHERE "subjectKind" = 'incident' AND "subjectId" = ANY(${incidentIds}) AND "kind" = 'role-changed'
    ORDER BY "id"`;

/** Who leads them now: for those whose roles nobody ever changed. */
export const leadsOf = (ctx: Context, incidentIds: string[]) =>
  ctx.db.incident.findMany({
    where: { id: { in: incidentIds } },
    select: { id: true, leadId: true, communicatorId: true },
  });

/** Covers and swaps asked for ahead whose time begins in a span. */
export async function requestsIn(ctx: Context, { rotationIds }: Scope, { from, to }: Span): Promise<RequestFact[]> {
  const rows = await ctx.db.request.findMany({
    where: { rotationId: { in: rotationIds }, startsAt: { gte: from, lt: to }, takenOver: false },
  });
  return rows.map(({ kind, state, createdAt, startsAt, endsAt, personId, withId }) => {
    return { kind: kind as RequestFact['kind'], state, createdAt, from: startsAt, to: endsAt, personId, withId };
  });
}

/** Handoffs that somebody handed over at; accepted when the first of the incoming primaries did. */
export const handoffsIn = (ctx: Context, { rotationIds }: Scope, { from, to }: Span): Promise<HandoffFact[]> =>
  ctx.db.$queryRaw<HandoffFact[]>`
    SELECT n."handoffAt" AS "at", min(a."acceptedAt") AS "acceptedAt" FROM "HandoffNote" n
    LEFT JOIN "HandoffAcceptance" a ON a."noteId" = n."id"
      AND a."personId" = (SELECT "personId" FROM jsonb_to_recordset(n."incoming") AS h("personId" text, "role" text) LIMIT 1)
    WHERE n."rotationId" = ANY(${rotationIds}) AND n."handoffAt" >= ${from} AND n."handoffAt" < ${to}
      AND n."state" <> 'not-needed'
    GROUP BY n."id", n."handoffAt"`;

export type OwedRow = { dueOn: Date; timeZone: string; doneAt: Date | null; createdAt: Date };

/** Follow-ups due on the days of a span; what was dropped is owed no longer. */
export const followUpsIn = (ctx: Context, { teamId, serviceIds }: Scope, { from, to }: Span): Promise<OwedRow[]> =>
  ctx.db.followUp.findMany({
    where: {
      ...{ teamId, state: { not: 'dropped' }, dueOn: { gte: dayBefore(from), lte: to } },
      ...(serviceIds && { OR: [{ serviceId: { in: serviceIds } }, { serviceId: null }] }),
    },
    select: { dueOn: true, timeZone: true, doneAt: true, createdAt: true },
  });

const dayBefore = (at: Date): Date => new Date(at.getTime() - 2 * 86_400_000);

/** What was said at the end of the turns that ended in a span; whose answers they are stays behind. */
export async function pulsesIn(ctx: Context, { rotationIds }: Scope, { from, to }: Span): Promise<PulseFact[]> {
  const rows = await ctx.db.handoffPulse.findMany({
    where: { rotationId: { in: rotationIds }, endedAt: { gte: from, lt: to } },
    select: { endedAt: true, slept: true, supported: true, again: true },
  });
  return rows.map(({ endedAt, ...answers }) => ({ at: endedAt, ...answers }));
}

export type ZoneChange = { personId: string; at: Date; before: string };

/** When people moved to another zone, in order. */
export const zoneChanges = (ctx: Context, personIds: string[]): Promise<ZoneChange[]> =>
  ctx.db.$queryRaw<ZoneChange[]>`
    SELECT "subjectId" AS "personId", "at", "data"->'before'->>'timeZone' AS "before" FROM "TimelineEvent"
    WHERE "subjectKind" = 'person' AND "subjectId" = ANY(${personIds}) AND "kind" = 'changed'
      AND "data"->'before'->>'timeZone' <> "data"->'after'->>'timeZone' ORDER BY "id"`;

/** Which services page by a rotation, by the policies of today. */
export async function servicesPagedBy(ctx: Context, teamId: TeamScope, rotationId: string): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT s."id" FROM "Service" s JOIN "EscalationPolicy" p ON p."id" = s."policyId"
    WHERE s."teamId" = ${teamId}
      AND (p."steps"::text LIKE '%' || ${rotationId} || '%' OR p."fallback"::text LIKE '%' || ${rotationId} || '%')`;
  return rows.map(({ id }) => id);
}

export type RunbookRow = { id: string; rules: string[]; serviceIds: string[] };

export const runbooksOf = (ctx: Context, teamId: TeamScope): Promise<RunbookRow[]> =>
  ctx.db.$queryRaw<RunbookRow[]>`
    SELECT r."id", r."rules", coalesce(array_agg(s."serviceId") FILTER (WHERE s."serviceId" IS NOT NULL), '{}') AS "serviceIds"
    FROM "Runbook" r LEFT JOIN "RunbookService" s ON s."runbookId" = r."id"
    WHERE r."teamId" = ${teamId} AND r."archivedAt" IS NULL GROUP BY r."id"`;
