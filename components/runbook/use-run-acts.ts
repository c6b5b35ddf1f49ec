'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import type { StepState } from './use-runbooks';

export type Tick = { state: StepState; confirmed?: boolean; reason?: string };

/**
 * Ticks of one run. A tick shows at once and is taken back, with the reason, when the server refuses it: the box is
 * its own undo. Ending a run waits for the server.
 */
export function useRunActs(runId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [sent, setSent] = useState<ReadonlyMap<number, StepState>>(new Map());
  const [pending, setPending] = useState<'end' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const renew = () =>
    Promise.all(
      [trpc.runbook, trpc.alert, trpc.incident].map((concept) => queries.invalidateQueries(concept.pathFilter())),
    );
  const attempt = async (work: () => Promise<unknown>) => {
    setRefusal(null);
    try {
      await work();
      await renew();
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setRefusal(Object.values(fields)[0] ?? message);
      // Not waited for: without a network it would keep a tick on screen that never arrived.
      void renew();
    }
  };

  const tick = async (step: number, change: Tick) => {
    setSent((before) => new Map(before).set(step, change.state));
    await attempt(() => client.runbook.tick.mutate({ runId, step, ...change }));
    setSent((before) => new Map([...before].filter(([each]) => each !== step)));
  };
  const end = async () => {
    setPending('end');
    await attempt(() => client.runbook.endRun.mutate({ runId }));
    setPending(null);
  };

  return { tick, end, stateOf: (step: number) => sent.get(step), pending, refusal };
}
