import { z } from 'zod';
import { type Field, linkTo, priorities } from './signal';

const id = z.string().min(1).max(200);
const text = z.string().max(20_000, 'Write at most 20000 characters');
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Text, or names and values. */
const details = z
  .union([text, z.record(z.string().max(200), scalar)], 'Give text, or names with values')
  .transform((given): { text: string; fields: Field[] } =>
    typeof given === 'string'
      ? { text: given, fields: [] }
      : { text: '', fields: Object.entries(given).map(([name, value]) => ({ name, value: String(value ?? '') })) },
  );
const href = z
  .string()
  .refine((value) => linkTo(value, '').length === 1, 'Give an address that begins with http:// or https://');

/** By hand: `POST /api/v1/alerts`. */
export const openAlertSchema = z.strictObject({
  serviceId: id,
  title: z.string().trim().min(1, 'Say what is wrong').max(10_000),
  details: details.optional(),
  priority: z.enum(priorities, `Choose ${priorities.join(', ')}`).default('P3'),
  key: z.string().min(1).max(10_000).optional(),
  links: z
    .array(z.strictObject({ href, text: z.string().max(300).optional() }))
    .max(50)
    .default([]),
});
export type OpenAlert = z.output<typeof openAlertSchema>;
