import { router, signedIn } from '@/server/trpc';
import * as queries from './queries';
import { calendarSchema, onCallSchema, shiftsSchema } from './schema';

export const oncallRouter = router({
  now: signedIn.query(({ ctx }) => queries.currentForTeams(ctx)),
  watch: signedIn.subscription(({ signal }) => queries.watch(signal)),
  at: signedIn.input(onCallSchema).query(({ ctx, input }) => queries.onCallAt(ctx, input)),
  shifts: signedIn.input(shiftsSchema).query(({ ctx, input }) => queries.shiftsBetween(ctx, input)),
  calendar: signedIn.input(calendarSchema).query(({ ctx, input }) => queries.calendar(ctx, input)),
});
