import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { FollowUp, FollowUpPriority, FollowUpSource, FollowUpState } from './follow-up';

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
