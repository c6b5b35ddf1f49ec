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
