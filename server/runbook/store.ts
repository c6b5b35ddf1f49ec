import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { Helped, Tick, TickState } from './run';

export type RunbookRow = {
  id: string;
  teamId: string;
  title: string;
  ownerId: string | null;
  rules: string[];
  body: string;
  version: number;
  reviewedAt: Date | null;
  testedAt: Date | null;
  testedById: string | null;
  createdAt: Date;
  archivedAt: Date | null;
};

export type VersionRow = {
  runbookId: string;
  version: number;
  title: string;
  rules: string[];
  body: string;
  createdAt: Date;
  createdById: string | null;
};

export type RunRow = {
  id: string;
  runbookId: string;
  version: number;
  teamId: string;
  subject: Subject;
  startedAt: Date;
  startedById: string | null;
  endedAt: Date | null;
  endedById: string | null;
  helped: Helped | null;
  helpedWords: string | null;
  helpedById: string | null;
  helpedAt: Date | null;
};

const without = { demo: true } as const;

export const runbooksOf = (ctx: Context, teams: TeamScope[] | string[] | null): Promise<RunbookRow[]> =>
  ctx.db.runbook.findMany({
    where: { archivedAt: null, ...(teams && { teamId: { in: teams } }) },
    omit: without,
    orderBy: { title: 'asc' },
  });

export async function runbooksByIds(ctx: Context, ids: string[]): Promise<Map<string, RunbookRow>> {
  const rows = await ctx.db.runbook.findMany({ where: { id: { in: ids } }, omit: without });
  return new Map(rows.map((row) => [row.id, row]));
}

export async function lockRunbook(ctx: Context, id: string): Promise<RunbookRow | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "Runbook" WHERE "id" = ${id} FOR UPDATE`;
  return (await runbooksByIds(ctx, [id])).get(id);
}

export async function titleIsTaken(ctx: Context, teamId: string, title: string, self?: string): Promise<boolean> {
  const found = await ctx.db.runbook.findFirst({
    where: { teamId, title, archivedAt: null, ...(self && { id: { not: self } }) },
    select: { id: true },
  });
  return found !== null;
}

export async function insertRunbook(ctx: Context, row: RunbookRow & { demo?: boolean }): Promise<void> {
  await ctx.db.runbook.create({ data: row });
}

export async function saveRunbook(ctx: Context, id: string, fields: Partial<RunbookRow>): Promise<void> {
  await ctx.db.runbook.update({ where: { id }, data: fields });
}

export async function insertVersion(ctx: Context, row: VersionRow): Promise<void> {
  await ctx.db.runbookVersion.create({ data: row });
}

export const versionsOf = (ctx: Context, runbookId: string): Promise<Omit<VersionRow, 'body'>[]> =>
  ctx.db.runbookVersion.findMany({
    where: { runbookId },
    omit: { body: true },
    orderBy: { version: 'desc' },
    take: 100,
  });

export async function versionsByIds(
  ctx: Context,
  wanted: readonly { runbookId: string; version: number }[],
): Promise<VersionRow[]> {
  if (wanted.length === 0) return [];
  const places = wanted.map(({ runbookId, version }) => ({ runbookId, version }));
  return ctx.db.runbookVersion.findMany({ where: { OR: places } });
}

/** Which services each runbook belongs to. */
export async function servicesOf(ctx: Context, runbookIds: string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.db.runbookService.findMany({ where: { runbookId: { in: runbookIds } } });
  const found = new Map<string, string[]>();
  for (const { runbookId, serviceId } of rows) found.set(runbookId, [...(found.get(runbookId) ?? []), serviceId]);
  return found;
}

export async function setServices(ctx: Context, runbookId: string, serviceIds: string[]): Promise<void> {
  await ctx.db.runbookService.deleteMany({ where: { runbookId } });
  await ctx.db.runbookService.createMany({ data: serviceIds.map((serviceId) => ({ runbookId, serviceId })) });
}

export async function attach(ctx: Context, runbookId: string, serviceId: string): Promise<void> {
  await ctx.db.runbookService.createMany({ data: [{ runbookId, serviceId }], skipDuplicates: true });
}

export async function detach(ctx: Context, runbookId: string, serviceId: string): Promise<void> {
  await ctx.db.runbookService.deleteMany({ where: { runbookId, serviceId } });
}

/** The runbooks of a service. */
export async function ofService(ctx: Context, serviceId: string): Promise<string[]> {
  const rows = await ctx.db.runbookService.findMany({ where: { serviceId }, select: { runbookId: true } });
  return rows.map(({ runbookId }) => runbookId);
}

/** When each was last started. */
export async function lastRuns(ctx: Context, runbookIds: string[]): Promise<Map<string, Date>> {
  const rows = await ctx.db.runbookRun.groupBy({
    by: ['runbookId'],
    where: { runbookId: { in: runbookIds } },
    _max: { startedAt: true },
  });
  return new Map(rows.flatMap(({ runbookId, _max }) => (_max.startedAt ? [[runbookId, _max.startedAt] as const] : [])));
}

type StoredRun = Omit<RunRow, 'subject' | 'helped'> & {
  subjectKind: string;
  subjectId: string;
  helped: string | null;
};

const toRun = ({ subjectKind, subjectId, ...row }: StoredRun): RunRow => ({
  ...row,
  helped: row.helped as Helped | null,
  subject: { kind: subjectKind as SubjectKind, id: subjectId },
});

/** Of a run that nobody has judged yet. */
export const unsaid = { helped: null, helpedWords: null, helpedById: null, helpedAt: null } as const;

/** The run that was stored, or the one that is open already. */
export async function openRun(ctx: Context, { subject, ...row }: RunRow): Promise<RunRow> {
  const data = { ...row, subjectKind: subject.kind, subjectId: subject.id };
  await ctx.db.runbookRun.createMany({ data: [data], skipDuplicates: true });
  const found = await ctx.db.runbookRun.findFirstOrThrow({
    where: { runbookId: row.runbookId, subjectKind: subject.kind, subjectId: subject.id, endedAt: null },
  });
  return toRun(found);
}

export async function lockRun(ctx: Context, id: string): Promise<RunRow | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "RunbookRun" WHERE "id" = ${id} FOR UPDATE`;
  return runById(ctx, id);
}

export async function runById(ctx: Context, id: string): Promise<RunRow | undefined> {
  const row = await ctx.db.runbookRun.findUnique({ where: { id } });
  return row ? toRun(row) : undefined;
}

export async function runsAbout(ctx: Context, subjects: readonly Subject[]): Promise<RunRow[]> {
  if (subjects.length === 0) return [];
  const rows = await ctx.db.runbookRun.findMany({
    where: { OR: subjects.map(({ kind, id }) => ({ subjectKind: kind, subjectId: id })) },
    orderBy: { startedAt: 'asc' },
  });
  return rows.map(toRun);
}

export const recentRunsOf = async (ctx: Context, runbookId: string): Promise<RunRow[]> =>
  (await ctx.db.runbookRun.findMany({ where: { runbookId }, orderBy: { startedAt: 'desc' }, take: 20 })).map(toRun);

export async function endRun(ctx: Context, id: string, endedAt: Date, endedById: string | null): Promise<void> {
  await ctx.db.runbookRun.update({ where: { id }, data: { endedAt, endedById } });
}

export async function ticksOf(ctx: Context, runIds: string[]): Promise<Map<string, Tick[]>> {
  const rows = await ctx.db.runbookTick.findMany({ where: { runId: { in: runIds } }, orderBy: { id: 'asc' } });
  const found = new Map<string, Tick[]>();
  for (const { runId, id: _, state, ...tick } of rows)
    found.set(runId, [...(found.get(runId) ?? []), { ...tick, state: state as TickState }]);
  return found;
}

export async function insertTick(ctx: Context, runId: string, tick: Tick): Promise<void> {
  await ctx.db.runbookTick.create({ data: { runId, ...tick } });
}

type Answer = Pick<RunRow, 'helped' | 'helpedWords' | 'helpedById' | 'helpedAt'>;

export async function saveHelped(ctx: Context, id: string, answer: Answer): Promise<void> {
  await ctx.db.runbookRun.update({ where: { id }, data: answer });
}

/** How often each answer was given of a runbook. */
export async function helpedCounts(ctx: Context, runbookId: string): Promise<Record<Helped, number>> {
  const rows = await ctx.db.runbookRun.groupBy({
    by: ['helped'],
    where: { runbookId, helped: { not: null } },
    _count: { _all: true },
  });
  const of = (helped: Helped) => rows.find((row) => row.helped === helped)?._count._all ?? 0;
  return { yes: of('yes'), partly: of('partly'), no: of('no') };
}

/** The last answer that came with words. */
export async function lastWords(ctx: Context, runbookId: string): Promise<RunRow | undefined> {
  const row = await ctx.db.runbookRun.findFirst({
    where: { runbookId, helpedWords: { not: null } },
    orderBy: { helpedAt: 'desc' },
  });
  return row ? toRun(row) : undefined;
}
