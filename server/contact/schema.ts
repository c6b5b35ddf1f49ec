import { z } from 'zod';
import { channels } from './contact-method';

const id = z.uuid('Name it by its id');

export const personInput = z.strictObject({ personId: id });

export const methodInput = z.strictObject({ personId: id, methodId: id });

export const newContactMethod = z.strictObject({
  personId: id,
  channel: z.enum(channels, 'Choose one of the channels'),
  address: z.string().min(1, 'Give the address').max(4_000, 'This is too long for an address'),
  /** The access token of an ntfy topic, or the secret a webhook is to be signed by (`whsec_…`). */
  token: z.string().max(500, 'At most 500 characters').optional(),
  /** What it is called on screen: "Chrome on Android". */
  label: z.string().trim().min(1, 'Give it a name').max(80, 'At most 80 characters').optional(),
  /** For admins: they vouch for it, and no code is sent. */
  verified: z.boolean().optional(),
});

export const verification = z.strictObject({
  personId: id,
  methodId: id,
  code: z.string().regex(/^\s*\d{3}\s?\d{3}\s*$/, 'The code has six digits'),
});

export const newRules = z.strictObject({
  personId: id,
  rules: z
    .array(
      z.strictObject({
        urgency: z.enum(['high', 'low'], 'Choose high or low'),
        afterSeconds: z
          .int('Whole seconds')
          .min(0, 'Not before the page')
          .max(3_600, 'At most an hour: the next step would be first'),
        contactMethodId: id,
      }),
    )
    .max(40, 'At most 40 rules'),
});

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 22:00');

export const newQuietHours = z.strictObject({
  personId: id,
  hours: z
    .strictObject({ from: clock, to: clock })
    .refine(({ from, to }) => from !== to, 'Quiet hours end at another time than they begin')
    .nullable(),
});

export const testPage = z.strictObject({ personId: id, methodId: id.optional() });

export const peopleInput = z.strictObject({ personIds: z.array(id).max(500, 'At most 500 people at once') });
