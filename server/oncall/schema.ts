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

export type OnCallInput = z.infer<typeof onCallSchema>;
export type ShiftsInput = z.infer<typeof shiftsSchema>;
export type CalendarInput = z.infer<typeof calendarSchema>;
