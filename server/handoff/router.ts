import { router, signedIn } from '../trpc';
import * as commands from './commands';
import * as queries from './queries';
import { acceptSchema, noteSchema, passLeadSchema, pulseSchema, rotationSchema, saveSchema } from './schema';

export const handoffRouter = router({
  byId: signedIn.input(noteSchema).query(({ ctx, input }) => queries.noteById(ctx, input)),
  forRotation: signedIn.input(rotationSchema).query(({ ctx, input }) => queries.notesOf(ctx, input)),
  mine: signedIn.query(({ ctx }) => queries.waitingFor(ctx, ctx.actor.personId)),

  save: signedIn.input(saveSchema).mutation(({ ctx, input }) => commands.save(ctx, ctx.actor.personId, input)),
  publish: signedIn.input(noteSchema).mutation(({ ctx, input }) => commands.publish(ctx, input)),
  accept: signedIn.input(acceptSchema).mutation(({ ctx, input }) => commands.accept(ctx, ctx.actor.personId, input)),
  passLead: signedIn.input(passLeadSchema).mutation(({ ctx, input }) => commands.passLead(ctx, input)),
  pulse: signedIn.input(pulseSchema).mutation(({ ctx, input }) => commands.answerPulse(ctx, ctx.actor.personId, input)),
});
