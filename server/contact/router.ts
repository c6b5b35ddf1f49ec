import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import {
  methodInput,
  newContactMethod,
  newQuietHours,
  newRules,
  peopleInput,
  personInput,
  testPage,
  verification,
} from './schema';

export const contactRouter = router({
  contactMethods: signedIn.input(personInput).query(({ ctx, input }) => queries.contactMethodsOf(ctx, input.personId)),
  reachability: signedIn.input(peopleInput).query(({ ctx, input }) => queries.reachabilityOf(ctx, input.personIds)),
  add: signedIn.input(newContactMethod).mutation(({ ctx, input }) => commands.addContactMethod(ctx, input)),
  verify: signedIn.input(verification).mutation(({ ctx, input }) => commands.verifyContactMethod(ctx, input)),
  remove: signedIn.input(methodInput).mutation(({ ctx, input }) => commands.removeContactMethod(ctx, input)),
  setRules: signedIn.input(newRules).mutation(({ ctx, input }) => commands.setRules(ctx, input)),
  channels: signedIn.query(({ ctx }) => queries.channelsOn(ctx)),
  webhookSecret: signedIn.input(methodInput).query(({ ctx, input }) => queries.webhookSecret(ctx, input)),
  setQuietHours: signedIn.input(newQuietHours).mutation(({ ctx, input }) => commands.setQuietHours(ctx, input)),
  sendTestPage: signedIn.input(testPage).mutation(({ ctx, input }) => commands.sendTestPage(ctx, input)),
});
