import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import { entryHistory } from './queries';
import * as shape from './schema';

export const incidentLogRouter = router({
  history: signedIn.input(shape.entryIdSchema).query(({ ctx, input }) => entryHistory(ctx, input)),
  add: signedIn.input(shape.addEntrySchema).mutation(({ ctx, input }) => commands.addEntry(ctx, input)),
  change: signedIn.input(shape.changeEntrySchema).mutation(({ ctx, input }) => commands.changeEntry(ctx, input)),
  remove: signedIn.input(shape.entryIdSchema).mutation(({ ctx, input }) => commands.removeEntry(ctx, input)),
  star: signedIn.input(shape.starSchema).mutation(({ ctx, input }) => commands.starEntry(ctx, input)),
});
