import { open, router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import * as schema from './schema';

export const accountRouter = router({
  sessions: signedIn.query(({ ctx }) => queries.mySessions(ctx)),
  /** `id` null: all but this one. */
  endSessions: signedIn.input(schema.endSessionsSchema).mutation(({ ctx, input }) => commands.endSessions(ctx, input)),
  confirmPassword: signedIn
    .input(schema.confirmPasswordSchema)
    .mutation(({ ctx, input }) => commands.confirmPassword(ctx, input)),
  changePassword: signedIn
    .input(schema.changePasswordSchema)
    .mutation(({ ctx, input }) => commands.changePassword(ctx, input)),

  tokens: signedIn.query(({ ctx }) => queries.myTokens(ctx)),
  createToken: signedIn.input(schema.createTokenSchema).mutation(({ ctx, input }) => commands.createToken(ctx, input)),
  revokeToken: signedIn.input(schema.byIdSchema).mutation(({ ctx, input }) => commands.revokeToken(ctx, input)),

  issueResetLink: signedIn.input(schema.byIdSchema).mutation(({ ctx, input }) => commands.issueResetLink(ctx, input)),
  resetLink: open.input(schema.linkSchema).query(({ ctx, input }) => queries.resetLinkView(ctx, input)),
  takeResetLink: open.input(schema.takeLinkSchema).mutation(({ ctx, input }) => commands.takeResetLink(ctx, input)),
});
