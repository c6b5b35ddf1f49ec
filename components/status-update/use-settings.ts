'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import { toast } from '@/components/ui/toast';

/** The page and its words as the screen has fetched them and every change renews them. */
export function useSettings() {
  const trpc = useTRPC();
  return useSuspenseQuery({
    ...trpc.statusUpdate.settings.queryOptions(),
    // Until the page has answered, somebody waits to hear whether the key is right.
    refetchInterval: ({ state: { data } }) => (data?.known && !data.known.askedAt ? 2_000 : false),
  }).data;
}

export type StatusSettings = ReturnType<typeof useSettings>;
type Client = ReturnType<typeof useTRPCClient>;

/** One save at a time; `save` answers whether it was done, and why not stands in `refusal`. */
export function useSave() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const save = async (done: string, work: (client: Client) => Promise<StatusSettings>): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    try {
      queries.setQueryData(trpc.statusUpdate.settings.queryKey(), await work(client));
      toast({ title: done });
      return true;
    } catch (error) {
      setRefusal(refusalOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, save };
}
