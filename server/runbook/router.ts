import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import {
  createRunbookSchema,
  helpedSchema,
  runbookIdSchema,
  runbooksOfSchema,
  runIdSchema,
  saveRunbookSchema,
  tickSchema,
  versionSchema,
} from './schema';

export const runbookRouter = router({
  list: signedIn.input(runbooksOfSchema).query(({ ctx, input }) => queries.listRunbooks(ctx, input)),
  byId: signedIn.input(runbookIdSchema).query(({ ctx, input }) => queries.runbookById(ctx, input)),
  version: signedIn.input(versionSchema).query(({ ctx, input }) => queries.runbookVersion(ctx, input)),
  create: signedIn.input(createRunbookSchema).mutation(({ ctx, input }) => commands.createRunbook(ctx, input)),
  save: signedIn.input(saveRunbookSchema).mutation(({ ctx, input }) => commands.saveRunbook(ctx, input)),
  reviewed: signedIn
    .input(runbookIdSchema)
    .mutation(({ ctx, input }) => commands.confirmRunbook(ctx, input, 'reviewed')),
  tested: signedIn.input(runbookIdSchema).mutation(({ ctx, input }) => commands.confirmRunbook(ctx, input, 'tested')),
  archive: signedIn.input(runbookIdSchema).mutation(({ ctx, input }) => commands.archiveRunbook(ctx, input)),
  run: signedIn.input(runIdSchema).query(({ ctx, input }) => queries.runView(ctx, input)),
  tick: signedIn.input(tickSchema).mutation(({ ctx, input }) => commands.tick(ctx, input)),
  helped: signedIn.input(helpedSchema).mutation(({ ctx, input }) => commands.sayHelped(ctx, input)),
  endRun: signedIn.input(runIdSchema).mutation(({ ctx, input }) => commands.endRun(ctx, input)),
});
