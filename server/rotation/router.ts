import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import {
  changeQueueByIdSchema,
  changeRotationSchema,
  createRotationSchema,
  listRotationsSchema,
  previewSchema,
  rotationIdSchema,
} from './schema';

export const rotationRouter = router({
  list: signedIn.input(listRotationsSchema).query(({ ctx, input }) => queries.listRotations(ctx, input)),
  byId: signedIn.input(rotationIdSchema).query(({ ctx, input }) => queries.rotationById(ctx, input)),
  editor: signedIn.input(rotationIdSchema).query(({ ctx, input }) => queries.editorView(ctx, input)),
  history: signedIn.input(rotationIdSchema).query(({ ctx, input }) => queries.rotationHistory(ctx, input)),
  preview: signedIn.input(previewSchema).query(({ ctx, input }) => queries.preview(ctx, input)),
  previewChange: signedIn
    .input(changeRotationSchema.extend(rotationIdSchema.shape))
    .query(({ ctx, input }) => queries.previewChange(ctx, input)),
  change: signedIn
    .input(changeRotationSchema.extend(rotationIdSchema.shape))
    .mutation(({ ctx, input }) => commands.changeRotation(ctx, input)),
  previewQueue: signedIn.input(changeQueueByIdSchema).query(({ ctx, input }) => queries.previewQueue(ctx, input)),
  queue: signedIn.input(changeQueueByIdSchema).mutation(({ ctx, input }) => commands.changeQueue(ctx, input)),
  create: signedIn.input(createRotationSchema).mutation(({ ctx, input }) => commands.createRotation(ctx, input)),
});
