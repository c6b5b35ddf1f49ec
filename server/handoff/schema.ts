import { z } from 'zod';
import { longestText } from './merge';
import { prompts } from './note';

const idSchema = z
  .string()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'Name it by its id');

/** What the database's text cannot hold stands as \ufffd. */
const storable = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '\ufffd');

export const noteSchema = z.strictObject({ noteId: idSchema });
export const passLeadSchema = z.strictObject({ noteId: idSchema, incidentId: idSchema });
export const rotationSchema = z.strictObject({ rotationId: idSchema });

/** `baseVersion`: of the text that was changed; 0 where nobody had written. */
export const saveSchema = z.strictObject({
  noteId: idSchema,
  prompt: z.enum(prompts),
  text: z
    .string()
    .max(longestText, `Keep it under ${longestText} characters: link to what is longer`)
    .transform(storable),
  baseVersion: z.int().min(0),
});

export const acceptSchema = z.strictObject({
  noteId: idSchema,
  checklist: z.strictObject({ laptop: z.boolean(), internet: z.boolean(), runbooks: z.boolean() }),
});

const answer = z.int().min(1, 'Choose 1 to 5').max(5, 'Choose 1 to 5');

export const pulseSchema = z.strictObject({
  noteId: idSchema,
  slept: answer,
  supported: answer,
  again: answer,
  line: z.string().trim().max(500, 'One line, at most 500 characters').transform(storable).optional(),
});

/** The query of `GET /handoffs/{id}`: the note stands in the path. */
export const nothingSchema = z.strictObject({});

export type NoteInput = z.infer<typeof noteSchema>;
export type PassLeadInput = z.infer<typeof passLeadSchema>;
export type SaveInput = z.infer<typeof saveSchema>;
export type AcceptInput = z.infer<typeof acceptSchema>;
export type PulseInput = z.infer<typeof pulseSchema>;
