import { router, signedIn } from '@/server/trpc';
import {
  changeFollowUp,
  createFollowUp,
  exportFollowUp,
  reassign,
  removeTracker,
  reportStep,
  setTracker,
} from './commands';
import { followUpById, listFollowUps, trackerOf } from './queries';
import {
  changeFollowUpSchema,
  createFollowUpSchema,
  followUpIdSchema,
  listFollowUpsSchema,
  reassignSchema,
  reportStepSchema,
  setTrackerSchema,
  teamTrackerSchema,
} from './schema';

export const followUpRouter = router({
  list: signedIn.input(listFollowUpsSchema).query(({ ctx, input }) => listFollowUps(ctx, input)),
  byId: signedIn.input(followUpIdSchema).query(({ ctx, input }) => followUpById(ctx, input)),
  create: signedIn.input(createFollowUpSchema).mutation(({ ctx, input }) => createFollowUp(ctx, input)),
  change: signedIn.input(changeFollowUpSchema).mutation(({ ctx, input }) => changeFollowUp(ctx, input)),
  reportStep: signedIn.input(reportStepSchema).mutation(({ ctx, input }) => reportStep(ctx, input)),
  export: signedIn.input(followUpIdSchema).mutation(({ ctx, input }) => exportFollowUp(ctx, input)),
  tracker: signedIn.input(teamTrackerSchema).query(({ ctx, input }) => trackerOf(ctx, input)),
  setTracker: signedIn.input(setTrackerSchema).mutation(({ ctx, input }) => setTracker(ctx, input)),
  removeTracker: signedIn.input(teamTrackerSchema).mutation(({ ctx, input }) => removeTracker(ctx, input)),
  reassign: signedIn.input(reassignSchema).mutation(({ ctx, input }) => reassign(ctx, input)),
});
