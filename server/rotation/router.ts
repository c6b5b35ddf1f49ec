import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import {
  archiveRotationSchema,
  changeQueueByIdSchema,
  changeRotationSchema,
  createRotationSchema,
  layOverrideSchema,
  listRotationsSchema,
  previewSchema,
  removeOverrideByIdSchema,
  restoreRotationSchema,
  rotationIdSchema,
} from './schema';

export const rotationRouter = router({
  list: signedIn.input(listRotationsSchema).query(({ ctx, input }) => queries.listRotations(ctx, input)),
  byId: signedIn.input(rotationIdSchema).query(({ ctx, input }) => queries.rotationById(ctx, input)),
  editor: signedIn.input(rotationIdSchema).query(({ ctx, input }) => queries.editorView(ctx, input)),
  history: signedIn.input(rotationIdSchema).query(({ ctx, input }) => queries.rotationHistory(ctx, input)),
  versions: signedIn.input(rotationIdSchema).query(({ ctx, input }) => queries.rotationVersions(ctx, input)),
  preview: signedIn.input(previewSchema).query(({ ctx, input }) => queries.preview(ctx, input)),
  change: signedIn
    .input(changeRotationSchema.extend(rotationIdSchema.shape))
    .mutation(({ ctx, input }) => commands.changeRotation(ctx, input)),
  queue: signedIn.input(changeQueueByIdSchema).mutation(({ ctx, input }) => commands.changeQueue(ctx, input)),
  layOverride: signedIn
    .input(layOverrideSchema.extend(rotationIdSchema.shape))
    .mutation(({ ctx, input }) => commands.layOverride(ctx, input)),
  takeBackOverride: signedIn
    .input(removeOverrideByIdSchema)
    .mutation(({ ctx, input }) => commands.takeBackOverride(ctx, input)),
  restore: signedIn.input(restoreRotationSchema).mutation(({ ctx, input }) => commands.restoreRotation(ctx, input)),
  archive: signedIn.input(archiveRotationSchema).mutation(({ ctx, input }) => commands.archiveRotation(ctx, input)),
  create: signedIn.input(createRotationSchema).mutation(({ ctx, input }) => commands.createRotation(ctx, input)),
});
