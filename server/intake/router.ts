import { router, signedIn } from '@/server/trpc';
import { openAlert } from './commands';
import { openAlertSchema } from './schema';

export const intakeRouter = router({
  open: signedIn.input(openAlertSchema).mutation(({ ctx, input }) => openAlert(ctx, input)),
});
