import { open, router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import * as shape from './schema';

export const reviewRouter = router({
  list: signedIn.input(shape.listReviewsSchema).query(({ ctx, input }) => queries.listReviews(ctx, input)),
  ofIncident: signedIn.input(shape.incidentSchema).query(({ ctx, input }) => queries.reviewOfIncident(ctx, input)),
  byId: signedIn.input(shape.reviewIdSchema).query(({ ctx, input }) => queries.reviewById(ctx, input)),
  versions: signedIn.input(shape.sectionSchema).query(({ ctx, input }) => queries.sectionVersions(ctx, input)),
  version: signedIn.input(shape.sectionVersionSchema).query(({ ctx, input }) => queries.sectionVersion(ctx, input)),
  file: signedIn.input(shape.reviewIdSchema).query(({ ctx, input }) => queries.reviewFile(ctx, input)),
  template: signedIn.query(({ ctx }) => queries.reviewTemplate(ctx)),
  shared: open.input(shape.sharedSchema).query(({ ctx, input }) => queries.sharedReview(ctx, input)),
  begin: signedIn.input(shape.incidentSchema).mutation(({ ctx, input }) => commands.beginReview(ctx, input)),
  saveSection: signedIn.input(shape.saveSectionSchema).mutation(({ ctx, input }) => commands.saveSection(ctx, input)),
  ask: signedIn.input(shape.askSchema).mutation(({ ctx, input }) => commands.askForReview(ctx, input)),
  approve: signedIn.input(shape.reviewIdSchema).mutation(({ ctx, input }) => commands.approveReview(ctx, input)),
  finish: signedIn.input(shape.reviewIdSchema).mutation(({ ctx, input }) => commands.finishReview(ctx, input)),
  reopen: signedIn.input(shape.reopenSchema).mutation(({ ctx, input }) => commands.reopenReview(ctx, input)),
  comment: signedIn.input(shape.commentSchema).mutation(({ ctx, input }) => commands.addComment(ctx, input)),
  settleComment: signedIn.input(shape.commentIdSchema).mutation(({ ctx, input }) => commands.settleComment(ctx, input)),
  import: signedIn.input(shape.importSchema).mutation(({ ctx, input }) => commands.importReview(ctx, input)),
  share: signedIn.input(shape.shareSchema).mutation(({ ctx, input }) => commands.shareReview(ctx, input)),
  revokeShare: signedIn.input(shape.shareIdSchema).mutation(({ ctx, input }) => commands.revokeShare(ctx, input)),
  saveTemplate: signedIn.input(shape.templateSchema).mutation(({ ctx, input }) => commands.saveTemplate(ctx, input)),
});
