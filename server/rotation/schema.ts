import { z } from 'zod';
import { AppError, type FieldFaults, invalid } from '@/server/errors';
import { weekdays } from '@/server/time/wall-clock';
import { approvals } from './approval';
import { type Definition, faultsOf, pairings } from './definition';
import type { Override } from './override';

const words = {
  local: 'Give a date and a time on the clock, such as 2026-03-02T12:00',
  clock: 'Give a time of day such as 08:00',
};

const personSchema = z.string('Name a person').min(1, 'Name a person').max(200);
const roleSchema = z.string('Give the role a name').trim().min(1, 'Give the role a name').max(60);
const localSchema = z.string(words.local).regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00)?$/, words.local);
const clockSchema = z.string(words.clock).regex(/^([01]\d|2[0-3]):[0-5]\d$/, words.clock);
const queueSchema = z.array(personSchema.nullable()).max(500, 'A queue holds at most 500 places');

export const instantSchema = z.iso.datetime({
  offset: true,
  error: 'Give an instant with its offset, such as 2026-03-02T17:00:00Z',
});

export const cadenceSchema = z.strictObject({
  unit: z.enum(['hour', 'day', 'week', 'month'], 'Choose hour, day, week or month'),
  count: z.int('Give a whole number').min(1, 'Give at least 1').max(10_000, 'Give at most 10000').default(1),
});

export const activeHoursSchema = z.strictObject({
  days: z.array(z.enum(weekdays, 'Name days such as monday')).max(7),
  start: clockSchema,
  end: z.union([clockSchema, z.literal('24:00')], words.clock),
});

const layerShape = {
  timeZone: z
    .string('Name a time zone, such as Europe/Berlin')
    .min(1, 'Name a time zone, such as Europe/Berlin')
    .max(100),
  cadence: cadenceSchema,
  startsAt: localSchema,
  queue: queueSchema.optional(),
  roles: z.array(roleSchema).max(20).default(['primary', 'secondary']),
  pairing: z.enum(pairings, `Choose ${pairings.join(' or ')}`).default('secondary-then-primary'),
  queues: z.record(roleSchema, queueSchema).optional(),
  activeHours: z.array(activeHoursSchema).max(100).optional(),
  until: localSchema.optional(),
};

/** The fields of a definition, to be laid into a larger body; add `checkDefinition` to the body's checks. */
export const definitionShape = {
  ...layerShape,
  layers: z
    .array(z.strictObject({ name: z.string().trim().min(1, 'Give the layer a name').max(100), ...layerShape }))
    .max(30, 'A rotation has at most 30 layers')
    .optional(),
};

/** Lets a body that contains a definition refuse nonsense by field path. Use with `.superRefine`. */
export function checkDefinition(definition: Definition, ctx: z.RefinementCtx): void {
  for (const [path, message] of Object.entries(faultsOf(definition))) {
    const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    ctx.addIssue({ code: 'custom', path: steps, message });
  }
}

/** A definition as interfaces describe it: nothing unknown, nothing nonsensical. */
export const definitionSchema = z.strictObject(definitionShape).superRefine(checkDefinition);

/** An override as the stateless preview takes it. */
export const overrideSchema = z
  .strictObject({
    role: roleSchema,
    person: personSchema.nullable(),
    replaces: personSchema.optional(),
    from: instantSchema,
    to: instantSchema,
  })
  .refine((override) => Date.parse(override.from) < Date.parse(override.to), {
    path: ['to'],
    message: 'The end must lie after the start',
  });

export type OverrideInput = z.infer<typeof overrideSchema>;

export const toOverride = ({ role, person, replaces, from, to }: OverrideInput): Override => ({
  role,
  personId: person,
  from: new Date(from),
  to: new Date(to),
  ...(replaces === undefined ? {} : { replaces }),
});

export type PreviewInput = z.infer<typeof previewSchema>;

const nameSchema = z
  .string('Give the rotation a name')
  .trim()
  .min(1, 'Give the rotation a name')
  .max(100, 'Use at most 100 characters');
const approvalSchema = z.enum(approvals, `Choose ${approvals.join(', ')}`);
const publishedWeeksSchema = z.int('Give a whole number').min(0, 'Give at least 0').max(52, 'Give at most 52');

/** Body of a new rotation: people by id. */
export const createRotationSchema = z
  .strictObject({
    teamId: z.string().min(1, 'Name the team by its id').max(100),
    name: nameSchema,
    ...definitionShape,
    approval: approvalSchema.default('default'),
    publishedWeeks: publishedWeeksSchema.default(4),
  })
  .superRefine(checkDefinition);

export type CreateRotationInput = z.infer<typeof createRotationSchema>;

export const rotationIdSchema = z.strictObject({ rotationId: z.string().min(1).max(100) });
export const listRotationsSchema = z
  .strictObject({ teamId: z.string().min(1).max(100).optional(), archived: z.boolean().optional() })
  .default({});

const decadeMs = 3653 * 86_400_000;

/** Body of the stateless preview. A window over ten years is no fault of a field: `boundedWindow` refuses it. */
export const previewSchema = z
  .strictObject({
    definition: definitionSchema,
    overrides: z.array(overrideSchema).max(10_000).default([]),
    from: instantSchema,
    to: instantSchema,
  })
  .superRefine((body, ctx) => {
    if (Date.parse(body.from) >= Date.parse(body.to)) {
      ctx.addIssue({ code: 'custom', path: ['to'], message: 'The end must lie after the start' });
    }
    const roles = [body.definition, ...(body.definition.layers ?? [])].flatMap((layer) => layer.roles);
    for (const [i, override] of body.overrides.entries()) {
      if (roles.includes(override.role)) continue;
      const message = `The rotation has no role “${override.role}”: use one of ${roles.join(', ')}`;
      ctx.addIssue({ code: 'custom', path: ['overrides', i, 'role'], message });
    }
  });

/** The window as a span. Throws `too-long` when it is longer than ten years. */
export function boundedWindow(window: { from: Date; to: Date }): { from: Date; to: Date } {
  if (window.to.getTime() - window.from.getTime() > decadeMs) {
    throw new AppError('too-long', 'The window is longer than ten years: ask for less at once');
  }
  return window;
}

/** Everything zod found, by field path. Unknown fields stand under their own names. */
export function fieldFaults(error: z.ZodError): FieldFaults {
  const fields: FieldFaults = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...issue.path, key].join('.')] ??= 'This field is not known: remove it';
    } else fields[issue.path.join('.') || 'body'] ??= issue.message;
  }
  return fields;
}

/** Checks a definition that came from outside. Throws `invalid` with a sentence for every field that is wrong. */
export function parseDefinition(input: unknown): Definition {
  const result = definitionSchema.safeParse(input);
  if (!result.success) throw invalid(fieldFaults(result.error));
  return result.data;
}

const versionSchema = z.int('Give the version that you have read');
const reasonSchema = z.string().trim().max(500, 'Use at most 500 characters').optional();

/** Body of `PATCH /rotations/:id` and of its preview: any fields of a definition; `null` takes one away. */
export const changeRotationSchema = z.strictObject({
  version: versionSchema,
  from: instantSchema.optional(),
  timeZone: definitionShape.timeZone.optional(),
  cadence: cadenceSchema.optional(),
  startsAt: localSchema.optional(),
  queue: queueSchema.optional(),
  roles: z.array(roleSchema).max(20).optional(),
  pairing: z.enum(pairings, `Choose ${pairings.join(' or ')}`).optional(),
  queues: z.record(roleSchema, queueSchema).nullish(),
  activeHours: z.array(activeHoursSchema).max(100).nullish(),
  until: localSchema.nullish(),
  layers: definitionShape.layers.nullable(),
  name: nameSchema.optional(),
  approval: approvalSchema.optional(),
  publishedWeeks: publishedWeeksSchema.optional(),
  reason: reasonSchema,
});

export type ChangeRotationInput = z.infer<typeof changeRotationSchema>;

/** What of a change holds at once, for the whole rotation. */
export const settingsIn = ({ name, approval, publishedWeeks }: Omit<ChangeRotationInput, 'version'>) => ({
  ...(name === undefined ? {} : { name }),
  ...(approval === undefined ? {} : { approval }),
  ...(publishedWeeks === undefined ? {} : { publishedWeeks }),
});

const changeQueueBody = z.strictObject({
  version: versionSchema,
  change: z.enum(['join', 'skip', 'leave', 'move'], 'Choose join, skip, leave or move'),
  personId: z.string('Name a person by id').min(1, 'Name a person by id').max(100),
  from: instantSchema.optional(),
  position: z.int('Give a whole number').min(0, 'Positions count from 0').optional(),
  role: roleSchema.optional(),
  layer: z.string().min(1).max(100).optional(),
  reason: reasonSchema,
  preview: z.boolean().optional(),
});

const hasPosition = ({ change, position }: { change: string; position?: number | undefined }): boolean =>
  change !== 'move' || position !== undefined;
const positionFault = { path: ['position'], message: 'Say to which position, counted from 0' };

/** Body of `POST /rotations/:id/queue`. `position` counts from 0, the head. */
export const changeQueueSchema = changeQueueBody.refine(hasPosition, positionFault);

/** The same where the rotation stands beside it. */
export const changeQueueByIdSchema = changeQueueBody.extend(rotationIdSchema.shape).refine(hasPosition, positionFault);

export type ChangeQueueInput = z.infer<typeof changeQueueSchema>;

/** Body of `POST /rotations/:id/overrides`. `from` left out: from now on; `personId` null takes people off. */
export const layOverrideSchema = z.strictObject({
  version: versionSchema,
  role: roleSchema,
  personId: z.string('Name a person by id, or null for nobody').min(1).max(100).nullable(),
  replaces: z.string().min(1).max(100).optional(),
  from: instantSchema.optional(),
  to: instantSchema,
  reason: reasonSchema,
  preview: z.boolean().optional(),
});

export type LayOverrideInput = z.infer<typeof layOverrideSchema>;

/** As it would lie; `from` left out: from `now` on. */
export const overrideOf = ({ role, personId, replaces, from, to }: LayOverrideInput, now: Date): Override => ({
  role,
  personId,
  from: from === undefined ? now : new Date(from),
  to: new Date(to),
  ...(replaces === undefined ? {} : { replaces }),
});

/** Body of `DELETE /rotations/:id/overrides/:overrideId`. */
export const removeOverrideSchema = z.strictObject({ version: versionSchema, reason: reasonSchema });
export const removeOverrideByIdSchema = removeOverrideSchema.extend({
  ...rotationIdSchema.shape,
  overrideId: z.string().min(1).max(100),
});

/** `restored`: the version to go back to, from a handoff on. */
export const restoreRotationSchema = z.strictObject({
  ...rotationIdSchema.shape,
  version: versionSchema,
  restored: z.int('Name the version to restore').min(1),
  from: instantSchema.optional(),
  reason: reasonSchema,
});

export const archiveRotationSchema = z.strictObject({
  ...rotationIdSchema.shape,
  version: versionSchema,
  archived: z.boolean(),
  reason: reasonSchema,
});

export type RemoveOverrideInput = z.infer<typeof removeOverrideByIdSchema>;
export type RestoreRotationInput = z.infer<typeof restoreRotationSchema>;
export type ArchiveRotationInput = z.infer<typeof archiveRotationSchema>;
