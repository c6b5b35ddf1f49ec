import { importRunbooksSchema, runbookIdSchema, serviceIdsSchema } from '@/server/runbook/schema';
import { router, signedIn } from '@/server/trpc';
import {
  createIntegration,
  createService,
  importRunbooks,
  revokeIntegration,
  setRunbookServices,
  updateService,
} from './commands';
import { listServices, runbookFile, serviceById } from './queries';
import {
  createIntegrationSchema,
  createServiceSchema,
  integrationIdSchema,
  serviceIdSchema,
  servicesOfSchema,
  updateServiceSchema,
} from './schema';

export const serviceRouter = router({
  list: signedIn.input(servicesOfSchema).query(({ ctx, input }) => listServices(ctx, input)),
  byId: signedIn.input(serviceIdSchema).query(({ ctx, input }) => serviceById(ctx, input)),
  create: signedIn.input(createServiceSchema).mutation(({ ctx, input }) => createService(ctx, input)),
  update: signedIn.input(updateServiceSchema).mutation(({ ctx, input }) => updateService(ctx, input)),
  createIntegration: signedIn
    .input(createIntegrationSchema)
    .mutation(({ ctx, input }) => createIntegration(ctx, input)),
  revokeIntegration: signedIn.input(integrationIdSchema).mutation(({ ctx, input }) => revokeIntegration(ctx, input)),
  importRunbooks: signedIn.input(importRunbooksSchema).mutation(({ ctx, input }) => importRunbooks(ctx, input)),
  runbookFile: signedIn.input(runbookIdSchema).query(({ ctx, input }) => runbookFile(ctx, input)),
  setRunbookServices: signedIn.input(serviceIdsSchema).mutation(({ ctx, input }) => setRunbookServices(ctx, input)),
});
