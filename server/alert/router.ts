import { open, router, signedIn } from '@/server/trpc';
import {
  acknowledge,
  acknowledgeByLink,
  assign,
  escalate,
  note,
  openAlert,
  reopen,
  resolve,
  snooze,
  startRunbook,
  triedToReachPrimary,
  unacknowledge,
} from './commands';
import { alertById, countWaiting, linkView, listAlerts, runbooksOf, watch } from './queries';
import {
  acknowledgeSchema,
  alertIdSchema,
  assignSchema,
  linkSchema,
  listAlertsSchema,
  noteSchema,
  openAlertSchema,
  resolveSchema,
  snoozeSchema,
  startRunbookSchema,
} from './schema';

export const alertRouter = router({
  list: signedIn.input(listAlertsSchema).query(({ ctx, input }) => listAlerts(ctx, input)),
  waiting: signedIn.query(({ ctx }) => countWaiting(ctx)),
  byId: signedIn.input(alertIdSchema).query(({ ctx, input }) => alertById(ctx, input)),
  watch: signedIn.subscription(({ signal }) => watch(signal)),
  open: signedIn.input(openAlertSchema).mutation(({ ctx, input }) => openAlert(ctx, input)),
  acknowledge: signedIn.input(acknowledgeSchema).mutation(({ ctx, input }) => acknowledge(ctx, input)),
  unacknowledge: signedIn.input(alertIdSchema).mutation(({ ctx, input }) => unacknowledge(ctx, input)),
  escalate: signedIn.input(alertIdSchema).mutation(({ ctx, input }) => escalate(ctx, input)),
  snooze: signedIn.input(snoozeSchema).mutation(({ ctx, input }) => snooze(ctx, input)),
  assign: signedIn.input(assignSchema).mutation(({ ctx, input }) => assign(ctx, input)),
  resolve: signedIn.input(resolveSchema).mutation(({ ctx, input }) => resolve(ctx, input)),
  reopen: signedIn.input(alertIdSchema).mutation(({ ctx, input }) => reopen(ctx, input)),
  note: signedIn.input(noteSchema).mutation(({ ctx, input }) => note(ctx, input)),
  triedToReachPrimary: signedIn.input(alertIdSchema).mutation(({ ctx, input }) => triedToReachPrimary(ctx, input)),
  runbooks: signedIn.input(alertIdSchema).query(({ ctx, input }) => runbooksOf(ctx, input)),
  startRunbook: signedIn.input(startRunbookSchema).mutation(({ ctx, input }) => startRunbook(ctx, input)),
  link: open.input(linkSchema).query(({ ctx, input }) => linkView(ctx, input)),
  acknowledgeByLink: open.input(linkSchema).mutation(({ ctx, input }) => acknowledgeByLink(ctx, input)),
});
