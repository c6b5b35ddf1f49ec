import type { Context } from '@/server/context';
import { remindOwners } from '@/server/follow-up/commands';
import { announceDue } from '@/server/handoff/commands';
import { keepWeeks } from '@/server/health/commands';
import { openDueFollowUps, sendMonthReports, sendWeekReports } from '@/server/health-report/commands';
import { remindOfUpdates } from '@/server/incident-log/commands';
import { missHeartbeats } from '@/server/intake/commands';
import { recordPassed, sendDigests, sendReminders, warnUnready } from '@/server/oncall/commands';
import { advanceDue } from '@/server/paging/commands';
import { settleDue } from '@/server/request/commands';
import { forgetPast } from '@/server/retention';
import { beginMissing } from '@/server/review/commands';
import { publishWaiting } from '@/server/status-update/commands';
import { readTimeOffFeeds } from '@/server/time-off/commands';
import { absencesAt } from './absences';
import { aside } from './aside';
import { askWhoDecides } from './delegations';
import { warnOfGaps } from './gap-alerts';
import { keepRooms, tellRooms } from './incident-rooms';
import { findPeople, followAlerts, groupKeeper } from './slack';
import { readStatusPage } from './status-page';
import { makeIssues } from './trackers';

export type Job = {
  name: string;
  /** By the database's clock; 0: at every turn. */
  everySeconds: number;
  /** It pages people: it is run before all others and waits for none of them. */
  pages?: true;
  /** How much was done: a turn that did something is followed by another at once. */
  run(ctx: Context): Promise<number>;
};

/** What the worker does besides sending. Each line is one command, safe to run twice and by two workers. */
export const jobs: Job[] = [
  { name: 'advance escalations', everySeconds: 0, pages: true, run: (ctx) => advanceDue(ctx) },
  { name: 'miss heartbeats', everySeconds: 1, pages: true, run: (ctx) => missHeartbeats(ctx) },
  { name: 'record who was on call', everySeconds: 60, run: (ctx) => recordPassed(ctx) },
  { name: 'settle requests', everySeconds: 60, run: (ctx) => settleDue(ctx) },
  { name: 'ask who decides meanwhile', everySeconds: 3_600, run: (ctx) => askWhoDecides(ctx) },
  { name: 'remind of shifts', everySeconds: 60, run: (ctx) => sendReminders(ctx) },
  { name: 'hand over notes', everySeconds: 60, run: (ctx) => announceDue(ctx) },
  { name: 'send weekly digests', everySeconds: 300, run: (ctx) => sendDigests(ctx) },
  { name: 'remind of follow-ups', everySeconds: 300, run: (ctx) => remindOwners(ctx) },
  { name: 'make issues of follow-ups', everySeconds: 5, run: aside((ctx) => makeIssues(ctx)) },
  { name: 'open follow-ups for noise', everySeconds: 3_600, run: aside((ctx) => openDueFollowUps(ctx)) },
  { name: 'send weekly health reports', everySeconds: 300, run: aside((ctx) => sendWeekReports(ctx)) },
  { name: 'send monthly health reports', everySeconds: 3_600, run: aside((ctx) => sendMonthReports(ctx)) },
  { name: 'keep past weeks of health', everySeconds: 3_600, run: aside((ctx) => keepWeeks(ctx)) },
  { name: 'draft reviews', everySeconds: 60, run: (ctx) => beginMissing(ctx) },
  // What it reminded of stays due until somebody writes: the mail has one identity, and goes out once.
  { name: 'remind of promised updates', everySeconds: 60, run: (ctx) => remindOfUpdates(ctx).then(() => 0) },
  { name: 'publish updates', everySeconds: 2, run: (ctx) => publishWaiting(ctx) },
  { name: 'tell channels of incidents', everySeconds: 1, run: (ctx) => tellRooms(ctx) },
  { name: 'keep channels of incidents', everySeconds: 2, run: aside((ctx) => keepRooms(ctx)) },
  { name: 'read the status page', everySeconds: 10, run: aside((ctx) => readStatusPage(ctx)) },
  { name: 'read calendars of absences', everySeconds: 60, run: aside((ctx) => readTimeOffFeeds(ctx, absencesAt)) },
  { name: 'warn of gaps ahead', everySeconds: 3_600, run: (ctx) => warnOfGaps(ctx) },
  { name: 'forget what is past', everySeconds: 3_600, run: (ctx) => forgetPast(ctx).then(() => 0) },
  { name: 'warn who cannot be reached', everySeconds: 3_600, run: (ctx) => warnUnready(ctx).then(() => 0) },
  { name: 'follow alerts in Slack', everySeconds: 1, run: (ctx) => followAlerts(ctx) },
  { name: 'find people in Slack', everySeconds: 60, run: aside((ctx) => findPeople(ctx)) },
  { name: 'keep user groups of Slack', everySeconds: 60, run: aside(groupKeeper()) },
];
