import { z } from 'zod';
import { instantSchema } from '@/server/rotation/schema';

const idSchema = z.string().min(1).max(100);

/** The query of `GET …/on-call`; the rotation stands in the path. `at` left out: now. */
export const onCallMomentSchema = z.strictObject({ at: instantSchema.optional() });
export const onCallSchema = z.strictObject({ rotationId: idSchema, at: instantSchema.optional() });

const window = { from: instantSchema, to: instantSchema };

const isForward = {
  check: ({ from, to }: { from: string; to: string }): boolean => Date.parse(from) < Date.parse(to),
  fault: { path: ['to'], message: 'The end must lie after the start' },
};

/** The query of `GET …/shifts`; the rotation stands in the path. */
export const shiftsWindowSchema = z.strictObject(window).refine(isForward.check, isForward.fault);
export const shiftsSchema = z
  .strictObject({ rotationId: idSchema, ...window })
  .refine(isForward.check, isForward.fault);

/** Without team and rotation: all that the caller may see. `around`: a day of the month that is looked at; default now. */
export const calendarSchema = z.strictObject({
  teamId: idSchema.optional(),
  rotationId: idSchema.optional(),
  around: z.iso.date('Give a day such as 2026-11-23').optional(),
});

export const teamSchema = z.strictObject({ teamId: idSchema });

/** Left out: one's own shifts. */
export const newFeedSchema = z.strictObject({ rotationId: idSchema.optional() });
export const feedIdSchema = z.strictObject({ feedId: idSchema });

const feedEdge = z.union([z.iso.date().transform((day) => `${day}T00:00:00Z`), instantSchema], {
  error: 'Give a day such as 2026-11-23, or an instant with its offset',
});

/** The query of `GET /calendar/<token>.ics`; left out: three months back and a year ahead. */
export const feedQuerySchema = z
  .strictObject({ from: feedEdge.optional(), to: feedEdge.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || isForward.check({ from, to }), isForward.fault);

export type OnCallInput = z.infer<typeof onCallSchema>;
export type ShiftsInput = z.infer<typeof shiftsSchema>;
export type CalendarInput = z.infer<typeof calendarSchema>;
export type NewFeedInput = z.infer<typeof newFeedSchema>;
export type FeedQuery = z.infer<typeof feedQuerySchema>;
