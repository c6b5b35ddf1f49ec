import { router, signedIn } from '@/server/trpc';
import {
  createIntegration,
  createService,
  createWindow,
  endWindow,
  importRunbooks,
  revokeIntegration,
  setRunbookServices,
  updateService,
  updateWindow,
} from './commands';
import { listServices, listWindows, runbookFile, serviceById } from './queries';
import {
  createIntegrationSchema,
  createServiceSchema,
  createWindowSchema,
  importRunbooksSchema,
  integrationIdSchema,
  runbookIdSchema,
  serviceIdSchema,
  serviceIdsSchema,
  servicesOfSchema,
  updateServiceSchema,
  updateWindowSchema,
  windowIdSchema,
  windowsOfSchema,
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
  windows: signedIn.input(windowsOfSchema).query(({ ctx, input }) => listWindows(ctx, input)),
  createWindow: signedIn.input(createWindowSchema).mutation(({ ctx, input }) => createWindow(ctx, input)),
  updateWindow: signedIn.input(updateWindowSchema).mutation(({ ctx, input }) => updateWindow(ctx, input)),
  endWindow: signedIn.input(windowIdSchema).mutation(({ ctx, input }) => endWindow(ctx, input)),
  importRunbooks: signedIn.input(importRunbooksSchema).mutation(({ ctx, input }) => importRunbooks(ctx, input)),
  runbookFile: signedIn.input(runbookIdSchema).query(({ ctx, input }) => runbookFile(ctx, input)),
  setRunbookServices: signedIn.input(serviceIdsSchema).mutation(({ ctx, input }) => setRunbookServices(ctx, input)),
});
