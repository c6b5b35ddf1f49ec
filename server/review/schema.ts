import { z } from 'zod';
import { leftOut, mostSections } from './section';

const id = z.string().min(1).max(200);
const key = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** The longest section, in characters. */
export const longestSection = 100_000;

export const incidentSchema = z.strictObject({ incidentId: id });
export const reviewIdSchema = z.strictObject({ reviewId: id });

const splice = z.strictObject({
  at: z.number().int().min(0),
  remove: z.number().int().min(0),
  insert: z.string().max(longestSection),
});

/** One burst of typing: what changed since `baseVersion` of the section. */
export const saveSectionSchema = z.strictObject({
  reviewId: id,
  key,
  baseVersion: z.number().int().min(1),
  splice,
});
export const sectionVersionSchema = z.strictObject({ reviewId: id, key, version: z.number().int().min(1) });
export const sectionSchema = z.strictObject({ reviewId: id, key });

export const askSchema = z.strictObject({
  reviewId: id,
  reviewerIds: z.array(id).max(20),
  dueOn: z.iso.date('Give a day such as 2026-12-24').optional(),
  meetingAt: z.iso.datetime({ offset: true }).nullable().optional(),
});
export const reopenSchema = z.strictObject({
  reviewId: id,
  reason: z.string().trim().min(1, 'Say why it is reopened').max(1_000),
});
export const commentSchema = z.strictObject({
  reviewId: id,
  sectionKey: key.nullable().default(null),
  text: z.string().trim().min(1, 'Write something').max(5_000),
});
export const commentIdSchema = z.strictObject({ commentId: id });
export const shareSchema = z.strictObject({ reviewId: id, days: z.number().int().min(1).max(90).default(14) });
export const shareIdSchema = z.strictObject({ shareId: id });
export const sharedSchema = z.strictObject({ token: z.string().min(20).max(200) });
export const importSchema = z.strictObject({ reviewId: id, markdown: z.string().max(1_000_000) });
export const listReviewsSchema = z.strictObject({ teamId: id.optional() });

const sectionTemplate = z.strictObject({
  key,
  title: z.string().trim().min(1, 'Give the section a title').max(100, 'Keep the title under 100 characters'),
  help: z.string().trim().max(500, 'Keep the help under 500 characters'),
});

/** `sections`: null for Baton's own. `changedAt`: of the template they were made from; left out, whatever is there. */
export const templateSchema = z.strictObject({
  sections: z
    .array(sectionTemplate)
    .max(mostSections, `Keep it to ${mostSections} sections`)
    .refine((list) => new Set(list.map((one) => one.key)).size === list.length, 'Two sections have the same key')
    .refine((list) => leftOut(list).length === 0, {
      error: ({ input }) => `A review is not done without these, so keep them: ${leftOut(input as Keyed[]).join(', ')}`,
    })
    .nullable(),
  changedAt: z.iso.datetime({ offset: true }).nullable().optional(),
});

type Keyed = { key: string };

export type SaveSection = z.output<typeof saveSectionSchema>;
export type AskReview = z.output<typeof askSchema>;
export type SaveTemplate = z.output<typeof templateSchema>;
