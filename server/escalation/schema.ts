import { z } from 'zod';
import { faultsOf, type Policy } from './policy';
import type { Target } from './target';

const id = z.string().min(1).max(200);
const undeliverable = (what: string) =>
  z.never(`${what} cannot be paged by this version: name a rotation's role, a person or a team`).optional();

/** `{ rotationId, role }`, `{ personId }` or `{ teamId }`. */
const targetSchema = z
  .strictObject({
    rotationId: id.optional(),
    role: z.string().trim().min(1).max(60).optional(),
    personId: id.optional(),
    teamId: id.optional(),
    webhookUrl: undeliverable('A webhook'),
    slackChannel: undeliverable('A Slack channel'),
  })
  .transform((given, ctx): Target => {
    const { rotationId, role, personId, teamId } = given;
    const kinds = [rotationId ?? role, personId, teamId].filter((part) => part !== undefined).length;
    if (kinds === 1 && personId !== undefined) return { personId };
    if (kinds === 1 && teamId !== undefined) return { teamId };
    if (kinds === 1 && rotationId !== undefined && role !== undefined) return { rotationId, role };
    const message =
      kinds > 1
        ? 'A target is one of these: a rotation with a role, a person, a team'
        : 'Name a rotation with a role, a person or a team';
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const seconds = z.number('Give whole seconds');

/** The fields of a policy, beside its name and team. */
const policyShape = {
  steps: z.array(z.strictObject({ afterSeconds: seconds, targets: z.array(targetSchema).max(100) })),
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

export const createPolicySchema = z.strictObject({ teamId: id, name, ...policyShape }).superRefine(checkPolicy);
export type CreatePolicy = z.output<typeof createPolicySchema>;

/** A change replaces the whole policy; escalations under way keep the one they began with. */
export const updatePolicySchema = z.strictObject({ policyId: id, name, ...policyShape }).superRefine(checkPolicy);
export type UpdatePolicy = z.output<typeof updatePolicySchema>;

export const policyIdSchema = z.strictObject({ policyId: id });
export const policiesOfSchema = z.strictObject({ teamId: id.optional() });
