import { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { Position } from './ladder';
import type { Policy, PolicySnapshot } from './policy';

export type PolicyRow = PolicySnapshot & { teamId: string; createdAt: Date; archivedAt: Date | null };

const json = (value: unknown) => value as Prisma.InputJsonValue;

function toPolicy(row: Awaited<ReturnType<Context['db']['escalationPolicy']['findMany']>>[number]): PolicyRow {
  const { id, steps, fallback, ...rest } = row;
  return { ...rest, policyId: id, steps: steps as Policy['steps'], fallback: fallback as Policy['fallback'] };
}

export async function policiesByIds(ctx: Context, ids: string[]): Promise<Map<string, PolicyRow>> {
  const rows = await ctx.db.escalationPolicy.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, toPolicy(row)]));
}

/** Locks the row, so that two changes have an order. */
export async function lockPolicy(ctx: Context, id: string): Promise<PolicyRow | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "EscalationPolicy" WHERE "id" = ${id} FOR UPDATE`;
  return (await policiesByIds(ctx, [id])).get(id);
}

export async function policiesOf(ctx: Context, teams: TeamScope[] | null): Promise<PolicyRow[]> {
  const rows = await ctx.db.escalationPolicy.findMany({
    where: { archivedAt: null, ...(teams && { teamId: { in: teams } }) },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(toPolicy);
}

type Fields = Policy & { name: string };

const columns = ({ name, steps, repeat, repeatAfterSeconds, fallback }: Fields) => ({
  name,
  steps: json(steps),
  repeat,
  repeatAfterSeconds,
  fallback: fallback ? json(fallback) : Prisma.DbNull,
});

export async function insertPolicy(ctx: Context, id: string, teamId: string, fields: Fields, now: Date): Promise<void> {
  await ctx.db.escalationPolicy.create({ data: { id, teamId, createdAt: now, ...columns(fields) } });
}

export async function savePolicy(ctx: Context, id: string, fields: Fields): Promise<void> {
  await ctx.db.escalationPolicy.update({ where: { id }, data: columns(fields) });
}

export async function archivePolicy(ctx: Context, id: string, now: Date): Promise<void> {
  await ctx.db.escalationPolicy.update({ where: { id }, data: { archivedAt: now } });
}

export type Run = {
  subject: Subject;
  teamId: string;
  urgency: 'high' | 'low';
  policy: PolicySnapshot;
  /** `nextAt` null: halted; the rest says where it stood. */
  position: Omit<Position, 'nextAt'> & { nextAt: Date | null };
  failures: number;
  restsUntil: Date | null;
};

const toRun = (row: Awaited<ReturnType<Context['db']['escalationRun']['findMany']>>[number]): Run => ({
  subject: { kind: row.subjectKind as SubjectKind, id: row.subjectId },
  teamId: row.teamId,
  urgency: row.urgency as Run['urgency'],
  policy: row.policy as unknown as PolicySnapshot,
  position: {
    stage: row.stage as Position['stage'],
    round: row.round,
    firstRound: row.firstRound,
    step: row.step,
    nextAt: row.nextAt,
  },
  failures: row.failures,
  restsUntil: row.restsUntil,
});

export type NewRun = Pick<Run, 'subject' | 'teamId' | 'urgency' | 'policy'> & {
  position: Position;
  startedAt: Date;
  source: string | null;
};

/** One statement for all: a storm opens many at once. */
export async function insertRuns(ctx: Context, runs: NewRun[]): Promise<void> {
  if (runs.length === 0) return;
  const list = runs.map(({ subject, teamId, urgency, policy, position, startedAt, source }) => ({
    id: crypto.randomUUID(),
    subjectKind: subject.kind,
    subjectId: subject.id,
    teamId,
    urgency,
    policy,
    startedAt,
    source,
    ...position,
  }));
  await ctx.db.$executeRaw`
    INSERT INTO "EscalationRun" ("id", "subjectKind", "subjectId", "teamId", "urgency", "policy", "stage", "round", "firstRound",
      "step", "nextAt", "startedAt", "source")
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(list)}::jsonb) AS r("id" text, "subjectKind" text, "subjectId" text,
      "teamId" text, "urgency" text, "policy" jsonb, "stage" text, "round" int, "firstRound" int, "step" int,
      "nextAt" timestamptz, "startedAt" timestamptz, "source" text)`;
}

export async function runsOf(ctx: Context, kind: SubjectKind, ids: string[]): Promise<Map<string, Run>> {
  const rows = await ctx.db.escalationRun.findMany({ where: { subjectKind: kind, subjectId: { in: ids } } });
  return new Map(rows.map((row) => [row.subjectId, toRun(row)]));
}

/** Moves runs to one position; past failures are forgotten. */
export async function moveRuns(ctx: Context, kind: SubjectKind, ids: string[], position: Position): Promise<void> {
  await ctx.db.escalationRun.updateMany({
    where: { subjectKind: kind, subjectId: { in: ids } },
    data: { ...position, failures: 0, restsUntil: null },
  });
}

export async function haltRuns(ctx: Context, kind: SubjectKind, ids: string[]): Promise<void> {
  await ctx.db.escalationRun.updateMany({
    where: { subjectKind: kind, subjectId: { in: ids }, nextAt: { not: null } },
    data: { nextAt: null, restsUntil: null, failures: 0 },
  });
}

/** When the runs act next, whatever their position. */
export async function wakeRuns(ctx: Context, kind: SubjectKind, ids: string[], at: Date): Promise<void> {
  await ctx.db.escalationRun.updateMany({
    where: { subjectKind: kind, subjectId: { in: ids } },
    data: { nextAt: at, restsUntil: null },
  });
}

export async function makeUrgent(ctx: Context, kind: SubjectKind, ids: string[]): Promise<void> {
  await ctx.db.escalationRun.updateMany({
    where: { subjectKind: kind, subjectId: { in: ids } },
    data: { urgency: 'high' },
  });
}

/** Counts a failure and lets the run rest for `seconds`; tells how many there were in a row. */
export async function restRun(
  ctx: Context,
  kind: SubjectKind,
  id: string,
  seconds: (failures: number) => number,
  now: Date,
): Promise<{ failures: number; teamId: string | null }> {
  const rows = await ctx.db.$queryRaw<{ failures: number; teamId: string }[]>`
    SELECT "failures", "teamId" FROM "EscalationRun" WHERE "subjectKind" = ${kind} AND "subjectId" = ${id} FOR UPDATE`;
  const failures = (rows[0]?.failures ?? 0) + 1;
  await ctx.db.escalationRun.updateMany({
    where: { subjectKind: kind, subjectId: id },
    data: { failures, restsUntil: new Date(now.getTime() + seconds(failures) * 1_000) },
  });
  return { failures, teamId: rows[0]?.teamId ?? null };
}

/**
 * What is due, one of each team before a second of any, and within a team one of each source: a storm at one service
 * delays neither another team nor another service.
 */
export async function dueSubjects(ctx: Context, kind: SubjectKind, most: number): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ subjectId: string }[]>`
    SELECT "subjectId" FROM (
      SELECT "subjectId", "nextAt", row_number() OVER (PARTITION BY "teamId" ORDER BY turn, "nextAt", "subjectId") AS place
      FROM (
        SELECT "subjectId", "nextAt", "teamId",
          row_number() OVER (PARTITION BY "teamId", "source" ORDER BY "nextAt", "startedAt", "subjectId") AS turn
        FROM "EscalationRun"
        WHERE "subjectKind" = ${kind} AND "nextAt" <= (SELECT clock())
          AND ("restsUntil" IS NULL OR "restsUntil" <= (SELECT clock()))
      ) AS due
    ) AS due ORDER BY place, "nextAt" LIMIT ${most}`;
  return rows.map(({ subjectId }) => subjectId);
}

/**
 * The next of `inOrder` after whoever was last, and remembers them; in the transaction that pages them, so that a step
 * undone takes nobody's turn. Two steps at once wait for each other.
 */
export async function takeTurn(
  ctx: Context,
  { policyId, teamId }: { policyId: string; teamId: string },
  inOrder: (last: string | null) => string[],
  now: Date,
): Promise<string | null> {
  const [first] = inOrder(null);
  if (first === undefined) return null;
  const [row] = await ctx.db.$queryRaw<{ last: string | null }[]>`
    INSERT INTO "RoundRobinTurn" ("policyId", "teamId", "lastPersonId", "turnedAt") VALUES (${policyId}, ${teamId}, '', ${now})
    ON CONFLICT ("policyId", "teamId") DO UPDATE SET "turnedAt" = ${now} RETURNING nullif("lastPersonId", '') AS "last"`;
  const next = inOrder(row?.last ?? null)[0] ?? first;
  await ctx.db.roundRobinTurn.update({
    where: { policyId_teamId: { policyId, teamId } },
    data: { lastPersonId: next },
  });
  return next;
}

/** Whom a policy paged last, by team taken in turn. */
export async function turnsOf(ctx: Context, policyId: string): Promise<Map<string, string>> {
  const rows = await ctx.db.roundRobinTurn.findMany({ where: { policyId } });
  return new Map(rows.map(({ teamId, lastPersonId }) => [teamId, lastPersonId]));
}
