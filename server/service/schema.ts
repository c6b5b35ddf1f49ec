import { z } from 'zod';
import * as runbook from '@/server/runbook/schema';
import { integrationKinds, mailPresets } from './integration';

/** Runbooks as files and beside services: both are known only here. */
export const { importRunbooksSchema, runbookIdSchema, serviceIdsSchema } = runbook;

const id = z.string().min(1).max(200);
const name = z.string().trim().min(1, 'Give it a name').max(120);

const daySeconds = 86_400;
const groupSeconds = z.int('Give whole seconds').min(0, 'Never before it').max(3_600, 'At most an hour');
const forgottenSeconds = z
  .int('Give whole seconds')
  .min(0, 'Never before it')
  .max(7 * daySeconds, 'At most a week')
  .refine((value) => value === 0 || value >= 60, 'At least a minute, or 0 for never');
/** The body of `PATCH /services/:id`. */
export const serviceBodySchema = z.strictObject({
  name: name.optional(),
  policyId: id.optional(),
  groupSeconds: groupSeconds.optional(),
  forgottenSeconds: forgottenSeconds.nullable().optional(),
  /** All of its runbooks, each one of the team's. Left out: as they were. */
  runbookIds: z.array(id).max(50).optional(),
});
export const updateServiceSchema = serviceBodySchema.extend({ serviceId: id });
/** `runbookId`: one of the team's, for whoever is paged for it. */
export const createServiceSchema = z.strictObject({ teamId: id, name, policyId: id, runbookId: id.optional() });
export const serviceIdSchema = z.strictObject({ serviceId: id });
export const servicesOfSchema = z.strictObject({ teamId: id.optional() });
export const integrationIdSchema = z.strictObject({ integrationId: id });

const field = z.string().trim().min(1, 'Name a field').max(100);
const pattern = z.string().min(1, 'Give a pattern').max(300);
const shape = {
  keyPattern: z
    .strictObject({
      field,
      pattern: pattern.refine((text) => text.split('{key}').length === 2, 'Say once where {key} stands'),
    })
    .optional(),
  resolveRule: z
    .strictObject({ field, equals: z.string().max(300).optional(), pattern: pattern.optional() })
    .refine(
      ({ equals, pattern }) => (equals === undefined) !== (pattern === undefined),
      'Give either equals or pattern',
    )
    .optional(),
  secret: z.string().min(8, 'A secret has at least 8 characters').max(500).optional(),
  signatureHeader: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]{1,100}$/, 'Name a header')
    .optional(),
  mailPreset: z.enum(mailPresets, `Choose ${mailPresets.join(' or ')}`).optional(),
  intervalSeconds: z
    .int('Give whole seconds')
    .min(1, 'At least a second')
    .max(31 * daySeconds, 'At most 31 days')
    .optional(),
  graceSeconds: z
    .int('Give whole seconds')
    .min(0, 'Never before it')
    .max(31 * daySeconds, 'At most 31 days')
    .optional(),
};
const settingsSchema = z.strictObject(shape);

const allowed: Partial<Record<string, (keyof typeof shape)[]>> = {
  generic: ['keyPattern', 'resolveRule'],
  'uptime-kuma': ['keyPattern', 'resolveRule'],
  grafana: ['secret', 'signatureHeader'],
  sentry: ['secret'],
  email: ['mailPreset'],
  heartbeat: ['intervalSeconds', 'graceSeconds'],
};

/** The body of `POST /services/:id/integrations`; the service stands in the path. */
const integrationShape = z.strictObject({
  kind: z.enum(integrationKinds, `Choose one of ${integrationKinds.join(', ')}`),
  name,
  settings: settingsSchema.default({}),
});

function checkSettings({ kind, settings }: z.output<typeof integrationShape>, ctx: z.RefinementCtx): void {
  const fault = (name: string, message: string) => ctx.addIssue({ code: 'custom', path: ['settings', name], message });
  for (const name of Object.keys(settings))
    if (!(allowed[kind] ?? []).includes(name as keyof typeof shape))
      fault(name, `A sender of kind ${kind} has no such setting`);
  if (kind === 'heartbeat' && settings.intervalSeconds === undefined)
    fault('intervalSeconds', 'Say how often it is expected');
}

export const integrationBodySchema = integrationShape.superRefine(checkSettings);
export const createIntegrationSchema = integrationShape.extend({ serviceId: id }).superRefine(checkSettings);

const instant = z.iso
  .datetime({ offset: true, error: 'Give an instant with its offset, such as 2026-03-02T17:00:00Z' })
  .transform((text) => new Date(text));
const windowShape = {
  serviceId: id.nullable().default(null),
  title: z.string().trim().min(1, 'Say what is planned').max(200),
  match: z.record(z.string().trim().min(1).max(100), z.string().max(300)).default({}),
  startsAt: instant,
  endsAt: instant.nullable().default(null),
};
const inOrder = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date | null }, ctx: z.RefinementCtx): void => {
  if (endsAt !== null && endsAt <= startsAt)
    ctx.addIssue({ code: 'custom', path: ['endsAt'], message: 'It ends after it begins' });
};

/** The body of `POST /maintenance-windows`. */
export const createWindowSchema = z.strictObject({ teamId: id, ...windowShape }).superRefine(inOrder);
export const updateWindowSchema = z.strictObject({ windowId: id, ...windowShape }).superRefine(inOrder);
export const windowBodySchema = z.strictObject(windowShape).superRefine(inOrder);
export const windowIdSchema = z.strictObject({ windowId: id });
export const windowsOfSchema = z.strictObject({ teamId: id.optional() });

export type CreateService = z.output<typeof createServiceSchema>;
export type UpdateService = z.output<typeof updateServiceSchema>;
export type CreateIntegration = z.output<typeof createIntegrationSchema>;
export type CreateWindow = z.output<typeof createWindowSchema>;
export type UpdateWindow = z.output<typeof updateWindowSchema>;
