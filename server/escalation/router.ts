import { router, signedIn } from '@/server/trpc';
import { archivePolicy, createPolicy, updatePolicy } from './commands';
import { listPolicies, policyById, simulatePolicy, webhookSecretOf } from './queries';
import {
  createPolicySchema,
  policiesOfSchema,
  policyIdSchema,
  simulateSchema,
  updatePolicySchema,
  webhookSecretSchema,
} from './schema';

export const escalationRouter = router({
  list: signedIn.input(policiesOfSchema).query(({ ctx, input }) => listPolicies(ctx, input)),
  byId: signedIn.input(policyIdSchema).query(({ ctx, input }) => policyById(ctx, input)),
  webhookSecret: signedIn.input(webhookSecretSchema).query(({ ctx, input }) => webhookSecretOf(ctx, input)),
  simulate: signedIn.input(simulateSchema).query(({ ctx, input }) => simulatePolicy(ctx, input)),
  create: signedIn.input(createPolicySchema).mutation(({ ctx, input }) => createPolicy(ctx, input)),
  update: signedIn.input(updatePolicySchema).mutation(({ ctx, input }) => updatePolicy(ctx, input)),
  archive: signedIn.input(policyIdSchema).mutation(({ ctx, input }) => archivePolicy(ctx, input)),
});
