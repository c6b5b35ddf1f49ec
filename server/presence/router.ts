import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import { lookedAtSchema } from './schema';

export const presenceRouter = router({
  look: signedIn.input(lookedAtSchema).mutation(({ ctx, input }) => commands.look(ctx, input)),
  lookAway: signedIn.input(lookedAtSchema).mutation(({ ctx, input }) => commands.lookAway(ctx, input)),
});
