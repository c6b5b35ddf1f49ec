import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import * as schema from './schema';

export const requestRouter = router({
  list: signedIn.input(schema.listSchema).query(({ ctx, input }) => queries.listRequests(ctx, input)),
  waiting: signedIn.query(({ ctx }) => queries.waitingCount(ctx)),
  byId: signedIn.input(schema.requestIdSchema).query(({ ctx, input }) => queries.requestById(ctx, input)),
  form: signedIn.input(schema.formSchema).query(({ ctx, input }) => queries.askForm(ctx, input)),
  preview: signedIn.input(schema.previewAskSchema).query(({ ctx, input }) => queries.previewAsk(ctx, input)),
  onCalendar: signedIn.input(schema.onCalendarSchema).query(({ ctx, input }) => queries.requestsOnCalendar(ctx, input)),
  why: signedIn.input(schema.whySchema).query(({ ctx, input }) => queries.why(ctx, input)),

  ask: signedIn.input(schema.askSchema).mutation(({ ctx, input }) => commands.ask(ctx, input)),
  accept: signedIn.input(schema.acceptSchema).mutation(({ ctx, input }) => commands.accept(ctx, input)),
  decline: signedIn.input(schema.declineSchema).mutation(({ ctx, input }) => commands.decline(ctx, input)),
  approve: signedIn.input(schema.approveSchema).mutation(({ ctx, input }) => commands.approve(ctx, input)),
  reject: signedIn.input(schema.rejectSchema).mutation(({ ctx, input }) => commands.reject(ctx, input)),
  cancel: signedIn.input(schema.cancelSchema).mutation(({ ctx, input }) => commands.cancel(ctx, input)),
  reverse: signedIn.input(schema.reverseSchema).mutation(({ ctx, input }) => commands.reverse(ctx, input)),
  end: signedIn.input(schema.endSchema).mutation(({ ctx, input }) => commands.end(ctx, input)),
  remind: signedIn.input(schema.requestIdSchema).mutation(({ ctx, input }) => commands.remind(ctx, input)),
  takeOver: signedIn.input(schema.takeOverSchema).mutation(({ ctx, input }) => commands.takeOver(ctx, input)),
  decideMany: signedIn.input(schema.decideManySchema).mutation(({ ctx, input }) => commands.decideMany(ctx, input)),
});
