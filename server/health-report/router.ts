import { router, signedIn } from '@/server/trpc';
import * as commands from './commands';
import * as queries from './queries';
import {
  helpedSchema,
  openFollowUpSchema,
  reportQuerySchema,
  reportSchema,
  rowsSchema,
  savePaySchema,
  saveQuestionsSchema,
  saveThresholdSchema,
  teamSchema,
  timeOnCallSchema,
  weekEntrySchema,
  weekSchema,
  writeWeekSchema,
} from './schema';

export const healthRouter = router({
  report: signedIn.input(reportSchema).query(({ ctx, input }) => queries.report(ctx, input)),
  rows: signedIn.input(rowsSchema).query(({ ctx, input }) => queries.rows(ctx, input)),
  csv: signedIn.input(reportQuerySchema).query(({ ctx, input }) => queries.healthCsv(ctx, input)),
  helped: signedIn.input(helpedSchema).query(({ ctx, input }) => queries.helpedOf(ctx, input)),
  openFollowUp: signedIn.input(openFollowUpSchema).mutation(({ ctx, input }) => commands.openNoiseFollowUp(ctx, input)),

  timeOnCall: signedIn.input(timeOnCallSchema).query(({ ctx, input }) => queries.timeOnCall(ctx, input)),
  settings: signedIn.input(teamSchema).query(({ ctx, input }) => queries.settings(ctx, input)),
  saveQuestions: signedIn.input(saveQuestionsSchema).mutation(({ ctx, input }) => commands.saveQuestions(ctx, input)),
  savePay: signedIn.input(savePaySchema).mutation(({ ctx, input }) => commands.savePay(ctx, input)),
  saveThreshold: signedIn.input(saveThresholdSchema).mutation(({ ctx, input }) => commands.saveThreshold(ctx, input)),

  week: signedIn.input(weekSchema).query(({ ctx, input }) => queries.week(ctx, input)),
  writeWeek: signedIn
    .input(writeWeekSchema)
    .mutation(({ ctx, input }) => commands.writeWeek(ctx, ctx.actor.personId, input)),
  removeWeekEntry: signedIn.input(weekEntrySchema).mutation(({ ctx, input }) => commands.removeWeekEntry(ctx, input)),
});
