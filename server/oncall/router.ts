import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import { calendarSchema, feedIdSchema, newFeedSchema, shiftsSchema, teamSchema } from './schema';

export const oncallRouter = router({
  now: signedIn.query(({ ctx }) => queries.currentForTeams(ctx)),
  watch: signedIn.subscription(({ signal }) => queries.watch(signal)),
  shifts: signedIn.input(shiftsSchema).query(({ ctx, input }) => queries.shiftsBetween(ctx, input)),
  calendar: signedIn.input(calendarSchema).query(({ ctx, input }) => queries.calendar(ctx, input)),
  coverageAhead: signedIn.query(({ ctx }) => queries.coverageAhead(ctx)),

  team: signedIn.input(teamSchema).query(({ ctx, input }) => queries.teamOverview(ctx, input)),
  feeds: signedIn.query(({ ctx }) => queries.listFeeds(ctx, ctx.actor.personId)),
  createFeed: signedIn
    .input(newFeedSchema)
    .mutation(({ ctx, input }) => commands.createFeed(ctx, ctx.actor.personId, input)),
  replaceFeedToken: signedIn
    .input(feedIdSchema)
    .mutation(({ ctx, input }) => commands.replaceFeedToken(ctx, input.feedId)),
  revokeFeed: signedIn.input(feedIdSchema).mutation(({ ctx, input }) => commands.revokeFeed(ctx, input.feedId)),
});
