'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { type Answers, useTRPC } from '@/components/trpc/client';

/** The runbooks that the viewer may see. */
export function useRunbooks() {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.runbook.list.queryOptions({})).data;
}

/** One runbook, as the page has fetched it and every change renews it. */
export function useRunbook(runbookId: string) {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.runbook.byId.queryOptions({ runbookId })).data;
}

export type RunbookRow = ReturnType<typeof useRunbooks>[number];
export type RunbookDetail = ReturnType<typeof useRunbook>;
export type Run = Answers['runbook']['run'];
export type StepState = Run['steps'][number]['state'];
