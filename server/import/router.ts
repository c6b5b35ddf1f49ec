import { open, router, signedIn } from '@/server/trpc';
import { loadDemo, removeDemo } from './commands';
import { demoState } from './queries';

export const importRouter = router({
  /** Open while set-up is: whoever comes first may look at the demo before there is an admin. */
  demoState: open.query(({ ctx }) => demoState(ctx)),
  loadDemo: open.mutation(({ ctx }) => loadDemo(ctx)),
  removeDemo: signedIn.mutation(({ ctx }) => removeDemo(ctx)),
});
