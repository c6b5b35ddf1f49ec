import { z } from 'zod';
import {
  acknowledge,
  actOnMany,
  addResponders,
  assign,
  classify,
  escalate,
  merge,
  note,
  reopen,
  resolve,
  snooze,
  unacknowledge,
} from '@/server/alert/commands';
import { alertById, listAlerts } from '@/server/alert/queries';
import { actionBodies, bulkSchema, listAlertsSchema } from '@/server/alert/schema';
import { openAlert } from '@/server/intake/commands';
import { openAlertSchema } from '@/server/intake/schema';
import { type Endpoint, endpoint } from '../endpoint';

/** One thing done to an alert; answers the alert as it is then. */
const action = <B extends z.ZodObject>(
  name: string,
  summary: string,
  body: B,
  command: (ctx: Parameters<Endpoint['run']>[0], input: z.output<B> & { alertId: string }) => Promise<unknown>,
): Endpoint =>
  endpoint({
    method: 'POST',
    path: `/alerts/{id}/${name}`,
    summary,
    input: body,
    run: (ctx, { id = '' }, input) => command(ctx, { ...input, alertId: id }),
  });

const {
  acknowledge: acknowledging,
  unacknowledge: givingBack,
  escalate: escalating,
  snooze: snoozing,
  assign: assigning,
  resolve: resolving,
  reopen: reopening,
  note: noting,
  responders: responding,
  merge: merging,
  classify: classifying,
} = actionBodies;

export const alertEndpoints: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/alerts',
    summary: 'Opens an alert by hand',
    status: 201,
    input: openAlertSchema,
    run: (ctx, _params, input) => openAlert(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/alerts',
    summary: 'Alerts, newest first; `state` may name several, separated by commas',
    input: listAlertsSchema,
    run: (ctx, _params, input) => listAlerts(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/alerts/{id}',
    summary: 'One alert with its timeline',
    input: z.strictObject({}),
    run: (ctx, { id = '' }) => alertById(ctx, { alertId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/alerts/bulk',
    summary: 'One act on many alerts, each by itself: `{ results: [{ alertId, done, refusal }] }`',
    input: bulkSchema,
    run: (ctx, _params, input) => actOnMany(ctx, input),
  }),
  action('acknowledge', 'A named person takes it', acknowledging, acknowledge),
  action('unacknowledge', 'Given back: the policy starts a new round', givingBack, unacknowledge),
  action('escalate', 'The next step now', escalating, escalate),
  action('snooze', 'Sleeps until an instant, then the next action is due', snoozing, snooze),
  action('assign', 'Handed over to a person', assigning, assign),
  action('resolve', 'Closes it', resolving, resolve),
  action('reopen', 'Opens it again: the policy starts a new round', reopening, reopen),
  action('responders', 'Pages more people through their own rules', responding, addResponders),
  action('merge', 'Looked after as another open alert of its team', merging, merge),
  action('classify', 'Says what it was', classifying, classify),
  action('note', 'A line in its timeline', noting, note),
];
