import { z } from 'zod';
import { instantSchema } from '@/server/rotation/schema';
import { periodKinds } from './window';

const id = z.string().min(1).max(200);

/** Whose figures: a team's, or those of one rotation or one service of it. */
const scope = { teamId: id, rotationId: id.optional(), serviceId: id.optional() };

export const reportSchema = z.strictObject({
  ...scope,
  period: z.enum(periodKinds, 'Choose week, month, quarter or year').default('week'),
  /** Any instant of the period; left out: of the last whole week, else of the running month, quarter or year. */
  at: instantSchema.optional(),
});

export type ReportInput = z.infer<typeof reportSchema>;

export const rowsSchema = reportSchema.extend({
  metric: z.string().min(1).max(60),
  /** The start of one on-call week of the period: its rows alone. */
  week: instantSchema.optional(),
  key: z.string().max(1_000).optional(),
  /** A cell of the heat map: 1 is Monday, on the clock of whoever was interrupted. */
  weekday: z.number().int().min(1).max(7).optional(),
  hour: z.number().int().min(0).max(23).optional(),
});
export type RowsInput = z.infer<typeof rowsSchema>;

export const helpedSchema = z.strictObject({ teamId: id });

export const openFollowUpSchema = z.strictObject({
  ...{ teamId: id, serviceId: id, key: z.string().min(1).max(1_000) },
  /** Left out: whoever asks. */
  ownerId: id.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  dueOn: z.iso.date('Give a day such as 2026-12-24').optional(),
});
export type OpenFollowUpInput = z.infer<typeof openFollowUpSchema>;
