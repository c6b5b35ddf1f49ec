import type { Context } from '@/server/context';
import { type Entry, toEntry } from '@/server/incident/entry';

/** An entry, and nobody else changes it until the transaction ends. */
export async function lock(ctx: Context, id: string): Promise<Entry | undefined> {
  await ctx.db.$queryRaw`SELECT 1 FROM "IncidentEntry" WHERE "id" = ${id} FOR UPDATE`;
  const row = await ctx.db.incidentEntry.findUnique({ where: { id } });
  return row ? toEntry(row) : undefined;
}

export async function insert(ctx: Context, entry: Entry): Promise<void> {
  await ctx.db.incidentEntry.create({ data: entry });
}

export async function save(ctx: Context, id: string, change: Partial<Entry>): Promise<void> {
  await ctx.db.incidentEntry.update({ where: { id }, data: change });
}

type OldEntry = { entryId: string; version: number; text: string; happenedAt: Date; at: Date; personId: string };

export async function keep(ctx: Context, old: OldEntry): Promise<void> {
  await ctx.db.incidentEntryVersion.create({ data: old });
}

export const versions = (ctx: Context, entryId: string): Promise<OldEntry[]> =>
  ctx.db.incidentEntryVersion.findMany({ where: { entryId }, orderBy: { version: 'desc' } });
