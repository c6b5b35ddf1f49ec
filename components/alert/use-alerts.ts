'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { useAlertFilters } from './alert-filters';
import type { AlertRow } from './alert-row';
import { closedInput, closedKey, openInput } from './list-input';

/** The alerts the address asks for: all that are not closed, and the closed ones page by page. */
export function useAlerts() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [filter] = useAlertFilters();
  const open = useQuery(trpc.alert.list.queryOptions(openInput(filter), { placeholderData: keepPreviousData }));
  const closed = useInfiniteQuery({
    queryKey: closedKey(filter),
    queryFn: ({ pageParam, signal }) =>
      client.alert.list.query({ ...closedInput(filter), ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
  const alerts: AlertRow[] = [...(open.data?.items ?? []), ...(closed.data?.pages ?? []).flatMap(({ items }) => items)];
  const failed = open.error ?? closed.error;
  return {
    /** An alert that was closed between the two answers stands in both: the later reading counts. */
    alerts: [...new Map(alerts.map((alert) => [alert.id, alert])).values()],
    failed,
    retrying: open.isFetching || closed.isFetching,
    retry: () => Promise.all([open.refetch(), closed.refetch()]),
    hasOlder: closed.hasNextPage,
    showOlder: () => closed.fetchNextPage(),
    fetchingOlder: closed.isFetchingNextPage,
    /** More alerts are open than one answer holds. */
    hasMoreOpen: (open.data?.nextCursor ?? null) !== null,
  };
}
