import { router, signedIn } from '@/server/trpc';
import { saveDue } from './commands';
import { dueBySeverity } from './queries';
import { dueBySeveritySchema } from './schema';

export const severityRouter = router({
  due: signedIn.query(({ ctx }) => dueBySeverity(ctx)),
  saveDue: signedIn.input(dueBySeveritySchema).mutation(({ ctx, input }) => saveDue(ctx, input)),
});
