import { z } from 'zod';
import { createIntegration, createService, revokeIntegration } from '@/server/service/commands';
import { listServices, serviceById } from '@/server/service/queries';
import { createServiceSchema, integrationBodySchema, servicesOfSchema } from '@/server/service/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});

export const serviceEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/services',
    summary: 'A new service: what can break, and which policy pages for it',
    status: 201,
    input: createServiceSchema,
    run: (ctx, _params, input) => createService(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/services',
    summary: 'The services you may see, with their integrations',
    input: servicesOfSchema,
    run: async (ctx, _params, input) => ({ items: await listServices(ctx, input), nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/services/{id}',
    summary: 'One service',
    input: nothing,
    run: (ctx, { id = '' }) => serviceById(ctx, { serviceId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/services/{id}/integrations',
    summary: 'A new integration; its key is shown this once',
    status: 201,
    input: integrationBodySchema,
    run: (ctx, { id = '' }, input) => createIntegration(ctx, { ...input, serviceId: id }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/integrations/{id}',
    summary: 'Revokes a key, everywhere within a second',
    input: nothing,
    run: (ctx, { id = '' }) => revokeIntegration(ctx, { integrationId: id }),
  }),
];
