import { z } from 'zod';
import { policyDraftSchema } from '@/server/escalation/schema';
import { periodKinds } from '@/server/health/window';
import { instantSchema } from '@/server/rotation/schema';

const id = z.string().min(1).max(200);

/** What might have been otherwise in a period of the past. Left out: as it was. */
export const whatIfSchema = z.strictObject({
  teamId: id,
  /** The one service of which it is asked; left out: all of the team. */
  serviceId: id.optional(),
  period: z.enum(periodKinds).default('quarter'),
  at: instantSchema.optional(),
  /** Another policy that there is, or one as it might be. */
  policyId: id.optional(),
  policy: policyDraftSchema.optional(),
  groupSeconds: z.int('Give whole seconds').min(0, 'Never before it').max(3_600, 'At most an hour').optional(),
  /** Another order of the queue, or other people in it; covers and swaps of the time then count no more. */
  queue: z
    .strictObject({ rotationId: id, personIds: z.array(id).min(1, 'Name at least one person').max(100) })
    .optional(),
});
export type WhatIfInput = z.infer<typeof whatIfSchema>;
