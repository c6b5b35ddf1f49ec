import { z } from 'zod';
import { idSchema } from '@/server/team/schema';

const daySchema = z.iso.date('Give a day such as 2026-12-24');

const fields = {
  firstDay: daySchema,
  lastDay: daySchema,
  note: z.string().trim().max(200, 'Use at most 200 characters').optional(),
};

type Days = { firstDay: string; lastDay: string };

const inOrder = <S extends z.ZodType<Days>>(schema: S) =>
  schema
    .refine(({ firstDay, lastDay }) => firstDay <= lastDay, {
      path: ['lastDay'],
      message: 'The last day lies before the first',
    })
    .refine(({ firstDay, lastDay }) => Date.parse(lastDay) - Date.parse(firstDay) <= 366 * 86_400_000, {
      path: ['lastDay'],
      message: 'Give at most a year at once',
    });

/** Whole days on the person's own clock, the last one included. */
export const newTimeOffSchema = inOrder(z.strictObject({ personId: idSchema, ...fields }));
/** The body of `POST /people/{id}/time-off`; the person stands in the path. */
export const newTimeOffBody = inOrder(z.strictObject(fields));

/** `webcal:` is how calendars call it; it is fetched over https. */
const feedAddressSchema = z
  .string()
  .trim()
  .max(2_000, 'This is too long for an address')
  .transform((text) => text.replace(/^webcals?:/i, 'https:'))
  .refine((text) => URL.canParse(text) && /^https?:/.test(text), 'Give an address beginning with https://');
export const timeOffFeedSchema = z.strictObject({ personId: idSchema, address: feedAddressSchema.nullable() });
export const timeOffIdSchema = z.strictObject({ id: idSchema });
export const timeOffOwnerSchema = z.strictObject({ personId: idSchema });

export type NewTimeOff = z.infer<typeof newTimeOffSchema>;
export type SetTimeOffFeed = z.infer<typeof timeOffFeedSchema>;
