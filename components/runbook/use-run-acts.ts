'use client';

import { notifyManager, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { toast } from '@/components/ui/toast';
import type { Helped } from '@/server/runbook/run';
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
  const [pending, setPending] = useState<'end' | 'helped' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const renew = async () => {
    const shown = [trpc.runbook, trpc.alert, trpc.incident, trpc.followUp].map((concept) => concept.pathFilter());
    await Promise.all(shown.map((filter) => queries.invalidateQueries(filter)));
    // The screen is told of answers in a turn of its own: a tick taken back before that would be out of sight for a moment.
    await new Promise<void>((resolve) => notifyManager.schedule(resolve));
  };
  /** Whether it was done. */
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setRefusal(null);
    try {
      await work();
      await renew();
      return true;
    } catch (error) {
      const { fields, message } = refusalOf(error);
      setRefusal(Object.values(fields)[0] ?? message);
      // Not waited for: without a network it would keep a tick on screen that never arrived.
      void renew();
      return false;
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

  const sayHelped = async (helped: Helped, words: string) => {
    setPending('helped');
    await attempt(() => client.runbook.helped.mutate({ runId, helped, words }));
    setPending(null);
  };
  const report = async (step: number, words: string): Promise<boolean> => {
    const done = await attempt(() => client.followUp.reportStep.mutate({ runId, step, words }));
    if (done) toast({ title: 'The owner is asked to mend it' });
    return done;
  };

  return { tick, end, sayHelped, report, stateOf: (step: number) => sent.get(step), pending, refusal };
}
