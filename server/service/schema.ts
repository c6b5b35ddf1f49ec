import { z } from 'zod';
import { integrationKinds, openKinds } from './integration';

const id = z.string().min(1).max(200);
const name = z.string().trim().min(1, 'Give it a name').max(120);

/** `runbookId`: one of the team's, for whoever is paged for it. */
export const createServiceSchema = z.strictObject({ teamId: id, name, policyId: id, runbookId: id.optional() });
export const updateServiceSchema = z.strictObject({ serviceId: id, name: name.optional(), policyId: id.optional() });
export const serviceIdSchema = z.strictObject({ serviceId: id });
export const servicesOfSchema = z.strictObject({ teamId: id.optional() });
export const integrationIdSchema = z.strictObject({ integrationId: id });

/** The body of `POST /services/:id/integrations`; the service stands in the path. */
export const integrationBodySchema = z.strictObject({
  kind: z
    .enum(integrationKinds, `Choose one of ${openKinds.join(', ')}`)
    .refine(
      (kind) => openKinds.includes(kind),
      `This version has no door of this kind: choose one of ${openKinds.join(', ')}`,
    ),
  name,
  settings: z.strictObject({}).default({}),
});
export const createIntegrationSchema = integrationBodySchema.extend({ serviceId: id });

export type CreateService = z.output<typeof createServiceSchema>;
export type UpdateService = z.output<typeof updateServiceSchema>;
export type CreateIntegration = z.output<typeof createIntegrationSchema>;
