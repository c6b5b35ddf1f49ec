import type { Context } from '@/server/context';
import type { Scope } from '@/server/health/asked';
import type { Span } from '@/server/time/span';

type ReplayedRow = {
  id: string;
  serviceId: string;
  priority: string;
  openedAt: Date;
  from: Date;
  acknowledgedAt: Date | null;
  until: Date;
  policy: unknown;
  groupSeconds: number;
};

/** Alerts of a span with the policy they climbed and the instant from which nobody was paged for them any more. */
export const replayedIn = (ctx: Context, { teamId, serviceIds }: Scope, { from, to }: Span): Promise<ReplayedRow[]> =>
  ctx.db.$queryRaw<ReplayedRow[]>`
    SELECT a."id", a."serviceId", a."priority", a."openedAt", greatest(a."openedAt", a."heldUntil") AS "from",
      s."acknowledgedAt", least(s."acknowledgedAt", a."closedAt", a."openedAt" + interval '7 days', ${to}) AS "until",
      r."policy", coalesce(v."groupSeconds", 0) AS "groupSeconds"
    FROM "Alert" a
    JOIN "EscalationRun" r ON r."subjectKind" = 'alert' AND r."subjectId" = a."id"
    LEFT JOIN "AlertStory" s ON s."alertId" = a."id"
    LEFT JOIN "Service" v ON v."id" = a."serviceId"
    WHERE a."teamId" = ${teamId} AND a."openedAt" >= ${from} AND a."openedAt" < ${to}
      AND a."classification" IS DISTINCT FROM 'test'
      AND (${serviceIds}::text[] IS NULL OR a."serviceId" = ANY(${serviceIds}))
    ORDER BY a."openedAt", a."id" LIMIT 50000`;
