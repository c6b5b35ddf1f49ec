import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import { newTimeOffSchema, timeOffFeedSchema, timeOffIdSchema, timeOffOwnerSchema } from './schema';

export const timeOffRouter = router({
  list: signedIn.input(timeOffOwnerSchema).query(({ ctx, input }) => queries.listTimeOff(ctx, input)),
  add: signedIn.input(newTimeOffSchema).mutation(({ ctx, input }) => commands.addTimeOff(ctx, input)),
  remove: signedIn.input(timeOffIdSchema).mutation(({ ctx, input }) => commands.removeTimeOff(ctx, input)),
  feed: signedIn.input(timeOffOwnerSchema).query(({ ctx, input }) => queries.timeOffFeedState(ctx, input)),
  setFeed: signedIn.input(timeOffFeedSchema).mutation(({ ctx, input }) => commands.setTimeOffFeed(ctx, input)),
});
