'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { toast } from '@/components/ui/toast';
import type { Bulk } from '@/server/alert/schema';
import type { PersonNamed } from './alert-row';
import type { AskedAct, AskedAlert, Asking } from './asking';

/** What a button does, with what failed when it did not happen. */
const failed = {
  acknowledge: 'Not acknowledged',
  unacknowledge: 'Not given back',
  escalate: 'Nobody was asked',
  resolve: 'Not resolved',
  reopen: 'Not reopened',
  triedToReachPrimary: 'Not recorded',
  snooze: 'Not snoozed',
  assign: 'Not handed over',
  responders: 'Nobody was paged',
  merge: 'Not merged',
  classify: 'Not classified',
  note: 'Not noted',
} as const;

const done: Partial<Record<keyof typeof failed, string>> = {
  acknowledge: 'acknowledged',
  unacknowledge: 'given back',
  escalate: 'asked for help with',
  resolve: 'resolved',
  reopen: 'reopened',
  snooze: 'snoozed',
  assign: 'handed over',
  responders: 'given more responders',
  merge: 'merged',
  classify: 'classified',
  note: 'given the note',
};

/** What one press does to one alert. */
export type ActionName = 'acknowledge' | 'unacknowledge' | 'escalate' | 'resolve' | 'reopen' | 'triedToReachPrimary';

/** One act on many alerts, as the server takes it, without the alerts. */
export type Act = WithoutAlerts<Bulk>;
type WithoutAlerts<One> = One extends unknown ? Omit<One, 'alertIds'> : never;

export type ActionState = {
  /** On its way; nothing looks done before the server says so. */
  pending: keyof typeof failed | null;
  /** Why the last one did not happen. */
  failure: string | null;
  /** What became of it when it was not what one asked for: "Ben was first". */
  surprise: string | null;
};

const idle: ActionState = { pending: null, failure: null, surprise: null };

/** "Ben was paged. Take it?" `theirs`: those of `alertIds` that others were paged about. */
export type Question = { alertIds: readonly string[]; theirs: readonly string[]; paged: string[] };

/** How many alerts go to the server in one request. */
const atOnce = 100;
/** About how many it is asked in one request who was paged. */
const askedAtOnce = 500;

/**
 * What people do to alerts, several at a time. Each waits for the server's answer; a failure leaves the alert as it was
 * and is kept until the next try. Taking what somebody else was paged for asks first, once for each alert.
 */
export function useAlertActions(viewerId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [states, setStates] = useState<ReadonlyMap<string, ActionState>>(new Map());
  const [question, setQuestion] = useState<Question | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());

  const note = (alertId: string, part: Partial<ActionState>) =>
    setStates((before) => new Map(before).set(alertId, { ...(before.get(alertId) ?? idle), ...part }));

  const run = async (alertId: string, action: ActionName) => {
    note(alertId, { pending: action, failure: null, surprise: null });
    try {
      const alert = await client.alert[action].mutate({ alertId });
      queries.setQueryData(trpc.alert.byId.queryKey({ alertId }), alert);
      await queries.invalidateQueries(trpc.alert.pathFilter());
      note(alertId, {
        pending: null,
        surprise: action === 'acknowledge' ? firstWords(alert.acknowledgedBy, viewerId) : null,
      });
    } catch (error) {
      // What it is now may be why: the screen shows the new state beside the reason.
      void queries.invalidateQueries(trpc.alert.pathFilter());
      note(alertId, { pending: null, failure: `${failed[action]}: ${refusalOf(error).message}` });
    }
  };

  /** One act on these alerts, each answered by itself; what one refuses stands at that one. */
  const perform = async (alertIds: readonly string[], act: Act): Promise<void> => {
    const what = failed[act.action];
    for (const id of alertIds) note(id, { pending: act.action, failure: null, surprise: null });
    let count = 0;
    for (let from = 0; from < alertIds.length; from += atOnce) {
      const some = alertIds.slice(from, from + atOnce);
      try {
        const { results } = await client.alert.bulk.mutate({ ...act, alertIds: some } as Bulk);
        for (const { alertId, refusal } of results)
          note(alertId, { pending: null, failure: refusal ? `${what}: ${refusal.message}` : null });
        count += results.filter((one) => one.done).length;
      } catch (error) {
        for (const id of some) note(id, { pending: null, failure: `${what}: ${refusalOf(error).message}` });
      }
    }
    await queries.invalidateQueries(trpc.alert.pathFilter());
    if (alertIds.length === 1 && count === 0) return;
    const left = alertIds.length - count;
    const title = `${count} ${count === 1 ? 'alert' : 'alerts'} ${done[act.action] ?? 'changed'}`;
    toast({ title: left > 0 ? `${title}, ${left} not` : title });
  };

  const take = async (alertIds: readonly string[]): Promise<void> => {
    const [only] = alertIds;
    if (only !== undefined && alertIds.length === 1) await run(only, 'acknowledge');
    else if (only !== undefined) await perform(alertIds, { action: 'acknowledge' });
  };

  /** Takes these, unless somebody else was paged for one of them: then that is asked first, and nothing is taken yet. */
  const acknowledge = async (...alertIds: string[]): Promise<'asked' | 'taken'> => {
    for (const id of alertIds) note(id, { pending: 'acknowledge', failure: null, surprise: null });
    const { theirs, paged } = await pagedInstead(alertIds.filter((id) => !asked.has(id)));
    if (theirs.length === 0) {
      await take(alertIds);
      return 'taken';
    }
    for (const id of alertIds) note(id, { pending: null });
    setQuestion({ alertIds, theirs, paged });
    return 'asked';
  };

  const pagedInstead = async (alertIds: string[]): Promise<Pick<Question, 'theirs' | 'paged'>> => {
    const theirs: string[] = [];
    const names = new Map<string, string>();
    for (let from = 0; from < alertIds.length; from += askedAtOnce)
      try {
        const others = await client.alert.othersPaged.query({ alertIds: alertIds.slice(from, from + askedAtOnce) });
        theirs.push(...others.alertIds);
        for (const { id, name } of others.people) names.set(id, name);
      } catch {
        // When even this cannot be asked, the acknowledgement itself will say why.
      }
    return { theirs, paged: [...names.values()] };
  };

  const answer = (chosen: readonly string[]) => {
    if (!question) return;
    setQuestion(null);
    setAsked((before) => new Set([...before, ...chosen]));
    void take(chosen);
  };

  const ask = (act: AskedAct, alerts: readonly AskedAlert[]) => {
    if (alerts.length > 0) setAsking({ act, alerts });
  };

  return {
    stateOf: (alertId: string) => states.get(alertId) ?? idle,
    run,
    perform,
    acknowledge,
    question,
    answer,
    asking,
    ask,
    stopAsking: () => setAsking(null),
  };
}

export type AlertActions = ReturnType<typeof useAlertActions>;

const firstWords = (has: PersonNamed | null, viewerId: string): string | null =>
  has && has.id !== viewerId ? `${has.name} was first and has it. Nothing changes for you.` : null;
