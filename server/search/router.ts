import { router, signedIn } from '@/server/trpc';
import { search } from './queries';
import { searchSchema } from './schema';

export const searchRouter = router({
  find: signedIn.input(searchSchema).query(({ ctx, input }) => search(ctx, input)),
});
