import { z } from 'zod';
import {
  createIntegration,
  createService,
  createWindow,
  endWindow,
  revokeIntegration,
  updateService,
  updateWindow,
} from '@/server/service/commands';
import { listServices, listWindows, serviceById, windowById } from '@/server/service/queries';
import {
  createServiceSchema,
  createWindowSchema,
  integrationBodySchema,
  serviceBodySchema,
  servicesOfSchema,
  windowBodySchema,
  windowsOfSchema,
} from '@/server/service/schema';
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
    method: 'PATCH',
    path: '/services/{id}',
    summary: 'Name, policy, grouping, and when acknowledged and forgotten comes back',
    input: serviceBodySchema,
    run: (ctx, { id = '' }, input) => updateService(ctx, { ...input, serviceId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/maintenance-windows',
    summary: 'Planned work: alerts are stored as ever and page nobody until it ends',
    status: 201,
    input: createWindowSchema,
    run: (ctx, _params, input) => createWindow(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/maintenance-windows',
    summary: 'The windows of your teams, planned, active and those of the last week',
    input: windowsOfSchema,
    run: async (ctx, _params, input) => ({ items: await listWindows(ctx, input), nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/maintenance-windows/{id}',
    summary: 'One window',
    input: nothing,
    run: (ctx, { id = '' }) => windowById(ctx, { windowId: id }),
  }),
  endpoint({
    method: 'PUT',
    path: '/maintenance-windows/{id}',
    summary: 'Moves a window, or changes what it covers',
    input: windowBodySchema,
    run: (ctx, { id = '' }, input) => updateWindow(ctx, { ...input, windowId: id }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/maintenance-windows/{id}',
    summary: 'Ends a window now: what still fires is paged at once',
    input: nothing,
    run: (ctx, { id = '' }) => endWindow(ctx, { windowId: id }),
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
