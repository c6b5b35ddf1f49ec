import { router, signedIn } from '@/server/trpc';
import * as queries from './queries';
import { reportSchema } from './schema';

export const healthRouter = router({
  report: signedIn.input(reportSchema).query(({ ctx, input }) => queries.report(ctx, input)),
});
