import { accountRouter } from '../account/router';
import { alertRouter } from '../alert/router';
import { contactRouter } from '../contact/router';
import { deliveryRouter } from '../delivery/router';
import { escalationRouter } from '../escalation/router';
import { followUpRouter } from '../follow-up/router';
import { handoffRouter } from '../handoff/router';
import { healthRouter } from '../health-report/router';
import { importRouter } from '../import/router';
import { incidentRouter } from '../incident/router';
import { incidentLogRouter } from '../incident-log/router';
import { oncallRouter } from '../oncall/router';
import { presenceRouter } from '../presence/router';
import { requestRouter } from '../request/router';
import { reviewRouter } from '../review/router';
import { rotationRouter } from '../rotation/router';
import { runbookRouter } from '../runbook/router';
import { searchRouter } from '../search/router';
import { serviceRouter } from '../service/router';
import { severityRouter } from '../severity/router';
import { statusUpdateRouter } from '../status-update/router';
import { teamRouter } from '../team/router';
import { timeOffRouter } from '../time-off/router';
import { createCallerFactory, router } from '../trpc';
import { whatIfRouter } from '../what-if/router';

/** The list of routers, nothing else. */
export const appRouter = router({
  account: accountRouter,
  team: teamRouter,
  timeOff: timeOffRouter,
  delivery: deliveryRouter,
  contact: contactRouter,
  rotation: rotationRouter,
  oncall: oncallRouter,
  request: requestRouter,
  escalation: escalationRouter,
  runbook: runbookRouter,
  service: serviceRouter,
  alert: alertRouter,
  handoff: handoffRouter,
  health: healthRouter,
  whatIf: whatIfRouter,
  followUp: followUpRouter,
  incident: incidentRouter,
  incidentLog: incidentLogRouter,
  presence: presenceRouter,
  severity: severityRouter,
  statusUpdate: statusUpdateRouter,
  review: reviewRouter,
  search: searchRouter,
  import: importRouter,
});

export type AppRouter = typeof appRouter;
export const callerOf = createCallerFactory(appRouter);
