import { z } from 'zod';
import { severities } from '@/server/severity/severity';
import { componentStatuses, publicStates } from './public-state';
import { places } from './publication';

const id = z.string().min(1).max(200);
const text = z.string().trim().min(1, 'Say what people are to know').max(5_000, 'Use at most 5000 characters');
const place = z.enum(places, 'Choose slack or status-page');
const state = z.enum(publicStates, 'Choose investigating, identified, monitoring or resolved');
const severity = z.enum(severities, 'Choose critical, major or minor');

export const incidentSchema = z.strictObject({ incidentId: id });

export const updateBodySchema = z.strictObject({
  text,
  /** Left out: what follows from the incident's own. */
  state: state.optional(),
  /** What it is called in public; left out: as in the last update, at first as the incident. */
  title: z.string().trim().min(1, 'Say what is wrong').max(200, 'Use at most 200 characters').optional(),
  /** Left out: the incident's services, as bad as its severity says. */
  components: z
    .array(z.strictObject({ serviceId: id, status: z.enum(componentStatuses, 'Choose how the service is') }))
    .max(50)
    .optional(),
  /** Null: when there is news. Left out: after as long as the severity says. */
  nextUpdateAt: z.iso
    .datetime({ offset: true, error: 'Give an instant such as 2026-11-16T10:00:00Z' })
    .nullable()
    .optional(),
  /** Left out: everywhere that is set up. */
  places: z.array(place).max(places.length).optional(),
});
export const postUpdateSchema = updateBodySchema.extend({ incidentId: id });

export const publicationSchema = z.strictObject({ updateId: id, place });

export const statusPageSchema = z.strictObject({
  pageId: z
    .string()
    .trim()
    .regex(/^[\w-]{1,100}$/, 'It is the id in the address of the page’s settings, such as kctbh9vrtdwd'),
  /** Left out: the one that is stored. */
  apiKey: z.string().trim().min(1, 'Give the API key').max(500).optional(),
  version: z.number().int().min(0),
});

export const componentsSchema = z.strictObject({
  components: z
    .array(
      z.strictObject({
        serviceId: id,
        componentId: z
          .string()
          .trim()
          .regex(/^[\w-]{1,100}$/, 'It is the id of a component, such as vtnh60py4yd7')
          .nullable(),
      }),
    )
    .max(500),
});

/** `text` null: Baton's own words again. */
export const templateSchema = z.strictObject({ severity, state, text: text.nullable() });

export type PostUpdate = z.output<typeof postUpdateSchema>;
export type StatusPageInput = z.output<typeof statusPageSchema>;
export type TemplateInput = z.output<typeof templateSchema>;
