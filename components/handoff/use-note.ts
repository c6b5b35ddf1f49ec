'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';

/** While somebody may write, what others write comes in without anybody being told of every word. */
const pollMs = 10_000;

/** One note as the page has fetched it and every change renews it. */
export function useNote(noteId: string) {
  const trpc = useTRPC();
  return useSuspenseQuery({
    ...trpc.handoff.byId.queryOptions({ noteId }),
    refetchInterval: ({ state }) => (state.data?.may.write ? pollMs : false),
  }).data;
}
