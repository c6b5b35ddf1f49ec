import { z } from 'zod';

export const auditInput = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,18}$/, 'give the cursor of an earlier answer')
    .optional(),
});
