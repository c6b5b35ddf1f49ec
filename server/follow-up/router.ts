import { router, signedIn } from '@/server/trpc';
import { changeFollowUp, createFollowUp, reassign } from './commands';
import { followUpById, listFollowUps } from './queries';
import {
  changeFollowUpSchema,
  createFollowUpSchema,
  followUpIdSchema,
  listFollowUpsSchema,
  reassignSchema,
} from './schema';

export const followUpRouter = router({
  list: signedIn.input(listFollowUpsSchema).query(({ ctx, input }) => listFollowUps(ctx, input)),
  byId: signedIn.input(followUpIdSchema).query(({ ctx, input }) => followUpById(ctx, input)),
  create: signedIn.input(createFollowUpSchema).mutation(({ ctx, input }) => createFollowUp(ctx, input)),
  change: signedIn.input(changeFollowUpSchema).mutation(({ ctx, input }) => changeFollowUp(ctx, input)),
  reassign: signedIn.input(reassignSchema).mutation(({ ctx, input }) => reassign(ctx, input)),
});
