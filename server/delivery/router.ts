import { router, signedIn } from '@/server/trpc';
import * as queries from './queries';
import { listDeliveries } from './schema';

export const deliveryRouter = router({
  list: signedIn.input(listDeliveries).query(({ ctx, input }) => queries.listDeliveries(ctx, input)),
  health: signedIn.query(({ ctx }) => queries.deliveryHealth(ctx)),
});
