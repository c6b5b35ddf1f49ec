'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPCClient } from '@/components/trpc/client';
import { listKey, type Tab } from './list-address';

/** The requests of a tab, page by page; the page prefetches the first. */
export function useRequests(tab: Tab) {
  const client = useTRPCClient();
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: listKey(tab),
    queryFn: ({ pageParam, signal }) =>
      client.request.list.query({ tab, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const pages = data?.pages ?? [];
  const people = new Map(pages.flatMap((page) => page.people.map((person) => [person.id, person] as const)));
  return {
    items: pages.flatMap((page) => page.items),
    people,
    counts: pages[0]?.counts ?? { waiting: 0 },
    lastDecision: pages[0]?.lastDecision ?? null,
    ready: data !== undefined,
    failed: error,
    retry: () => void refetch(),
    retrying: isFetching,
    hasMore: hasNextPage,
    showMore: () => void fetchNextPage(),
    fetchingMore: isFetchingNextPage,
  };
}
