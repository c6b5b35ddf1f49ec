'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';

/** The review of an incident as it is now, or null before it was begun. */
export function useReview(incidentId: string) {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.review.ofIncident.queryOptions({ incidentId })).data;
}

export type ReviewDetail = NonNullable<ReturnType<typeof useReview>>;
export type ReviewSection = ReviewDetail['sections'][number];

type Client = ReturnType<typeof useTRPCClient>;
type State = { pending: string | null; refusal: Refusal | null };

/** One act at a time on a review, confirmed by the server before it looks done. */
export function useReviewAct(incidentId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ pending: null, refusal: null });

  const act = async (name: string, work: (client: Client) => Promise<ReviewDetail | null>): Promise<boolean> => {
    setState({ pending: name, refusal: null });
    try {
      const review = await work(client);
      if (review) queries.setQueryData(trpc.review.ofIncident.queryKey({ incidentId }), review);
      else await queries.invalidateQueries(trpc.review.pathFilter());
      setState({ pending: null, refusal: null });
      return true;
    } catch (error) {
      void queries.invalidateQueries(trpc.review.pathFilter());
      setState({ pending: null, refusal: refusalOf(error) });
      return false;
    }
  };

  return { ...state, act };
}
