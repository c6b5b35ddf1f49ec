'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import type { PersonNamed } from './alert-row';

/** What a button does, with what failed when it did not happen. */
const failed = {
  acknowledge: 'Not acknowledged',
  unacknowledge: 'Not given back',
  escalate: 'Nobody was asked',
  resolve: 'Not resolved',
  reopen: 'Not reopened',
  triedToReachPrimary: 'Not recorded',
} as const;

export type ActionName = keyof typeof failed;

export type ActionState = {
  /** On its way; nothing looks done before the server says so. */
  pending: ActionName | null;
  /** Why the last one did not happen. */
  failure: string | null;
  /** What became of it when it was not what one asked for: "Ben was first". */
  surprise: string | null;
};

const idle: ActionState = { pending: null, failure: null, surprise: null };

/** "Ben was paged. Take it?" */
export type Question = { alertId: string; paged: string[] };

/**
 * What people do to alerts, several at a time. Each waits for the server's answer; a failure leaves the alert as it was
 * and is kept until the next try. Taking an alert for which somebody else was paged asks first, once for each alert.
 */
export function useAlertActions(viewerId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [states, setStates] = useState<ReadonlyMap<string, ActionState>>(new Map());
  const [question, setQuestion] = useState<Question | null>(null);
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

  const acknowledge = async (alertId: string) => {
    if (asked.has(alertId)) return run(alertId, 'acknowledge');
    note(alertId, { pending: 'acknowledge', failure: null, surprise: null });
    const paged = await pagedFor(alertId);
    if (paged.length === 0 || paged.some(({ id }) => id === viewerId)) return run(alertId, 'acknowledge');
    note(alertId, { pending: null });
    setQuestion({ alertId, paged: paged.map(({ name }) => name) });
  };

  // When even this cannot be asked, the acknowledgement itself will say why.
  const pagedFor = async (alertId: string): Promise<PersonNamed[]> => {
    try {
      const { pages } = await queries.fetchQuery(trpc.alert.byId.queryOptions({ alertId }, { staleTime: 5_000 }));
      const people = pages.flatMap(({ personId: id, personName: name }) => (id === null ? [] : [{ id, name }]));
      return [...new Map(people.map((person) => [person.id, person])).values()];
    } catch {
      return [];
    }
  };

  const answer = (take: boolean) => {
    if (!question) return;
    const { alertId } = question;
    setQuestion(null);
    if (!take) return;
    setAsked((before) => new Set(before).add(alertId));
    void run(alertId, 'acknowledge');
  };

  return { stateOf: (alertId: string) => states.get(alertId) ?? idle, run, acknowledge, question, answer };
}

export type AlertActions = ReturnType<typeof useAlertActions>;

const firstWords = (has: PersonNamed | null, viewerId: string): string | null =>
  has && has.id !== viewerId ? `${has.name} was first and has it. Nothing changes for you.` : null;
