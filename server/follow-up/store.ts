import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { FollowUp, FollowUpPriority, FollowUpSource, FollowUpState } from './follow-up';
import type { ExportState, Tracker, TrackerKind } from './tracker';

type Row = Awaited<ReturnType<Context['db']['followUp']['findMany']>>[number];

const toFollowUp = ({ demo: _, subjectKind, subjectId, dueOn, ...row }: Row): FollowUp => ({
  ...row,
  dueOn: dueOn.toISOString().slice(0, 10),
  priority: row.priority as FollowUpPriority,
  state: row.state as FollowUpState,
  source: row.source as FollowUpSource,
  subject: subjectKind && subjectId ? { kind: subjectKind as SubjectKind, id: subjectId } : null,
});

const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

export type Filter = {
  ownerId?: string | undefined;
  teamId?: string | undefined;
  sources?: FollowUpSource[] | undefined;
  states: FollowUpState[];
};

/** What is open whole; what is closed the latest 200. */
export async function list(ctx: Context, teams: TeamScope[] | null, filter: Filter): Promise<FollowUp[]> {
  const { ownerId, teamId, sources, states } = filter;
  const rows = await ctx.db.followUp.findMany({
    where: {
      state: { in: states },
      ...(teams && { teamId: { in: teams } }),
      ...(teamId !== undefined && { AND: { teamId } }),
      ...(ownerId !== undefined && { ownerId }),
      ...(sources && { source: { in: sources } }),
    },
    orderBy: states.includes('open') ? [{ dueOn: 'asc' }, { number: 'asc' }] : [{ doneAt: 'desc' }],
    take: states.includes('open') ? 2_000 : 200,
  });
  return rows.map(toFollowUp);
}

export async function byIds(ctx: Context, ids: string[]): Promise<FollowUp[]> {
  return (await ctx.db.followUp.findMany({ where: { id: { in: ids } } })).map(toFollowUp);
}

export async function lock(ctx: Context, id: string): Promise<FollowUp | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "FollowUp" WHERE "id" = ${id} FOR UPDATE`;
  return (await byIds(ctx, [id]))[0];
}

export async function about(ctx: Context, subjects: readonly Subject[]): Promise<FollowUp[]> {
  if (subjects.length === 0) return [];
  const rows = await ctx.db.followUp.findMany({
    where: { OR: subjects.map(({ kind, id }) => ({ subjectKind: kind, subjectId: id })) },
    orderBy: { number: 'asc' },
  });
  return rows.map(toFollowUp);
}

/** The row stored, or the one that is open for the same rule and subject already. */
export async function insert(ctx: Context, row: Omit<FollowUp, 'number'>): Promise<FollowUp> {
  const { subject, dueOn, ...fields } = row;
  const data = {
    ...fields,
    dueOn: asDate(dueOn),
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
  };
  await ctx.db.followUp.createMany({ data: [data], skipDuplicates: true });
  const [stored] = await byIds(ctx, [row.id]);
  if (stored) return stored;
  const open = await ctx.db.followUp.findFirstOrThrow({
    where: { rule: row.rule, subjectKind: data.subjectKind, subjectId: data.subjectId, key: row.key, doneAt: null },
  });
  return toFollowUp(open);
}

export type Change = Partial<
  Pick<
    FollowUp,
    | 'title'
    | 'details'
    | 'ownerId'
    | 'dueOn'
    | 'priority'
    | 'state'
    | 'outcome'
    | 'changedAt'
    | 'doneAt'
    | 'doneById'
    | 'trackerKind'
    | 'trackerUrl'
  >
>;

export async function save(ctx: Context, id: string, { dueOn, ...change }: Change): Promise<void> {
  await ctx.db.followUp.update({ where: { id }, data: { ...change, ...(dueOn && { dueOn: asDate(dueOn) }) } });
}

/** Open ones whose day is near or past: who may have to be reminded. */
export async function nearlyDue(ctx: Context, until: Date): Promise<FollowUp[]> {
  const rows = await ctx.db.followUp.findMany({
    where: { state: { in: ['open', 'in-progress'] }, dueOn: { lte: until } },
    orderBy: { dueOn: 'asc' },
    take: 5_000,
  });
  return rows.map(toFollowUp);
}

/** Which reminders of these went out, for the day each is due on now: moving the day reminds anew. */
export async function remindersSent(ctx: Context, list: readonly FollowUp[]): Promise<Map<string, string[]>> {
  const rows = await ctx.db.followUpReminder.findMany({ where: { followUpId: { in: list.map(({ id }) => id) } } });
  const dayOf = new Map(list.map(({ id, dueOn }) => [id, dueOn]));
  const sent = new Map<string, string[]>();
  for (const { followUpId, kind, dueOn } of rows) {
    if (dueOn.toISOString().slice(0, 10) !== dayOf.get(followUpId)) continue;
    sent.set(followUpId, [...(sent.get(followUpId) ?? []), kind]);
  }
  return sent;
}

/** False: somebody else has sent it. */
export async function noteReminder(
  ctx: Context,
  { followUpId, kind, dueOn }: { followUpId: string; kind: string; dueOn: string },
  sentAt: Date,
): Promise<boolean> {
  const row = { followUpId, kind, dueOn: asDate(dueOn), sentAt };
  const { count } = await ctx.db.followUpReminder.createMany({ data: [row], skipDuplicates: true });
  return count > 0;
}

type TrackerRow = Tracker & { sealedToken: string; changedAt: Date; changedById: string | null };

export async function trackerOf(ctx: Context, teamId: string): Promise<TrackerRow | null> {
  const row = await ctx.db.tracker.findUnique({ where: { teamId } });
  return row && { ...row, kind: row.kind as TrackerKind };
}

export async function saveTracker(ctx: Context, { teamId, ...row }: TrackerRow): Promise<void> {
  await ctx.db.tracker.upsert({ where: { teamId }, create: { teamId, ...row }, update: row });
}

export async function removeTracker(ctx: Context, teamId: string): Promise<void> {
  await ctx.db.tracker.deleteMany({ where: { teamId } });
}

export type Export = { followUpId: string; teamId: string; state: ExportState; tries: number; reason: string | null };

export async function exportOf(ctx: Context, followUpId: string): Promise<Export | null> {
  const row = await ctx.db.followUpExport.findUnique({ where: { followUpId } });
  return row && { ...row, state: row.state as ExportState };
}

/** Wanted from now on, unless it is on its way or made already: the row is the only one there can be. */
export async function wantExport(
  ctx: Context,
  { id, teamId }: Pick<FollowUp, 'id' | 'teamId'>,
  askedById: string | null,
  now: Date,
): Promise<void> {
  const wanted = { state: 'wanted', askedAt: now, askedById, tries: 0, nextAt: now, reason: null };
  const { count } = await ctx.db.followUpExport.createMany({
    data: [{ followUpId: id, teamId, ...wanted }],
    skipDuplicates: true,
  });
  if (count > 0) return;
  await ctx.db.followUpExport.updateMany({
    where: { followUpId: id, state: { in: ['unknown', 'refused'] } },
    data: wanted,
  });
}

/** Takes one that is due; `until`: when it counts as lost. Two workers never take the same. */
export async function takeExport(ctx: Context, until: Date): Promise<Export | null> {
  const [row] = await ctx.db.$queryRaw<Export[]>`
    UPDATE "FollowUpExport" SET "state" = 'sending', "tries" = "tries" + 1, "nextAt" = ${until} WHERE "followUpId" = (
      SELECT "followUpId" FROM "FollowUpExport" WHERE "state" = 'wanted' AND "nextAt" <= (SELECT clock())
      ORDER BY "nextAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "followUpId", "teamId", "state", "tries", "reason"`;
  return row ?? null;
}

export async function settleExport(
  ctx: Context,
  { followUpId, tries }: Pick<Export, 'followUpId' | 'tries'>,
  change: { state: ExportState; reason: string | null; nextAt: Date | null },
): Promise<void> {
  await ctx.db.followUpExport.updateMany({
    where: { followUpId, tries, state: { in: ['sending', 'unknown'] } },
    data: change,
  });
}

/** Taken by a worker that never said what became of it: perhaps it asked, perhaps not. */
export async function loseExports(ctx: Context, reason: string): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "FollowUpExport" SET "state" = 'unknown', "reason" = ${reason}, "nextAt" = NULL
    WHERE "state" = 'sending' AND "nextAt" <= (SELECT clock())`;
}
