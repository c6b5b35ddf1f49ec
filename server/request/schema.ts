import { z } from 'zod';
import { instantSchema } from '@/server/rotation/schema';
import { kinds, reasons, states } from './request';

/** What the database's text cannot hold is no id of anything. */
const storable = /^[^\p{Cc}\p{Cs}]+$/u;
const idSchema = z.string('Name it by its id').max(100).regex(storable, 'Name it by its id');
const personSchema = z.string('Name a person by id').max(100).regex(storable, 'Name a person by id');
const noteSchema = z
  .string()
  .trim()
  .max(1_000, 'Use at most 1000 characters')
  .transform((text) => text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '\ufffd'));
const roleSchema = z.string().min(1, 'Name a role').max(60);

const question = {
  kind: z.enum(kinds, `Choose ${kinds.join(' or ')}`),
  role: roleSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  turnStartsAt: instantSchema.optional(),
  withTurnStartsAt: instantSchema.optional(),
  with: personSchema.nullable(),
  for: personSchema.optional(),
  note: noteSchema.optional(),
  /** Why it is asked in spite of the warnings; kept with the note. */
  proceedReason: noteSchema.optional(),
};
const reasonSchema = z.enum(reasons, `Choose ${reasons.join(', ')}`);

/** Body of `POST /rotations/:id/requests`. What a kind needs and what does not fit is said by `stopsOf`, field by field. */
export const askBody = z.strictObject({ ...question, reason: reasonSchema });
export const askSchema = z.strictObject({ rotationId: idSchema, ...question, reason: reasonSchema });
export const previewAskSchema = z.strictObject({ rotationId: idSchema, ...question, reason: reasonSchema.optional() });

export type AskInput = z.infer<typeof askSchema>;
export type PreviewAskInput = z.infer<typeof previewAskSchema>;

export const requestIdSchema = z.strictObject({ id: idSchema });
export const formSchema = z.strictObject({ for: personSchema.optional() }).default({});

export const tabs = ['waiting', 'mine', 'team', 'decided'] as const;
export type Tab = (typeof tabs)[number];
const cursorSchema = z.string().regex(/^\d{1,9}$/, 'Give the cursor of an earlier answer');
export const listSchema = z.strictObject({ tab: z.enum(tabs), cursor: cursorSchema.optional() });

/** The query of `GET /requests`. */
export const listQuery = z.strictObject({
  rotationId: idSchema.optional(),
  state: z.enum(states, `Choose ${states.join(', ')}`).optional(),
  cursor: cursorSchema.optional(),
});
export type ListQuery = z.infer<typeof listQuery>;

const isForward = ({ from, to }: { from: string; to: string }): boolean => Date.parse(from) < Date.parse(to);
export const onCalendarSchema = z
  .strictObject({
    from: instantSchema,
    to: instantSchema,
    teamId: idSchema.optional(),
    rotationId: idSchema.optional(),
  })
  .refine(isForward, { path: ['to'], message: 'The end must lie after the start' });
export const whySchema = z.strictObject({ rotationId: idSchema, role: roleSchema, at: instantSchema });

const noteOnly = { note: noteSchema.optional() };
/** Bodies of the calls below `/requests/:id`. `turnStartsAt`: the turn that the taker of an open swap gives. */
export const actBodies = {
  accept: z.strictObject({ ...noteOnly, turnStartsAt: instantSchema.optional() }),
  decline: z.strictObject(noteOnly),
  approve: z.strictObject({ ...noteOnly, seenVersion: z.int().optional() }),
  reject: z.strictObject(noteOnly),
  cancel: z.strictObject(noteOnly),
  reverse: z.strictObject(noteOnly),
  end: z.strictObject(noteOnly),
};
const byId = { id: idSchema };
export const acceptSchema = actBodies.accept.extend(byId);
export const declineSchema = actBodies.decline.extend(byId);
export const approveSchema = actBodies.approve.extend(byId);
/** On screen a rejection says why; programs may leave it out. */
export const rejectSchema = z.strictObject({ ...byId, note: noteSchema.refine((note) => note !== '', 'Say why') });
export const cancelSchema = actBodies.cancel.extend(byId);
export const reverseSchema = actBodies.reverse.extend(byId);
export const endSchema = actBodies.end.extend(byId);

/** Body of `POST /rotations/:id/take-over`. */
export const takeOverBody = z.strictObject({ role: roleSchema, until: instantSchema });
export const takeOverSchema = z
  .strictObject({
    rotationId: idSchema,
    role: roleSchema,
    until: instantSchema.optional(),
    hours: z.number('Say for how many hours').positive('Give more than nothing').max(24).optional(),
  })
  .refine(({ until, hours }) => (until === undefined) !== (hours === undefined), {
    path: ['until'],
    message: 'Say until when, or for how many hours',
  });
export type TakeOverInput = z.infer<typeof takeOverSchema>;

export const decideManySchema = z
  .strictObject({
    ids: z.array(idSchema).min(1, 'Choose at least one').max(100, 'Decide at most 100 at once'),
    decision: z.enum(['approve', 'reject']),
    note: noteSchema.optional(),
  })
  .refine(({ decision, note }) => decision === 'approve' || Boolean(note), { path: ['note'], message: 'Say why' });
export type DecideManyInput = z.infer<typeof decideManySchema>;
