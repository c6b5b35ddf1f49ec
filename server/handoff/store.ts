import type { Prisma } from '@/prisma/generated/client';
import type { Context } from '@/server/context';
import type { TeamScope } from '@/server/policy/authorize';
import type { Ticks } from './checklist';
import type { Facts } from './draft';
import type { Hand, Prompt, StoredState, WrittenText } from './note';
import type { Answers } from './pulse';

export type StoredNote = {
  id: string;
  rotationId: string;
  teamId: string;
  handoffAt: Date;
  state: StoredState;
  createdAt: Date;
  publishedAt: Date | null;
  publishedById: string | null;
  facts: Facts | null;
  outgoing: Hand[] | null;
  incoming: Hand[] | null;
  remindedAt: Date | null;
  settledAt: Date | null;
  lateToldAt: Date | null;
};

type Row = Awaited<ReturnType<Context['db']['handoffNote']['findMany']>>[number];
const toNote = (row: Row): StoredNote => row as unknown as StoredNote;

export async function noteById(ctx: Context, id: string): Promise<StoredNote | null> {
  const row = await ctx.db.handoffNote.findUnique({ where: { id } });
  return row && toNote(row);
}

/** Held until the transaction ends, so that whoever changes a note sees what the one before did. */
export async function lockNote(ctx: Context, id: string): Promise<StoredNote | null> {
  await ctx.db.$queryRaw`SELECT 1 FROM "HandoffNote" WHERE "id" = ${id} FOR UPDATE`;
  return noteById(ctx, id);
}

type Key = { rotationId: string; handoffAt: Date };

/** The handoffs from an instant on that have their note already. */
export async function draftedSince(ctx: Context, from: Date): Promise<Key[]> {
  return ctx.db.handoffNote.findMany({
    where: { handoffAt: { gt: from } },
    select: { rotationId: true, handoffAt: true },
  });
}

/** Those that another worker has written a moment ago are left as they are. Returns how many are new. */
export async function insertDrafts(
  ctx: Context,
  drafts: (Key & { teamId: string; createdAt: Date })[],
): Promise<number> {
  const data = drafts.map((draft) => ({ id: crypto.randomUUID(), ...draft }));
  return (await ctx.db.handoffNote.createMany({ data, skipDuplicates: true })).count;
}

/** Handoffs that have come, or come until then, the first one first; `where`: what is still to be done about them. */
async function idsOf(ctx: Context, where: Prisma.HandoffNoteWhereInput): Promise<string[]> {
  const rows = await ctx.db.handoffNote.findMany({ where, select: { id: true }, orderBy: { handoffAt: 'asc' } });
  return rows.map(({ id }) => id);
}

export const toSettle = (ctx: Context, now: Date): Promise<string[]> =>
  idsOf(ctx, { settledAt: null, handoffAt: { lte: now } });

export const toRemind = (ctx: Context, now: Date, until: Date): Promise<string[]> =>
  idsOf(ctx, { settledAt: null, state: 'draft', remindedAt: null, handoffAt: { gt: now, lte: until } });

export const toTellLate = (ctx: Context, from: Date, until: Date): Promise<string[]> =>
  idsOf(ctx, { state: 'published', lateToldAt: null, settledAt: { not: null }, handoffAt: { gt: from, lt: until } });

/** Of these teams (null: of all), with handoffs after an instant, the first one first. */
export async function notesSince(ctx: Context, teams: TeamScope[] | null, from: Date): Promise<StoredNote[]> {
  const rows = await ctx.db.handoffNote.findMany({
    where: { handoffAt: { gt: from }, ...(teams && { teamId: { in: teams } }) },
    orderBy: { handoffAt: 'asc' },
  });
  return rows.map(toNote);
}

/** A rotation's, the last handoff first. */
export async function notesOfRotation(ctx: Context, rotationId: string, most: number): Promise<StoredNote[]> {
  const rows = await ctx.db.handoffNote.findMany({
    where: { rotationId },
    orderBy: { handoffAt: 'desc' },
    take: most,
  });
  return rows.map(toNote);
}

export type NoteChange = Partial<Omit<StoredNote, 'id' | 'rotationId' | 'teamId' | 'handoffAt' | 'createdAt'>>;

export async function changeNote(ctx: Context, id: string, change: NoteChange): Promise<void> {
  await ctx.db.handoffNote.update({ where: { id }, data: change as unknown as Prisma.HandoffNoteUpdateInput });
}

// What people wrote

export type StoredText = WrittenText & { noteId: string; prompt: Prompt };

export async function textsOf(ctx: Context, noteId: string): Promise<StoredText[]> {
  return (await ctx.db.handoffText.findMany({ where: { noteId } })) as StoredText[];
}

/** The note is locked. */
export async function saveText(
  ctx: Context,
  text: StoredText & { changedAt: Date; changedById: string },
): Promise<void> {
  const { noteId, prompt, ...rest } = text;
  await ctx.db.handoffText.upsert({
    where: { noteId_prompt: { noteId, prompt } },
    create: text,
    update: rest,
  });
}

// Who has read it

export type Acceptance = Ticks & { noteId: string; personId: string; acceptedAt: Date; reachable: boolean };

export const acceptancesOf = (ctx: Context, noteIds: string[]): Promise<Acceptance[]> =>
  ctx.db.handoffAcceptance.findMany({ where: { noteId: { in: noteIds } }, orderBy: { acceptedAt: 'asc' } });

/** False: this person had accepted it before. */
export async function insertAcceptance(ctx: Context, acceptance: Acceptance): Promise<boolean> {
  return (await ctx.db.handoffAcceptance.createMany({ data: [acceptance], skipDuplicates: true })).count > 0;
}

// How it was

export type StoredPulse = Answers & { noteId: string; personId: string; line: string | null; answeredAt: Date };

export const pulsesOfPerson = (ctx: Context, personId: string, noteIds: string[]): Promise<StoredPulse[]> =>
  ctx.db.handoffPulse.findMany({
    where: { personId, noteId: { in: noteIds } },
    omit: { rotationId: true, endedAt: true },
  });

export const pulsesOfNote = (ctx: Context, noteId: string): Promise<StoredPulse[]> =>
  ctx.db.handoffPulse.findMany({
    where: { noteId },
    omit: { rotationId: true, endedAt: true },
    orderBy: { answeredAt: 'asc' },
  });

export async function savePulse(
  ctx: Context,
  { noteId, personId, ...rest }: StoredPulse & { rotationId: string; endedAt: Date },
): Promise<void> {
  await ctx.db.handoffPulse.upsert({
    where: { noteId_personId: { noteId, personId } },
    create: { noteId, personId, ...rest },
    update: rest,
  });
}

/** The answers alone, of shifts that ended after an instant: whose they are stays behind. */
export const answersSince = (ctx: Context, rotationId: string, from: Date): Promise<Answers[]> =>
  ctx.db.handoffPulse.findMany({
    where: { rotationId, endedAt: { gt: from } },
    select: { slept: true, supported: true, again: true },
  });
