import { z } from 'zod';

export const lookedAtSchema = z.strictObject({ incidentId: z.string().min(1).max(200) });
