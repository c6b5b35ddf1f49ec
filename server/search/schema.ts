import { z } from 'zod';
import { foundKinds } from './found';

const most = 30;

/** `kind`: only these; `cursor`: where the last answer ended. */
export const searchSchema = z.strictObject({
  q: z.string().trim().min(1, 'Say what to look for').max(200, 'Use at most 200 characters'),
  kind: z.enum(foundKinds).optional(),
  limit: z.coerce.number().int().min(1).max(most).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
});

export type Search = z.output<typeof searchSchema>;
