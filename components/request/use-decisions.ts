'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { toast } from '@/components/ui/toast';
import type { RequestRow } from '@/server/request/view';

export type Act = keyof RequestRow['can'];

const done: Record<Act, string> = {
  accept: 'Accepted',
  decline: 'Declined',
  approve: 'Approved',
  reject: 'Rejected',
  cancel: 'Cancelled',
  reverse: 'Undone',
  end: 'Ended',
  remind: 'Reminded',
};

export type DecisionState = {
  /** On its way; nothing looks done before the server says so. */
  pending: Act | null;
  /** Why the last one did not happen, with the product's code for it. */
  failure: { code: string; message: string } | null;
};

const idle: DecisionState = { pending: null, failure: null };

export type DecisionInput = { note?: string; turnStartsAt?: string; seenVersion?: number };
type Decided = Pick<RequestRow, 'id' | 'label' | 'can'>;

/**
 * What people decide about requests, several at a time. Each waits for the server; a refusal leaves everything as it
 * was. What is in effect can be taken back from the toast, and with `undo`, until the changed time starts.
 */
export function useDecisions() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [states, setStates] = useState<ReadonlyMap<string, DecisionState>>(new Map());
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<Decided | null>(null);

  const set = (id: string, state: DecisionState) => setStates((before) => new Map(before).set(id, state));

  const decide = async (request: Decided, act: Act, input: DecisionInput = {}): Promise<boolean> => {
    const { id, label } = request;
    set(id, { pending: act, failure: null });
    try {
      const { state } = await send(act, { id, ...input });
      setMine((before) => new Set(before).add(id));
      const undoable = state === 'in-effect' && (act === 'approve' || act === 'accept');
      setLast(undoable ? request : null);
      toast({
        title: `${label}: ${done[act].toLowerCase()}`,
        ...(undoable && state === 'in-effect' ? { description: 'It is in effect.' } : {}),
        ...(undoable ? { action: { label: 'Undo', run: () => void decide(request, 'reverse') } } : {}),
      });
      await queries.invalidateQueries();
      set(id, idle);
      return true;
    } catch (error) {
      const { code, message } = refusalOf(error);
      // What it is now may be why: the screen shows the new state beside the reason.
      await queries.invalidateQueries(trpc.request.pathFilter());
      set(id, { pending: null, failure: { code, message } });
      return false;
    }
  };

  const send = async (act: Act, input: { id: string } & DecisionInput): Promise<{ state: RequestRow['state'] }> => {
    const { id, note, turnStartsAt, seenVersion } = input;
    const spoken = note ? { note } : {};
    switch (act) {
      case 'accept':
        return client.request.accept.mutate({ id, ...spoken, ...(turnStartsAt ? { turnStartsAt } : {}) });
      case 'approve':
        return client.request.approve.mutate({ id, ...spoken, ...(seenVersion === undefined ? {} : { seenVersion }) });
      case 'reject':
        return client.request.reject.mutate({ id, note: note ?? '' });
      case 'remind':
      case 'end':
        return client.request[act].mutate({ id });
      default:
        return client.request[act].mutate({ id, ...spoken });
    }
  };

  return {
    stateOf: (id: string) => states.get(id) ?? idle,
    /** What was decided together with others: each had its own answer. */
    noteDone: (id: string) => setMine((before) => new Set(before).add(id)),
    noteRefused: (id: string, message: string) => set(id, { pending: null, failure: { code: 'refused', message } }),
    decide,
    /** What was decided here, and needs no telling. */
    decidedHere: (id: string) => mine.has(id),
    undo: () => (last ? void decide(last, 'reverse') : undefined),
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
