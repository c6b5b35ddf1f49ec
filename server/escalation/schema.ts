import { z } from 'zod';
import { activeHoursSchema, instantSchema } from '@/server/rotation/schema';
import { faultsOf, type Policy } from './policy';
import { priorities } from './priority';
import type { Target } from './target';

const id = z.string().min(1).max(200);

/** `{ rotationId, role }`, `{ personId }`, `{ teamId, roundRobin? }`, `{ slackChannel }` or `{ webhookUrl }`. */
const targetSchema = z
  .strictObject({
    rotationId: id.optional(),
    role: z.string().trim().min(1).max(60).optional(),
    personId: id.optional(),
    teamId: id.optional(),
    roundRobin: z.boolean().optional(),
    slackChannel: z.string().trim().min(1, 'Name a channel').max(100).optional(),
    webhookUrl: z.string().trim().min(1, 'Give an address').max(2_000).optional(),
  })
  .transform((given, ctx): Target => {
    const { rotationId, role, personId, teamId, roundRobin, slackChannel, webhookUrl } = given;
    const kinds = [rotationId ?? role, personId, teamId, slackChannel, webhookUrl].filter((part) => part !== undefined);
    if (roundRobin && teamId === undefined)
      ctx.addIssue({ code: 'custom', path: ['roundRobin'], message: 'Only a team is paged in turn' });
    if (kinds.length === 1 && personId !== undefined) return { personId };
    if (kinds.length === 1 && teamId !== undefined) return { teamId, ...(roundRobin && { roundRobin }) };
    if (kinds.length === 1 && slackChannel !== undefined) return { slackChannel };
    if (kinds.length === 1 && webhookUrl !== undefined) return { webhookUrl };
    if (kinds.length === 1 && rotationId !== undefined && role !== undefined) return { rotationId, role };
    const one = 'a rotation with a role, a person, a team, a Slack channel or a webhook';
    ctx.addIssue({ code: 'custom', message: kinds.length > 1 ? `A target is one of these: ${one}` : `Name ${one}` });
    return z.NEVER;
  });

const hoursSchema = activeHoursSchema.extend({
  only: z.enum(['inside', 'outside'], 'Choose inside or outside'),
  timeZone: z.string('Name a time zone, such as Europe/Berlin').max(100),
});

const seconds = z.number('Give whole seconds');

/** The fields of a policy, beside its name and team. */
const policyShape = {
  steps: z.array(
    z.strictObject({
      afterSeconds: seconds,
      targets: z.array(targetSchema).max(100),
      hours: hoursSchema.nullish(),
      priorityAtLeast: z.enum(priorities, `Choose one of ${priorities.join(', ')}`).nullish(),
    }),
  ),
  repeat: z.number('Give the number of further rounds').default(0),
  repeatAfterSeconds: seconds.nullish().transform((value) => value ?? null),
  fallback: z
    .array(targetSchema)
    .max(100)
    .nullish()
    .transform((value) => value ?? null),
};

const name = z.string().trim().min(1, 'Give the policy a name').max(120);

function checkPolicy(policy: Policy, ctx: z.RefinementCtx): void {
  for (const [path, message] of Object.entries(faultsOf(policy))) {
    const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    ctx.addIssue({ code: 'custom', path: steps, message });
  }
}

/** A policy as it might be: of no team yet, and kept nowhere. */
export const policyDraftSchema = z.strictObject(policyShape).superRefine(checkPolicy);

export const createPolicySchema = z.strictObject({ teamId: id, name, ...policyShape }).superRefine(checkPolicy);
export type CreatePolicy = z.output<typeof createPolicySchema>;

/** A change replaces the whole policy; escalations under way keep the one they began with. */
export const updatePolicySchema = z.strictObject({ policyId: id, name, ...policyShape }).superRefine(checkPolicy);
export type UpdatePolicy = z.output<typeof updatePolicySchema>;

export const policyIdSchema = z.strictObject({ policyId: id });
/** Which webhook of a policy: by its address, as the policy names it. */
export const webhookSecretSchema = z.strictObject({ policyId: id, webhookUrl: z.string().min(1).max(2_000) });
export const policiesOfSchema = z.strictObject({ teamId: id.optional() });

/** What would happen: to a stored policy, or to one as it is being written; `at` is when the alert would be stored. */
export const simulateSchema = z
  .strictObject({
    policyId: id.optional(),
    draft: z
      .strictObject({ teamId: id, ...policyShape })
      .superRefine(checkPolicy)
      .optional(),
    at: instantSchema,
    priority: z.enum(priorities).default('P2'),
  })
  .refine(({ policyId, draft }) => policyId !== undefined || draft !== undefined, {
    path: ['policyId'],
    error: 'Name a policy, or send a draft of one',
  });
export type Simulate = z.output<typeof simulateSchema>;
