import { machineTime } from './clock';
import type { Context } from './context';

/** What must never be, and is looked for all the same (R17). */
export const findingKinds = [
  'open-without-action',
  'taken-without-return',
  'asleep-without-waking',
  'parked',
  'late-step',
  'late-page',
  'lease-expired',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export type Finding = {
  kind: FindingKind;
  count: number;
  /** A few of them, the oldest first: ids of alerts, or of deliveries. */
  ids: string[];
};

/** So much later than its instant, something stands still; a retry that is under way is not late. */
const lateSeconds = 60;

/**
 * Looks for everything that is open and leads to nothing, in one query. Alerts that were merged into another page nobody
 * themselves. Partial indexes keep it below a second with a hundred thousand alerts. For the worker and for operators.
 */
export async function audit(ctx: Context): Promise<Finding[]> {
  return ctx.db.$queryRaw<Finding[]>`
    WITH "climbing" AS (
      SELECT a."id", a."openedAt" AS "since", a."acknowledgedAt", a."snoozedUntil", r."nextAt", r."restsUntil", r."failures",
        COALESCE(s."forgottenSeconds", 1) > 0 AS "returns"
      FROM "Alert" a
      LEFT JOIN "EscalationRun" r ON r."subjectKind" = 'alert' AND r."subjectId" = a."id"
      LEFT JOIN "Service" s ON s."id" = a."serviceId"
      WHERE a."closedAt" IS NULL AND a."mergedIntoId" IS NULL
    ), "found" ("kind", "id", "since") AS (
      SELECT CASE
          WHEN "nextAt" IS NULL AND "snoozedUntil" > (SELECT clock()) THEN 'asleep-without-waking'
          WHEN "nextAt" IS NULL AND "acknowledgedAt" IS NULL THEN 'open-without-action'
          WHEN "nextAt" IS NULL THEN 'taken-without-return'
          WHEN "failures" >= 10 THEN 'parked'
          ELSE 'late-step' END, "id", "since"
      FROM "climbing"
      WHERE ("nextAt" IS NULL AND ("acknowledgedAt" IS NULL OR "snoozedUntil" > (SELECT clock()) OR "returns"))
        OR "failures" >= 10
        OR ("nextAt" < (SELECT clock()) - make_interval(secs => ${lateSeconds}::int) AND ("restsUntil" IS NULL OR "restsUntil" < (SELECT clock())))
      UNION ALL
      SELECT CASE WHEN "state" = 'due' THEN 'late-page' ELSE 'lease-expired' END, "id", "dueAt"
      FROM "Delivery"
      WHERE ("state" = 'due' AND "dueAt" < (SELECT clock()) - make_interval(secs => ${lateSeconds}::int)
          AND ("leaseUntil" IS NULL OR "leaseUntil" < (SELECT real_clock())))
        OR ("state" IN ('claimed', 'sending') AND "leaseUntil" < (SELECT real_clock()) - make_interval(secs => ${lateSeconds}::int))
    )
    SELECT "kind", count(*)::int AS "count", (array_agg("id" ORDER BY "since", "id"))[1:5] AS "ids"
    FROM "found" GROUP BY "kind" ORDER BY "kind"`;
}

/** How late the oldest step is that should have fired by now, in seconds; 0 when none is. One that rests is not late. */
export async function oldestDueStepSeconds(ctx: Context): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM clock() - min("nextAt"))::float8 AS "seconds" FROM "EscalationRun"
    WHERE "nextAt" <= (SELECT clock()) AND ("restsUntil" IS NULL OR "restsUntil" <= (SELECT clock()))`;
  return row?.seconds ?? 0;
}

/** How far this machine's clock is ahead of the database's, in seconds. Decisions follow the database's; people read logs. */
export async function clockSkewSeconds(ctx: Context): Promise<number> {
  const before = machineTime().getTime();
  const [row] = await ctx.db.$queryRaw<{ now: Date }[]>`SELECT real_clock() AS "now"`;
  const after = machineTime().getTime();
  return row ? ((before + after) / 2 - row.now.getTime()) / 1_000 : 0;
}
