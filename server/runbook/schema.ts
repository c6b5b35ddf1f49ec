import { z } from 'zod';
import { longestRunbook } from './document';
import { helpedAnswers } from './run';

const id = z.string().min(1).max(200);
const title = z.string().trim().min(1, 'Give it a title').max(200, 'Use at most 200 characters');
const body = z.string().max(longestRunbook, `Keep it under ${longestRunbook} characters`);
const rules = z.array(z.string().trim().min(1, 'Name an alert').max(200)).max(50, 'Use at most 50 rules');
const serviceIds = z.array(id).max(50);

export const runbookIdSchema = z.strictObject({ runbookId: id });
export const runbooksOfSchema = z.strictObject({ teamId: id.optional() });
export const versionSchema = z.strictObject({ runbookId: id, version: z.number().int().min(1) });

export const createRunbookSchema = z.strictObject({
  teamId: id,
  title,
  body,
  ownerId: id.nullable().default(null),
  rules: rules.default([]),
});

/** `version`: the one that was read; an older one answers `changed`. */
export const saveRunbookSchema = z.strictObject({
  runbookId: id,
  version: z.number().int().min(1),
  title: title.optional(),
  body: body.optional(),
  ownerId: id.nullable().optional(),
  rules: rules.optional(),
});

/** Files of a folder: their names, and their whole text with front matter. */
export const importRunbooksSchema = z.strictObject({
  teamId: id,
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(300), text: z.string().max(longestRunbook + 10_000) }))
    .min(1, 'Choose at least one Markdown file')
    .max(200, 'Bring at most 200 files at once'),
  preview: z.boolean().default(false),
});

export const runIdSchema = z.strictObject({ runId: id });
/** Words are asked for where it did not help, and never demanded. */
export const helpedSchema = z.strictObject({
  runId: id,
  helped: z.enum(helpedAnswers, 'Choose yes, partly or no'),
  words: z.string().trim().max(1_000, 'Use at most 1,000 characters').default(''),
});
export const tickSchema = z
  .strictObject({
    runId: id,
    step: z.number().int().min(1).max(1_000),
    state: z.enum(['open', 'done', 'skipped']),
    confirmed: z.boolean().default(false),
    reason: z.string().trim().max(500).optional(),
  })
  .refine(({ state, reason }) => state !== 'skipped' || Boolean(reason), {
    path: ['reason'],
    message: 'Say why it is skipped',
  });

export const serviceIdsSchema = z.strictObject({ runbookId: id, serviceIds });

export type CreateRunbook = z.output<typeof createRunbookSchema>;
export type SaveRunbook = z.output<typeof saveRunbookSchema>;
export type ImportRunbooks = z.output<typeof importRunbooksSchema>;
export type TickInput = z.output<typeof tickSchema>;
export type HelpedInput = z.output<typeof helpedSchema>;
