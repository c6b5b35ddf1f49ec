import { z } from 'zod';
import { periodKinds } from '@/server/health/window';
import { instantSchema } from '@/server/rotation/schema';

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

const span = { from: instantSchema.optional(), to: instantSchema.optional() };
const inOrder = <S extends z.ZodType<{ from?: string | undefined; to?: string | undefined }>>(schema: S) =>
  schema
    .refine(({ from, to }) => (from === undefined) === (to === undefined), {
      path: ['to'],
      message: 'Give from and to, or neither',
    })
    .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      path: ['to'],
      message: 'The end must lie after the start',
    })
    .refine(
      ({ from, to }) => from === undefined || to === undefined || Date.parse(to) - Date.parse(from) <= 800 * 86_400_000,
      {
        path: ['to'],
        message: 'Ask for at most two years at once',
      },
    );

/** The query of `GET /reports/health`: a span, or a period as on screen. */
export const reportQuerySchema = inOrder(
  reportSchema.extend({
    ...span,
    format: z.enum(['json', 'csv']).default('json'),
    rows: z.enum(['metrics', 'interruptions', 'alerts']).default('metrics'),
  }),
);
export type ReportQuery = z.infer<typeof reportQuerySchema>;

export const timeOnCallSchema = z.strictObject({
  teamId: id,
  period: z.enum(periodKinds).default('month'),
  at: instantSchema.optional(),
});

const questionSchema = z.strictObject({
  key: z.string().min(1).max(60),
  text: z.string().trim().min(1, 'Write the question').max(300),
  metrics: z.array(z.string().max(60)).max(20),
  evidenceOnly: z.boolean().optional(),
});
export const teamSchema = z.strictObject({ teamId: id });
/** Null: Baton's own ten again. */
export const saveQuestionsSchema = z.strictObject({
  teamId: id,
  questions: z.array(questionSchema).min(1).max(20).nullable(),
});
const amount = z.number().min(0).max(1_000_000);
export const paySchema = z.strictObject({
  currency: z.string().trim().max(8).default(''),
  /** For each on-call week held, in part for a part. */
  perWeek: amount.default(0),
  /** For each hour held, by what it felt like. */
  perHour: z.strictObject({ business: amount, off: amount, sleep: amount }).default({ business: 0, off: 0, sleep: 0 }),
  /** Hours of time off for each hour held. */
  lieuPerHour: z
    .strictObject({ business: amount, off: amount, sleep: amount })
    .default({ business: 0, off: 0, sleep: 0 }),
});
export type Pay = z.infer<typeof paySchema>;
export const savePaySchema = z.strictObject({ teamId: id, pay: paySchema.nullable() });
export const thresholdRules = ['A1', 'A2', 'noisy-key', 'C5'] as const;
/** `value` null: never by itself. */
export const saveThresholdSchema = z.strictObject({
  rotationId: id,
  rule: z.enum(thresholdRules),
  value: z.number().min(1).max(10_000).nullable(),
});
export const weekSchema = z.strictObject({ rotationId: id, from: instantSchema.optional() });
export const writeWeekSchema = z.strictObject({
  ...{ rotationId: id, from: instantSchema },
  kind: z.enum(['note', 'decision', 'action']),
  text: z.string().trim().min(1, 'Write something').max(5_000, 'Use at most 5,000 characters'),
  /** Of an action: who owes it; a follow-up is made. */
  ownerId: id.optional(),
});
export const weekEntrySchema = z.strictObject({ entryId: id });
