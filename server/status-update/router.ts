import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import { settings, updatesOfIncident } from './queries';
import * as shape from './schema';

export const statusUpdateRouter = router({
  ofIncident: signedIn.input(shape.incidentSchema).query(({ ctx, input }) => updatesOfIncident(ctx, input)),
  post: signedIn.input(shape.postUpdateSchema).mutation(({ ctx, input }) => commands.postUpdate(ctx, input)),
  publishAgain: signedIn.input(shape.publicationSchema).mutation(({ ctx, input }) => commands.publishAgain(ctx, input)),
  settings: signedIn.query(({ ctx }) => settings(ctx)),
  saveStatusPage: signedIn
    .input(shape.statusPageSchema)
    .mutation(({ ctx, input }) => commands.saveStatusPage(ctx, input)),
  removeStatusPage: signedIn.mutation(({ ctx }) => commands.removeStatusPage(ctx)),
  saveComponents: signedIn
    .input(shape.componentsSchema)
    .mutation(({ ctx, input }) => commands.saveComponents(ctx, input)),
  saveTemplate: signedIn.input(shape.templateSchema).mutation(({ ctx, input }) => commands.saveTemplate(ctx, input)),
});
