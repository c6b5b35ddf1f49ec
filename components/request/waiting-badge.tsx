'use client';

import { useQuery } from '@tanstack/react-query';
import { NavBadge } from '@/components/shell/nav-links';
import { useTRPC } from '@/components/trpc/client';

/** At the Requests icon: how many wait for me. The layout prefetches `trpc.request.waiting`. */
export function WaitingRequests() {
  const { data } = useQuery(useTRPC().request.waiting.queryOptions());
  return <NavBadge count={data?.count ?? 0} label="waiting for you" />;
}
