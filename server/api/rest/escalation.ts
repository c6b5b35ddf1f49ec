import { z } from 'zod';
import { createPolicy } from '@/server/escalation/commands';
import { listPolicies, policyById } from '@/server/escalation/queries';
import { createPolicySchema, policiesOfSchema } from '@/server/escalation/schema';
import { type Endpoint, endpoint } from '../endpoint';

export const escalationEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/policies',
    summary: 'A new escalation policy: who is paged, how long after the step before',
    status: 201,
    input: createPolicySchema,
    run: (ctx, _params, input) => createPolicy(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/policies',
    summary: 'The policies you may see',
    input: policiesOfSchema,
    run: async (ctx, _params, input) => ({ items: await listPolicies(ctx, input), nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/policies/{id}',
    summary: 'One policy',
    input: z.strictObject({}),
    run: (ctx, { id = '' }) => policyById(ctx, { policyId: id }),
  }),
];
