'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNow } from '@/components/clock';
import { useSubscription, useTRPC } from '@/components/trpc/client';
import type { Board } from '@/server/oncall/board';
import { firstEnd } from './phrases';

/** Where the stream does not get through, the screen still asks by itself. */
const pollMs = 15_000;

/** Who is on call now; undefined only where the page did not fetch it first and the answer has not come yet. */
export function useBoard(): { board: Board | undefined; failed: boolean } {
  const trpc = useTRPC();
  const { data, isError } = useQuery({ ...trpc.oncall.now.queryOptions(), refetchInterval: pollMs });
  return { board: data, failed: isError };
}

/** Keeps every schedule on screen true: when something is told, and when a shift on screen ends. Once a page. */
export function useLiveSchedules(board: Board | undefined): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const askAgain = () => client.invalidateQueries(trpc.oncall.pathFilter());
  useSubscription(trpc.oncall.watch.subscriptionOptions(undefined, { onData: () => void askAgain() }));

  const now = useNow(5);
  const end = board ? firstEnd(board) : null;
  const isOver = end !== null && end <= now;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each end that passes
  useEffect(() => {
    if (isOver) void askAgain();
  }, [isOver, end?.getTime()]);
}
