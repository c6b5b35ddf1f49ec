import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import { incidentById, listIncidents, timelinePart } from './queries';
import * as shape from './schema';

export const incidentRouter = router({
  list: signedIn.input(shape.listIncidentsSchema).query(({ ctx, input }) => listIncidents(ctx, input)),
  byId: signedIn.input(shape.incidentIdSchema).query(({ ctx, input }) => incidentById(ctx, input)),
  timeline: signedIn.input(shape.timelineSchema).query(({ ctx, input }) => timelinePart(ctx, input)),
  declare: signedIn.input(shape.declareSchema).mutation(({ ctx, input }) => commands.declare(ctx, input)),
  accept: signedIn.input(shape.incidentIdSchema).mutation(({ ctx, input }) => commands.accept(ctx, input)),
  decline: signedIn.input(shape.declineSchema).mutation(({ ctx, input }) => commands.decline(ctx, input)),
  mitigate: signedIn.input(shape.incidentIdSchema).mutation(({ ctx, input }) => commands.mitigate(ctx, input)),
  resolve: signedIn.input(shape.incidentIdSchema).mutation(({ ctx, input }) => commands.resolve(ctx, input)),
  close: signedIn.input(shape.closeSchema).mutation(({ ctx, input }) => commands.close(ctx, input)),
  reopen: signedIn.input(shape.incidentIdSchema).mutation(({ ctx, input }) => commands.reopen(ctx, input)),
  merge: signedIn.input(shape.mergeIncidentSchema).mutation(({ ctx, input }) => commands.merge(ctx, input)),
  change: signedIn.input(shape.changeIncidentSchema).mutation(({ ctx, input }) => commands.changeIncident(ctx, input)),
  setRoles: signedIn.input(shape.rolesSchema).mutation(({ ctx, input }) => commands.setRoles(ctx, input)),
  addResponders: signedIn
    .input(shape.respondersSchema)
    .mutation(({ ctx, input }) => commands.addResponders(ctx, input)),
  join: signedIn.input(shape.incidentIdSchema).mutation(({ ctx, input }) => commands.join(ctx, input)),
  attachAlerts: signedIn.input(shape.attachSchema).mutation(({ ctx, input }) => commands.attachAlerts(ctx, input)),
  startRunbook: signedIn
    .input(shape.startRunbookSchema)
    .mutation(({ ctx, input }) => commands.startRunbook(ctx, input)),
  addFollowUp: signedIn
    .input(shape.incidentFollowUpSchema)
    .mutation(({ ctx, input }) => commands.addFollowUp(ctx, input)),
});
