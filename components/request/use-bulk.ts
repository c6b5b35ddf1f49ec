'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { toast } from '@/components/ui/toast';
import type { RequestRow } from '@/server/request/view';
import { hasWarnings } from './chips';
import type { Decisions } from './use-decisions';

/** Several at once: only what has nothing to look at is approved so. Each is checked on its own; the refused stay selected. */
export function useBulk(items: readonly RequestRow[], decisions: Decisions) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const selected = items.filter(({ id }) => chosen.has(id));
  const clean = selected.filter((request) => request.can.approve && !hasWarnings(request));
  const rejectable = selected.filter((request) => request.can.reject);

  const run = async (decision: 'approve' | 'reject', requests: readonly RequestRow[], note?: string) => {
    if (requests.length === 0 || sending) return;
    setSending(true);
    setFailure(null);
    try {
      const ids = requests.map(({ id }) => id);
      const { results } = await client.request.decideMany.mutate({ ids, decision, ...(note ? { note } : {}) });
      for (const { id, done, message } of results)
        if (done) decisions.noteDone(id);
        else decisions.noteRefused(id, message ?? 'It was not decided');
      const done = results.filter((result) => result.done).length;
      setChosen((before) => new Set([...before].filter((id) => !results.some((one) => one.id === id && one.done))));
      const word = decision === 'approve' ? 'approved' : 'rejected';
      toast({
        title: `${done} of ${results.length} ${word}`,
        ...(done < results.length ? { description: 'The others are still selected, each with its reason.' } : {}),
      });
    } catch (error) {
      setFailure(refusalOf(error).message);
    }
    await queries.invalidateQueries(trpc.request.pathFilter());
    setSending(false);
  };

  return {
    ...{ selected, clean, rejectable, sending, failure },
    isSelected: (id: string) => chosen.has(id),
    select: (id: string, on: boolean) =>
      setChosen((before) => {
        const next = new Set(before);
        if (on) next.add(id);
        else next.delete(id);
        return next;
      }),
    clear: () => setChosen(new Set()),
    approve: () => run('approve', clean),
    reject: (note: string) => run('reject', rejectable, note),
  };
}

export type Bulk = ReturnType<typeof useBulk>;
