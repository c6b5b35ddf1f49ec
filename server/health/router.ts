import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import { helpedSchema, openFollowUpSchema, reportSchema, rowsSchema } from './schema';

export const healthRouter = router({
  report: signedIn.input(reportSchema).query(({ ctx, input }) => queries.report(ctx, input)),
  rows: signedIn.input(rowsSchema).query(({ ctx, input }) => queries.rows(ctx, input)),
  helped: signedIn.input(helpedSchema).query(({ ctx, input }) => queries.helpedOf(ctx, input)),
  openFollowUp: signedIn.input(openFollowUpSchema).mutation(({ ctx, input }) => commands.openNoiseFollowUp(ctx, input)),
});
