import { router, signedIn } from '../trpc';
import { audit } from './queries';
import { auditInput } from './schema';

export const timelineRouter = router({
  audit: signedIn.input(auditInput).query(({ ctx, input }) => audit(ctx, input)),
});
