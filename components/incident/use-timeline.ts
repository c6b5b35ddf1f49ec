'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { useTRPCClient } from '@/components/trpc/client';
import { type FilterName, joined } from './filtered';
import type { IncidentDetail } from './use-incident';

/** Where a part begins; the newest, or around the entry that is asked for, without either. */
type From = { before?: string; after?: string };

/**
 * The lines of a timeline that are on screen, oldest first: the newest, which the incident brings along, with what was
 * asked for before them; or the part that holds the entry of the address. What is narrowed is narrowed by the server.
 */
export function useTimeline(incident: IncidentDetail, show: FilterName) {
  const client = useTRPCClient();
  const [wanted, setWanted] = useQueryState('entry', parseAsString);
  const [isOpen, setOpen] = useState(false);
  const isLong = incident.earlier !== null;
  const isElsewhere = isLong && wanted !== null && !incident.timeline.some(({ id }) => id === wanted);

  const input = { incidentId: incident.id, show, ...(isElsewhere && { entryId: wanted }) };
  const query = useInfiniteQuery({
    queryKey: [['incident', 'timeline'], { input, type: 'parts' }] as const,
    queryFn: ({ pageParam, signal }) => {
      const { entryId, ...rest } = input;
      const from = pageParam ?? (entryId === undefined ? {} : { entryId });
      return client.incident.timeline.query({ ...rest, ...from }, { signal });
    },
    initialPageParam: null as From | null,
    getNextPageParam: ({ earlier }): From | null => (earlier === null ? null : { before: earlier }),
    getPreviousPageParam: ({ later }): From | null => (later === null ? null : { after: later }),
    enabled: isElsewhere || (isLong && (isOpen || show !== 'all')),
    // An entry that is gone stays gone.
    retry: isElsewhere ? false : 2,
  });
  const parts = query.data?.pages.toReversed().flatMap(({ lines }) => lines) ?? [];
  const isAround = isElsewhere && query.isSuccess;
  const hasQuery = query.isSuccess;

  return {
    lines: isAround ? parts : joined(parts, incident.timeline),
    /** The entry of the address, wherever it stands. */
    wanted,
    isLoading: query.isLoading,
    failed: query.isError && !isElsewhere ? query.error : null,
    isGone: isElsewhere && query.isError,
    hasEarlier: hasQuery ? query.hasNextPage : isLong && (show === 'all' || query.isLoading),
    loadingEarlier: query.isFetchingNextPage || (isOpen && query.isLoading),
    hasLater: isAround && query.hasPreviousPage,
    loadingLater: query.isFetchingPreviousPage,
    /** Answers whether there is more still. */
    showEarlier: async (): Promise<boolean> => {
      setOpen(true);
      // The first time, the newest come again: between what is on screen and what is asked for no line may be missing.
      const newest = hasQuery ? query : await query.refetch();
      return newest.data ? (await query.fetchNextPage()).hasNextPage : true;
    },
    showLater: () => void query.fetchPreviousPage(),
    toNewest: () => void setWanted(null),
  };
}
