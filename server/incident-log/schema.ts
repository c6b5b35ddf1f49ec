import { z } from 'zod';
import { entryKinds } from '@/server/incident/entry';

const id = z.string().min(1).max(200);
const text = z.string().trim().max(10_000, 'Use at most 10000 characters').min(1, 'Write something');
const instant = z.iso.datetime({ offset: true, error: 'Give an instant such as 2026-11-16T10:00:00Z' });

export const entryBodySchema = z.strictObject({
  kind: z.enum(entryKinds, 'Choose finding, decision, action or update'),
  text,
  /** Left out: now. In the past where it was learnt late. */
  happenedAt: instant.optional(),
});
export const addEntrySchema = entryBodySchema.extend({ incidentId: id });
export const changeEntrySchema = z.strictObject({
  entryId: id,
  version: z.number().int().min(1),
  text: text.optional(),
  happenedAt: instant.optional(),
});
export const starSchema = z.strictObject({ entryId: id, starred: z.boolean() });
export const entryIdSchema = z.strictObject({ entryId: id });

export type AddEntry = z.output<typeof addEntrySchema>;
export type ChangeEntry = z.output<typeof changeEntrySchema>;
