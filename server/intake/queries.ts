import type { Alert } from '@/server/alert/alert';
import type { Context } from '@/server/context';
import { historyOf } from '@/server/timeline/queries';
import { subject } from '@/server/timeline/subject';
import * as store from './store';

/** How a client of a sender names an alert of its own: by what it called it, by our id, or by our number. */
export type Identifier = { type: 'id' | 'alias' | 'tiny' | 'request'; value: string };

/** Internal: the alert a sender means: the open one of that name, else the last. Others' alerts do not exist for it. */
export const alertOfSender = (ctx: Context, integrationId: string, identifier: Identifier): Promise<Alert | null> =>
  store.ofSender(ctx, integrationId, identifier);

export type { SenderFilter } from './store';

/** Internal: a sender's alerts, newest first, and how many there are. */
export const alertsOfSender = (ctx: Context, integrationId: string, input: store.SenderFilter) =>
  store.listOfSender(ctx, integrationId, input);

/** Internal: what happened to an alert, for its sender's client. */
export const historyOfAlert = (ctx: Context, alertId: string) => historyOf(ctx, subject('alert', alertId));
