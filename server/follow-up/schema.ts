import { z } from 'zod';
import { followUpPriorities, followUpStates } from './follow-up';
import { trackerKinds } from './tracker';

const id = z.string().min(1).max(200);
const title = z.string().trim().min(1, 'Say what is to be done').max(200, 'Use at most 200 characters');
const details = z.string().trim().max(10_000, 'Use at most 10,000 characters');
const day = z.iso.date('Give a day such as 2026-12-24');
const priority = z.enum(followUpPriorities, 'Choose high or normal');

export const followUpIdSchema = z.strictObject({ followUpId: id });

export const createFollowUpSchema = z.strictObject({
  teamId: id,
  title,
  details: details.default(''),
  ownerId: id,
  /** Left out: four weeks from now for high priority, eight for normal. */
  dueOn: day.optional(),
  priority: priority.default('normal'),
});

export const changeFollowUpSchema = z.strictObject({
  followUpId: id,
  title: title.optional(),
  details: details.optional(),
  ownerId: id.optional(),
  dueOn: day.optional(),
  priority: priority.optional(),
  state: z.enum(followUpStates).optional(),
  /** What came of it: asked for when it is done or dropped. */
  outcome: z.string().trim().max(2_000).optional(),
});

export const reportStepSchema = z.strictObject({
  runId: id,
  step: z.number().int().min(1).max(1_000),
  words: z.string().trim().min(1, 'Say what is wrong with it').max(2_000, 'Use at most 2,000 characters'),
});

export const reassignSchema = z.strictObject({ followUpIds: z.array(id).min(1).max(100), ownerId: id });

export const listFollowUpsSchema = z.strictObject({
  tab: z.enum(['mine', 'team', 'overdue', 'reviews', 'noise', 'done']).default('team'),
  teamId: id.optional(),
});

export type CreateFollowUp = z.output<typeof createFollowUpSchema>;
export type ChangeFollowUp = z.output<typeof changeFollowUpSchema>;
export type ListFollowUps = z.output<typeof listFollowUpsSchema>;

const githubProject = /^[\w.-]+\/[\w.-]+$/;
const jiraProject = /^[A-Za-z][A-Za-z0-9_]{1,79}$/;

export const teamTrackerSchema = z.strictObject({ teamId: id });

/** GitHub: the API's address and `owner/name`. Jira: the site's address and the project's key. */
export const setTrackerSchema = z
  .strictObject({
    teamId: id,
    kind: z.enum(trackerKinds, 'Choose GitHub or Jira'),
    baseUrl: z
      .url({ protocol: /^https?$/, error: 'Give an address beginning with https://' })
      .max(300)
      .transform((url) => url.replace(/\/+$/, ''))
      .default('https://api.github.com'),
    project: z.string().trim().min(1, 'Say where issues go').max(200),
    issueType: z.string().trim().min(1).max(80).default('Task'),
    account: z.email('Give the e-mail address of the account').max(200).nullable().default(null),
    token: z.string().trim().min(1).max(2_000).optional(),
  })
  .refine(({ kind, project }) => (kind === 'github' ? githubProject : jiraProject).test(project), {
    path: ['project'],
    message: 'Give owner/name for GitHub, the key of the project for Jira',
  });

export type SetTracker = z.output<typeof setTrackerSchema>;
export type ReportStep = z.output<typeof reportStepSchema>;
