import { router, signedIn } from '@/server/trpc';
import { whatIf } from './queries';
import { whatIfSchema } from './schema';

export const whatIfRouter = router({
  replay: signedIn.input(whatIfSchema).query(({ ctx, input }) => whatIf(ctx, input)),
});
