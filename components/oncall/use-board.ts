'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import type { Board } from '@/server/oncall/board';
import { firstEnd } from './phrases';

/** A handoff changes nothing in the database: the screen asks again by itself, too. */
const pollMs = 30_000;

/**
 * Who is on call now; undefined only where the page did not fetch it first and the answer has not come yet. Asked again
 * when something is told (by the page's live connection) and when a shift on screen ends.
 */
export function useBoard(): { board: Board | undefined; failed: boolean } {
  const trpc = useTRPC();
  const client = useQueryClient();
  const now = useNow(5);
  const { data, isError } = useQuery({ ...trpc.oncall.now.queryOptions(), refetchInterval: pollMs });
  const end = data ? firstEnd(data) : null;
  const overSince = end !== null && end <= now ? end.getTime() : null;
  useEffect(() => {
    if (overSince !== null) void client.invalidateQueries(trpc.oncall.pathFilter());
  }, [overSince, client, trpc]);
  return { board: data, failed: isError };
}
