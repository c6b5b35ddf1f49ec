import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { Scope } from './asked';
import type { HandoffFact, IncidentFact, PulseFact, Reachable, RequestFact, RunbookUse, Span } from './facts';
import type { Change, LinkedAlert, Owed, Taken } from './gathering';
import { type Busy, noPages, type PageColumns, type Slices, type WeekCounts, type WeekTally } from './week-tally';

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

/** Who handed which role of these incidents to whom, in order. */
export const rolesTaken = (ctx: Context, incidentIds: string[]): Promise<Taken[]> =>
  ctx.db.$queryRaw<Taken[]>`
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
  return rows.map(({ id, kind, state, createdAt, startsAt, endsAt, personId, withId }) => {
    return { id, kind: kind as RequestFact['kind'], state, createdAt, from: startsAt, to: endsAt, personId, withId };
  });
}

/** Handoffs that somebody handed over at; accepted when the first of the incoming primaries did. */
export const handoffsIn = (ctx: Context, { rotationIds }: Scope, { from, to }: Span): Promise<HandoffFact[]> =>
  ctx.db.$queryRaw<HandoffFact[]>`
    SELECT n."id", n."handoffAt" AS "at", min(a."acceptedAt") AS "acceptedAt" FROM "HandoffNote" n
    LEFT JOIN "HandoffAcceptance" a ON a."noteId" = n."id"
      AND a."personId" = (SELECT "personId" FROM jsonb_to_recordset(n."incoming") AS h("personId" text, "role" text) LIMIT 1)
    WHERE n."rotationId" = ANY(${rotationIds}) AND n."handoffAt" >= ${from} AND n."handoffAt" < ${to}
      AND n."state" <> 'not-needed'
    GROUP BY n."id", n."handoffAt"`;

/** Follow-ups due on the days of a span; what was dropped is owed no longer. */
export const followUpsIn = (ctx: Context, { teamId, serviceIds }: Scope, { from, to }: Span): Promise<Owed[]> =>
  ctx.db.followUp.findMany({
    where: {
      ...{ teamId, state: { not: 'dropped' }, dueOn: { gte: dayBefore(from), lte: to } },
      ...(serviceIds && { OR: [{ serviceId: { in: serviceIds } }, { serviceId: null }] }),
    },
    select: { id: true, title: true, dueOn: true, timeZone: true, doneAt: true, createdAt: true },
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

/** When people moved to another zone, in order. */
export const zoneChanges = (ctx: Context, personIds: string[]): Promise<Change[]> =>
  ctx.db.$queryRaw<Change[]>`
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

/** Which runbooks of a team were worked through in a span, and when each was last written, read or tried. */
export const runbooksUsedIn = (ctx: Context, { teamId }: Scope, { from, to }: Span): Promise<RunbookUse[]> =>
  ctx.db.$queryRaw<RunbookUse[]>`
    SELECT n."runbookId", n."startedAt" AS "at", greatest(r."createdAt", r."reviewedAt", r."testedAt") AS "lookedAt"
    FROM "Runbook" r JOIN "RunbookRun" n ON n."runbookId" = r."id"
    WHERE r."teamId" = ${teamId} AND n."startedAt" >= ${from} AND n."startedAt" < ${to}`;

/** Over how many verified ways each of these people can be interrupted, and when one of them last worked. */
export const interruptingMethods = (ctx: Context, personIds: string[]): Promise<Reachable[]> =>
  ctx.db.$queryRaw<Reachable[]>`
    SELECT "personId", count(*)::int AS "methods", max("provenAt") AS "provenAt" FROM "ContactMethod"
    WHERE "personId" = ANY(${personIds}) AND "channel" IN ('push', 'sms', 'voice', 'ntfy')
      AND "verifiedAt" IS NOT NULL AND "brokenAt" IS NULL AND "removedAt" IS NULL
    GROUP BY "personId"`;

export type RunbookRow = { id: string; rules: string[]; serviceIds: string[] };

export const runbooksOf = (ctx: Context, teamId: TeamScope): Promise<RunbookRow[]> =>
  ctx.db.$queryRaw<RunbookRow[]>`
    SELECT r."id", r."rules", coalesce(array_agg(s."serviceId") FILTER (WHERE s."serviceId" IS NOT NULL), '{}') AS "serviceIds"
    FROM "Runbook" r LEFT JOIN "RunbookService" s ON s."runbookId" = r."id"
    WHERE r."teamId" = ${teamId} AND r."archivedAt" IS NULL GROUP BY r."id"`;

/**
 * Interruptions of some weeks, in the order of time; a repeat has another alert of its key in the 28 days before. Of a
 * person whose phone never fell silent for a minute over an hour before these, the grouping may begin anew there.
 */
export async function interruptionsIn(ctx: Context, scope: Scope, { starts }: Slices): Promise<PageColumns> {
  const [from, to] = [starts[0], starts.at(-1)];
  const [row] = await ctx.db.$queryRaw<PageColumns[]>`
    WITH pages AS (
      SELECT d."id", d."sentAt", d."personId", d."subjectId" AS "alertId",
        health_opening_of(d."sentAt") OVER (PARTITION BY d."personId" ORDER BY d."sentAt", d."id") AS "opening"
      FROM "Delivery" d
      LEFT JOIN "Alert" t ON t."id" = d."subjectId" AND t."teamId" = ${scope.teamId} AND t."classification" = 'test'
      WHERE d."subjectKind" = 'alert' AND d."teamId" = ${scope.teamId} AND d."personId" IS NOT NULL
        AND d."sentAt" >= ${from}::timestamptz - interval '673 hours' AND d."sentAt" < ${to}::timestamptz
        AND d."channel" IN ('push', 'sms', 'voice', 'ntfy') AND t."id" IS NULL
    ), felt AS MATERIALIZED (
      SELECT DISTINCT ON ("personId", "opening") "id", "sentAt", "personId", "alertId" FROM pages
      ORDER BY "personId", "opening", "sentAt", "id"
    ), sorted AS (
      SELECT f.*, a."key", a."serviceId", a."title", lag(f."alertId") OVER same AS "beforeId", lag(f."sentAt") OVER same AS "beforeAt"
      FROM felt f JOIN "Alert" a ON a."id" = f."alertId"
      WHERE ${scope.serviceIds}::text[] IS NULL OR a."serviceId" = ANY(${scope.serviceIds})
      WINDOW same AS (PARTITION BY a."key" ORDER BY f."sentAt", f."id")
    ), known AS (
      SELECT *, max("beforeAt") FILTER (WHERE "beforeId" <> "alertId") OVER (PARTITION BY "key" ORDER BY "sentAt", "id") AS "otherAt" FROM sorted
    )
    SELECT coalesce(json_agg((extract(epoch FROM "sentAt") * 1000)::bigint), '[]') AS "at",
      coalesce(json_agg("id"), '[]') AS "id",
      coalesce(json_agg("personId"), '[]') AS "person",
      coalesce(json_agg("alertId"), '[]') AS "alert",
      coalesce(json_agg("key"), '[]') AS "key",
      coalesce(json_agg("serviceId"), '[]') AS "service",
      coalesce(json_agg("title"), '[]') AS "title",
      coalesce(json_agg(coalesce("otherAt" >= "sentAt" - interval '672 hours', false)), '[]') AS "repeat"
    FROM (SELECT * FROM known WHERE "sentAt" >= ${from} ORDER BY "sentAt", "id") ordered`;
  return row ?? noPages;
}

/**
 * Everything that the alerts of each week come to. Tests count nowhere. Lives that lasted for weeks are looked up by
 * themselves: the one before may have opened long ago, and what is open that long may be paged late.
 */
export const alertCountsIn = (ctx: Context, scope: Scope, { starts, asOf }: Slices): Promise<WeekCounts[]> =>
  ctx.db.$queryRaw<WeekCounts[]>`
    WITH lives AS (
      SELECT a.*, lag(a."closedAt") OVER same AS "lastClosedAt", lag(a."openedAt", 2) OVER same AS "thirdOpenedAt"
      FROM (
        SELECT "id", "key", "openedAt", "closedAt", "closedBy", "classification" FROM "Alert"
        WHERE "teamId" = ${scope.teamId} AND "openedAt" >= ${starts[0]}::timestamptz - interval '672 hours'
          AND "openedAt" < ${starts.at(-1)} AND "classification" IS DISTINCT FROM 'test'
          AND (${scope.serviceIds}::text[] IS NULL OR "serviceId" = ANY(${scope.serviceIds}))
        UNION ALL
        SELECT "id", "key", "openedAt", "closedAt", "closedBy", "classification" FROM "Alert"
        WHERE "teamId" = ${scope.teamId} AND "openedAt" < ${starts[0]}::timestamptz - interval '672 hours'
          AND ("closedAt" IS NULL OR "closedAt" - "openedAt" > interval '28 days') AND "classification" IS DISTINCT FROM 'test'
          AND (${scope.serviceIds}::text[] IS NULL OR "serviceId" = ANY(${scope.serviceIds}))
      ) a
      WINDOW same AS (PARTITION BY a."key" ORDER BY a."openedAt", a."id")
    ), paged AS (
      SELECT "subjectId", min("sentAt") AS "firstAt", bool_or("channel" IN ('push', 'sms', 'voice', 'ntfy')) AS "paging"
      FROM "Delivery" WHERE "subjectKind" = 'alert' AND "teamId" = ${scope.teamId} AND "personId" IS NOT NULL
        AND "sentAt" >= ${starts[0]} AND "sentAt" < ${starts.at(-1)}::timestamptz + interval '7 days'
      GROUP BY "subjectId"
    ), facts AS (
      SELECT l."key", l."closedAt", l."closedBy", l."classification", least(p."firstAt", late."firstAt") AS "firstAt",
        coalesce(p."paging", false) OR coalesce(late."paging", false) AS "paging",
        width_bucket(l."openedAt", ${starts}::timestamptz[]) AS "bucket",
        s."acknowledgedAt", s."firstTimeoutAt", s."ranOutAt", coalesce(s."manualEscalations", 0) AS "byHand", s."firstActAt",
        i."incidentId", l."openedAt", coalesce(s."acknowledgeWithinSeconds", 300) * interval '1 second' AS "within",
        l."openedAt" <= l."lastClosedAt" + interval '900 seconds' OR l."openedAt" <= l."thirdOpenedAt" + interval '1 hour' AS "flaps"
      FROM lives l LEFT JOIN paged p ON p."subjectId" = l."id" LEFT JOIN "AlertStory" s ON s."alertId" = l."id"
      LEFT JOIN "IncidentAlert" i ON i."alertId" = l."id"
      LEFT JOIN LATERAL (
        SELECT min(d."sentAt") AS "firstAt", bool_or(d."channel" IN ('push', 'sms', 'voice', 'ntfy')) AS "paging" FROM "Delivery" d
        WHERE (l."closedAt" IS NULL OR l."closedAt" - l."openedAt" > interval '6 days')
          AND d."subjectKind" = 'alert' AND d."subjectId" = l."id" AND d."personId" IS NOT NULL AND d."sentAt" IS NOT NULL
      ) late ON true
      WHERE l."openedAt" >= ${starts[0]}
    ), judged AS (
      SELECT *, CASE WHEN "acknowledgedAt" IS NOT NULL THEN "acknowledgedAt" <= "firstAt" + "within"
          WHEN "closedAt" < "firstAt" + "within" THEN NULL
          WHEN ${asOf} < "firstAt" + "within" THEN NULL ELSE false END AS "inTime",
        (extract(epoch FROM "firstAt" - "openedAt") * 1000)::bigint AS "delay",
        (extract(epoch FROM "acknowledgedAt" - "firstAt") * 1000)::bigint AS "time"
      FROM facts
    )
    SELECT "bucket",
      count(*) FILTER (WHERE "paging")::int AS "paging",
      count(*) FILTER (WHERE "paging" AND "classification" IS NOT NULL)::int AS "classified",
      count(*) FILTER (WHERE "paging" AND "classification" IN ('acted', 'acted-could-wait', 'watched'))::int AS "needed",
      count(*) FILTER (WHERE "paging" AND "classification" IN ('recovered', 'bad-check', 'planned-work', 'duplicate', 'wrong-team'))::int AS "noise",
      count(*) FILTER (WHERE "paging" AND "closedAt" IS NOT NULL)::int AS "closed",
      count(*) FILTER (WHERE "paging" AND "closedBy" = 'source' AND "closedAt" <= "openedAt" + interval '300 seconds'
        AND "acknowledgedAt" < "closedAt" IS NOT TRUE AND "firstActAt" < "closedAt" IS NOT TRUE AND "incidentId" IS NULL)::int AS "recovered",
      count(*) FILTER (WHERE "paging" AND "closedAt" IS NOT NULL AND "closedBy" = 'source' AND "acknowledgedAt" IS NOT NULL
        AND "firstActAt" IS NULL AND "incidentId" IS NULL
        AND ("classification" IN ('acted', 'acted-could-wait', 'watched')) IS NOT TRUE)::int AS "nothing",
      count(*) FILTER (WHERE "paging" AND "acknowledgedAt" IS NULL)::int AS "unacknowledged",
      count(*) FILTER (WHERE "paging" AND "closedAt" IS NOT NULL AND "acknowledgedAt" IS NULL)::int AS "neverAcknowledged",
      coalesce(array_agg(DISTINCT "key") FILTER (WHERE "flaps"), '{}') AS "flapping",
      count(*) FILTER (WHERE "paging" AND "inTime")::int AS "inTime",
      count(*) FILTER (WHERE "paging" AND "inTime" IS NOT NULL)::int AS "known",
      count(*) FILTER (WHERE "paging" AND "inTime" IS NULL AND ("closedAt" < "firstAt" + "within") IS NOT TRUE)::int AS "undecided",
      count(*) FILTER (WHERE "paging" AND ("acknowledgedAt" IS NOT NULL OR "firstTimeoutAt" IS NOT NULL))::int AS "answered",
      count(*) FILTER (WHERE "paging" AND "acknowledgedAt" IS NOT NULL AND "firstTimeoutAt" < "acknowledgedAt" IS NOT TRUE)::int AS "beforeTimeout",
      count(*) FILTER (WHERE "paging" AND "firstTimeoutAt" IS NOT NULL)::int AS "timedOut",
      coalesce(sum("byHand") FILTER (WHERE "paging"), 0)::int AS "byHand",
      count("ranOutAt")::int AS "ranOut",
      coalesce(json_agg("delay") FILTER (WHERE "paging"), '[]') AS "delays",
      coalesce(json_agg("time") FILTER (WHERE "paging" AND "time" IS NOT NULL), '[]') AS "times"
    FROM judged GROUP BY "bucket"`;

/**
 * When each person had alerts in a span: the union of all of them, those taken long before included. Their alerts are
 * looked up one by one: the planner takes those taken long ago for many, and would read every alert there is.
 */
export const busyIn = (ctx: Context, scope: Scope, { from, to }: Span): Promise<Busy[]> =>
  ctx.db.$queryRaw<Busy[]>`
    WITH held AS (
      SELECT "alertId", "personId", "from", "to" FROM "AlertHeld"
      WHERE "teamId" = ${scope.teamId} AND "from" >= ${from}::timestamptz - interval '672 hours' AND "from" < ${to}
        AND ("to" IS NULL OR "to" > ${from})
      UNION ALL
      SELECT "alertId", "personId", "from", "to" FROM "AlertHeld"
      WHERE "teamId" = ${scope.teamId} AND "from" < ${from}::timestamptz - interval '672 hours'
        AND ("to" IS NULL OR "to" - "from" > interval '28 days')
    ), cut AS (
      SELECT h."personId", greatest(h."from", ${from}) AS "from", least(h."to", a."closedAt", ${to}::timestamptz) AS "to"
      FROM held h CROSS JOIN LATERAL (
        SELECT "closedAt", "classification", "serviceId" FROM "Alert" WHERE "id" = h."alertId" OFFSET 0
      ) a
      WHERE a."classification" IS DISTINCT FROM 'test'
        AND (${scope.serviceIds}::text[] IS NULL OR a."serviceId" = ANY(${scope.serviceIds}))
    )
    SELECT "personId", (SELECT json_agg(json_build_array((extract(epoch FROM lower(r)) * 1000)::bigint,
      (extract(epoch FROM upper(r)) * 1000)::bigint)) FROM unnest("busy") r) AS "spans"
    FROM (SELECT "personId", range_agg(tstzrange("from", "to")) AS "busy" FROM cut WHERE "from" < "to" GROUP BY "personId") each`;

// What was counted of past weeks is kept

const scopeName = ({ serviceIds }: Scope): string => (serviceIds === null ? '' : [...serviceIds].sort().join(' '));

/** The weeks that were counted before and in which nothing has changed since. */
export async function weeksKept(ctx: Context, scope: Scope, { from, to }: Span): Promise<WeekTally[]> {
  const rows = await ctx.db.$queryRaw<{ from: Date; to: Date; tally: string }[]>`
    SELECT w."from", w."to", w."tally" FROM "HealthWeek" w
    WHERE w."teamId" = ${scope.teamId} AND w."scope" = md5(${scopeName(scope)}) AND w."from" >= ${from} AND w."to" <= ${to}
      AND NOT EXISTS (SELECT 1 FROM "HealthChange" c
        WHERE c."teamId" = w."teamId" AND c."since" < w."to" AND c."id" > w."seenId")
      AND NOT EXISTS (SELECT 1 FROM "HealthChange" c
        WHERE c."teamId" = w."teamId" AND c."since" < w."to" AND c."transaction" >= w."horizon")`;
  return rows.map(({ from: start, to: end, tally }) => ({ ...(JSON.parse(tally) as WeekTally), from: start, to: end }));
}

/** Up to where changes are told: what is counted after this knows of all of them. */
export type Seen = { seenId: bigint; horizon: bigint };

export async function seenNow(ctx: Context): Promise<Seen> {
  const [row] = await ctx.db.$queryRaw<Seen[]>`
    SELECT coalesce(max("id"), 0)::bigint AS "seenId", pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS "horizon"
    FROM "HealthChange"`;
  return row ?? { seenId: 0n, horizon: 0n };
}

/** Keeps what was counted after `seen`; what somebody else kept who had seen more stays. */
export async function keepWeeks(ctx: Context, scope: Scope, weeks: WeekTally[], seen: Seen): Promise<void> {
  await ctx.db.$executeRaw`
    INSERT INTO "HealthWeek" ("teamId", "scope", "from", "to", "tally", "seenId", "horizon")
    SELECT ${scope.teamId}, md5(${scopeName(scope)}), "from", "to", "tally", ${seen.seenId}, ${seen.horizon}
    FROM unnest(${weeks.map(({ from }) => from)}::timestamptz[], ${weeks.map(({ to }) => to)}::timestamptz[],
      ${weeks.map((week) => JSON.stringify(week))}::text[]) AS each("from", "to", "tally")
    ON CONFLICT ("teamId", "scope", "from", "to") DO UPDATE
      SET "tally" = excluded."tally", "seenId" = excluded."seenId", "horizon" = excluded."horizon"
      WHERE "HealthWeek"."seenId" <= excluded."seenId"`;
}

/** The alerts of these incidents; where a service was asked for, its own. */
export const alertsOfIncidents = (ctx: Context, { serviceIds }: Scope, incidentIds: string[]): Promise<LinkedAlert[]> =>
  ctx.db.$queryRaw<LinkedAlert[]>`
    SELECT a."id", i."incidentId", a."key", a."openedAt" FROM "IncidentAlert" i JOIN "Alert" a ON a."id" = i."alertId"
    WHERE i."incidentId" = ANY(${incidentIds}) AND a."classification" IS DISTINCT FROM 'test'
      AND (${serviceIds}::text[] IS NULL OR a."serviceId" = ANY(${serviceIds}))`;
