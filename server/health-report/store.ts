import { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import type { Scope } from '@/server/health/asked';
import type { AlertFact, SentPage, Span } from '@/server/health/facts';
import type { Latest } from './pareto';

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

/**
 * Of each of these keys the latest alert that had opened since an instant when it last interrupted, and what was last
 * said of one. Looked for backwards from there: it seldom lies far behind.
 */
export const latestOfKeys = (
  ctx: Context,
  { teamId, serviceIds }: Scope,
  keys: readonly { key: string; lastAt: Date }[],
  since: Date,
): Promise<Latest[]> =>
  ctx.db.$queryRaw<Latest[]>`
    SELECT k."key", a."id" AS "alertId", a."title", a."serviceId", s."name" AS "service", said."classification"
    FROM unnest(${keys.map(({ key }) => key)}::text[], ${keys.map(({ lastAt }) => lastAt)}::timestamptz[]) AS k("key", "lastAt")
    CROSS JOIN LATERAL (
      SELECT "id", "title", "serviceId" FROM "Alert"
      WHERE "teamId" = ${teamId} AND "openedAt" >= ${since} AND "openedAt" <= k."lastAt" AND "key" = k."key"
        AND (${serviceIds}::text[] IS NULL OR "serviceId" = ANY(${serviceIds}))
      ORDER BY "openedAt" DESC LIMIT 1
    ) a
    JOIN "Service" s ON s."id" = a."serviceId"
    LEFT JOIN LATERAL (
      SELECT "classification" FROM "Alert"
      WHERE "teamId" = ${teamId} AND "key" = k."key" AND "classification" IS NOT NULL
        AND (${serviceIds}::text[] IS NULL OR "serviceId" = ANY(${serviceIds}))
      ORDER BY "classifiedAt" DESC LIMIT 1
    ) said ON true`;

export type NoiseWork = {
  id: string;
  number: number;
  title: string;
  key: string;
  serviceId: string | null;
  ownerId: string;
  owner: string;
  dueOn: Date;
  state: string;
  createdAt: Date;
  doneAt: Date | null;
};

/** Follow-ups that were to quieten a key, the newest first; what was dropped is left out. */
export const noiseWork = (ctx: Context, { teamId }: Scope): Promise<NoiseWork[]> =>
  ctx.db.$queryRaw<NoiseWork[]>`
    SELECT f."id", f."number", f."title", f."key", f."serviceId", f."ownerId", p."name" AS "owner", f."dueOn", f."state",
      f."createdAt", f."doneAt"
    FROM "FollowUp" f JOIN "Person" p ON p."id" = f."ownerId"
    WHERE f."teamId" = ${teamId} AND f."key" IS NOT NULL AND f."state" <> 'dropped' ORDER BY f."number" DESC LIMIT 200`;

/** Maintenance of a team in a span. */
export const maintenanceIn = (ctx: Context, { teamId }: Scope, { from, to }: Span) =>
  ctx.db.maintenanceWindow.findMany({
    where: { teamId, startsAt: { lt: to }, OR: [{ endsAt: null }, { endsAt: { gt: from } }] },
    select: { serviceId: true, startsAt: true, endsAt: true },
  });

/** What was said of alerts. */
export const saidOf = (ctx: Context, ids: string[]) =>
  ctx.db.alert.findMany({
    where: { id: { in: ids }, classification: { not: null } },
    select: { id: true, classification: true },
  });

export const incidentNames = (ctx: Context, ids: string[]) =>
  ctx.db.incident.findMany({ where: { id: { in: ids } }, select: { id: true, number: true, title: true } });

// What a team has set and written itself

export type StoredSettings = { questions: unknown; pay: unknown };

export const settingsOf = async (ctx: Context, teamId: string): Promise<StoredSettings> =>
  (await ctx.db.healthSettings.findUnique({ where: { teamId }, select: { questions: true, pay: true } })) ?? {
    questions: null,
    pay: null,
  };

export async function saveSettings(
  ctx: Context,
  teamId: string,
  part: Partial<StoredSettings>,
  now: Date,
): Promise<void> {
  const data = Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, value === null ? Prisma.DbNull : value]),
  ) as Prisma.HealthSettingsUpdateInput;
  await ctx.db.healthSettings.upsert({
    where: { teamId },
    create: { ...(data as Prisma.HealthSettingsCreateInput), teamId, changedAt: now },
    update: { ...data, changedAt: now },
  });
}

export type ThresholdRow = { rotationId: string; rule: string; value: number | null };

export const thresholdsOf = (ctx: Context, rotationIds: string[]): Promise<ThresholdRow[]> =>
  ctx.db.healthThreshold.findMany({ where: { rotationId: { in: rotationIds } }, omit: { changedAt: true } });

export async function saveThreshold(
  ctx: Context,
  { rotationId, rule, value }: ThresholdRow,
  changedAt: Date,
): Promise<void> {
  await ctx.db.healthThreshold.upsert({
    where: { rotationId_rule: { rotationId, rule } },
    create: { rotationId, rule, value, changedAt },
    update: { value, changedAt },
  });
}

export type WeekEntryRow = {
  id: string;
  rotationId: string;
  teamId: string;
  weekFrom: Date;
  kind: string;
  text: string;
  followUpId: string | null;
  createdAt: Date;
  createdById: string;
};

export const weekEntries = (ctx: Context, rotationId: string, weekFrom: Date): Promise<WeekEntryRow[]> =>
  ctx.db.weekEntry.findMany({
    where: { rotationId, weekFrom, removedAt: null },
    omit: { removedAt: true },
    orderBy: { createdAt: 'asc' },
  });

export async function insertWeekEntry(ctx: Context, row: WeekEntryRow): Promise<void> {
  await ctx.db.weekEntry.create({ data: row });
}

export const weekEntryById = (ctx: Context, id: string): Promise<WeekEntryRow | null> =>
  ctx.db.weekEntry.findFirst({ where: { id, removedAt: null }, omit: { removedAt: true } });

export async function removeWeekEntry(ctx: Context, id: string, removedAt: Date): Promise<void> {
  await ctx.db.weekEntry.update({ where: { id }, data: { removedAt } });
}

/** The handoff note with which a week began. */
export const noteAt = (ctx: Context, rotationId: string, handoffAt: Date) =>
  ctx.db.handoffNote.findUnique({
    where: { rotationId_handoffAt: { rotationId, handoffAt } },
    select: { id: true, state: true },
  });

/** Whether a follow-up of this rule is open, or was closed since an instant. */
export const isOwed = async (
  ctx: Context,
  of: { rule: string; key: string; subjectId: string; since: Date },
): Promise<boolean> =>
  (await ctx.db.followUp.findFirst({
    where: {
      rule: of.rule,
      key: of.key,
      subjectId: of.subjectId,
      OR: [{ doneAt: null }, { doneAt: { gte: of.since } }],
    },
    select: { id: true },
  })) !== null;

export const isReportSent = async (ctx: Context, key: string): Promise<boolean> =>
  (await ctx.db.healthReportSent.findUnique({ where: { key } })) !== null;

/** True for the one who is to send it; false for everybody after. */
export const claimReport = async (ctx: Context, key: string, sentAt: Date): Promise<boolean> =>
  (await ctx.db.$executeRaw`
    INSERT INTO "HealthReportSent" ("key", "sentAt") VALUES (${key}, ${sentAt}) ON CONFLICT DO NOTHING`) > 0;

/** When policies, rotations, services and the team itself were changed: what is measured changed with them. */
export const ruleChangesIn = (ctx: Context, { teamId }: Scope, { from, to }: Span) =>
  ctx.db.$queryRaw<{ at: Date; kind: string; name: string | null }[]>`
    SELECT e."at", e."subjectKind" AS "kind", coalesce(p."name", r."name", s."name") AS "name" FROM "TimelineEvent" e
    LEFT JOIN "EscalationPolicy" p ON e."subjectKind" = 'policy' AND p."id" = e."subjectId"
    LEFT JOIN "Rotation" r ON e."subjectKind" = 'rotation' AND r."id" = e."subjectId"
    LEFT JOIN "Service" s ON e."subjectKind" = 'service' AND s."id" = e."subjectId"
    WHERE e."teamId" = ${teamId} AND e."kind" = 'changed' AND e."at" >= ${from} AND e."at" < ${to}
      AND e."subjectKind" IN ('policy', 'rotation', 'service', 'team')
    ORDER BY e."id" LIMIT 100`;
