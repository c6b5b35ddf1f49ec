import { z } from 'zod';
import { classifications } from './classification';

const id = z.string().min(1).max(200);
const text = z.string().max(20_000, 'Write at most 20000 characters');
const instant = z.iso.datetime({
  offset: true,
  error: 'Give an instant with its offset, such as 2026-03-02T17:00:00Z',
});

const state = z.enum(
  ['open', 'acknowledged', 'snoozed', 'closed', 'merged'],
  'Choose open, acknowledged, snoozed, closed or merged',
);

/** The query of `GET /api/v1/alerts`; `state` may name several, separated by commas. */
export const listAlertsSchema = z.strictObject({
  state: z
    .preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(state).max(5))
    .optional(),
  service: id.optional(),
  team: id.optional(),
  since: instant.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,10}$/, 'Give the nextCursor of the answer before')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type ListAlerts = z.output<typeof listAlertsSchema>;

export const alertIdSchema = z.strictObject({ alertId: id });

/** The bodies of `POST /api/v1/alerts/:id/…`; the alert stands in the path. */
export const actionBodies = {
  acknowledge: z.strictObject({ note: text.optional(), personId: id.optional() }),
  unacknowledge: z.strictObject({}),
  escalate: z.strictObject({}),
  snooze: z.strictObject({ until: instant }),
  assign: z.strictObject({ personId: id }),
  responders: z.strictObject({ personIds: z.array(id).min(1, 'Name somebody').max(50, 'At most 50 people at once') }),
  merge: z.strictObject({ into: id }),
  classify: z.strictObject({
    classification: z.enum(classifications, `Choose one of ${classifications.join(', ')}`),
    note: text.optional(),
    duplicateOf: id.optional(),
  }),
  resolve: z.strictObject({ note: text.optional() }),
  reopen: z.strictObject({}),
  note: z.strictObject({ text: text.min(1, 'Write something') }),
};

const of = <S extends z.ZodRawShape>(body: z.ZodObject<S>) => body.extend({ alertId: id });

export const acknowledgeSchema = of(actionBodies.acknowledge);
export const snoozeSchema = of(actionBodies.snooze);
export const assignSchema = of(actionBodies.assign);
export const resolveSchema = of(actionBodies.resolve);
export const noteSchema = of(actionBodies.note);

export const respondersSchema = of(actionBodies.responders);
export const mergeSchema = of(actionBodies.merge);
export const classifySchema = of(actionBodies.classify);

const alertIds = z.array(id).min(1, 'Name an alert').max(500, 'At most 500 alerts at once');
const many = <N extends keyof typeof actionBodies>(action: N) =>
  actionBodies[action].extend({ alertIds, action: z.literal(action) });

/** One act on many alerts: its name, and its body beside it. */
export const bulkSchema = z.discriminatedUnion('action', [
  many('acknowledge'),
  many('unacknowledge'),
  many('escalate'),
  many('snooze'),
  many('assign'),
  many('responders'),
  many('merge'),
  many('classify'),
  many('resolve'),
  many('reopen'),
  many('note'),
]);
export type Bulk = z.output<typeof bulkSchema>;
export const startRunbookSchema = z.strictObject({ alertId: id, runbookId: id });

/** Who was paged about these, before many of them are taken at once. */
export const pagedInsteadSchema = z.strictObject({ alertIds });

export const linkSchema = z.strictObject({ token: z.string().min(20).max(200) });
