import { accountRouter } from '../account/router';
import { alertRouter } from '../alert/router';
import { escalationRouter } from '../escalation/router';
import { followUpRouter } from '../follow-up/router';
import { importRouter } from '../import/router';
import { incidentRouter } from '../incident/router';
import { notificationRouter } from '../notification/router';
import { oncallRouter } from '../oncall/router';
import { reviewRouter } from '../review/router';
import { rotationRouter } from '../rotation/router';
import { runbookRouter } from '../runbook/router';
import { serviceRouter } from '../service/router';
import { teamRouter } from '../team/router';
import { timelineRouter } from '../timeline/router';
import { createCallerFactory, router } from '../trpc';

/** The list of routers, nothing else. */
export const appRouter = router({
  timeline: timelineRouter,
  account: accountRouter,
  team: teamRouter,
  notification: notificationRouter,
  rotation: rotationRouter,
  oncall: oncallRouter,
  escalation: escalationRouter,
  runbook: runbookRouter,
  service: serviceRouter,
  alert: alertRouter,
  followUp: followUpRouter,
  incident: incidentRouter,
  review: reviewRouter,
  import: importRouter,
});

export type AppRouter = typeof appRouter;
export const callerOf = createCallerFactory(appRouter);
