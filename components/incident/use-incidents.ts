'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { pastInput, pastKey, reviewsInput, runningInput } from './list-input';

/** The incidents of a team, or of all one sees: those going on, the past ones page by page, and their reviews. */
export function useIncidents(team: string | null) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const running = useQuery(trpc.incident.list.queryOptions(runningInput(team), { placeholderData: keepPreviousData }));
  const reviews = useQuery(trpc.review.list.queryOptions(reviewsInput(team), { placeholderData: keepPreviousData }));
  const past = useInfiniteQuery({
    queryKey: pastKey(team),
    queryFn: ({ pageParam, signal }) =>
      client.incident.list.query({ ...pastInput(team), ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
  const all = [...(running.data?.items ?? []), ...(past.data?.pages ?? []).flatMap(({ items }) => items)];
  return {
    incidents: [...new Map(all.map((incident) => [incident.id, incident])).values()],
    reviews: new Map((reviews.data ?? []).map((review) => [review.incidentId, review])),
    failed: running.error ?? past.error ?? reviews.error,
    retrying: running.isFetching || past.isFetching,
    retry: () => Promise.all([running.refetch(), past.refetch(), reviews.refetch()]),
    hasOlder: past.hasNextPage,
    showOlder: () => past.fetchNextPage(),
    fetchingOlder: past.isFetchingNextPage,
  };
}

type Listing = ReturnType<typeof useIncidents>;
export type IncidentRow = Listing['incidents'][number];
export type ReviewRow = Listing['reviews'] extends Map<string, infer R> ? R : never;
