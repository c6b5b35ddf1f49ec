'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { askedIn } from './list-input';

const pauseMilliseconds = 150;

/** The best few of what is being typed, asked for once the typing pauses. */
export function useQuickResults(typed: string) {
  const trpc = useTRPC();
  const wanted = askedIn(typed);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [wanted]);
  const answer = useQuery(
    trpc.search.find.queryOptions(
      { q: asked, limit: 8 },
      { enabled: asked !== '', placeholderData: keepPreviousData, retry: false },
    ),
  );
  const stale = wanted !== asked || answer.isPlaceholderData;
  return {
    items: wanted === '' ? [] : (answer.data?.items ?? []),
    asked: stale ? '' : asked,
    fetching: wanted !== '' && (stale || answer.isFetching),
    failed: asked !== '' && answer.isError,
  };
}
