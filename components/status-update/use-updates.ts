'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';

/** What was said about an incident, and where it can be said; undefined until it is known. */
export function useUpdates(incidentId: string) {
  const trpc = useTRPC();
  return useQuery(trpc.statusUpdate.ofIncident.queryOptions({ incidentId })).data;
}

export type Updates = NonNullable<ReturnType<typeof useUpdates>>;
export type Update = Updates['updates'][number];
export type PublicationView = Update['publications'][number];
