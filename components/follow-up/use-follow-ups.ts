'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import type { Tab } from './list-input';

type Client = ReturnType<typeof useTRPCClient>;

/** What is owed under a tab; `teamId` narrows. */
export function useFollowUps(tab: Tab, teamId: string | null) {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.followUp.list.queryOptions({ tab, ...(teamId && { teamId }) })).data;
}

export type FollowUp = ReturnType<typeof useFollowUps>[number];

/**
 * One act at a time on follow-ups, confirmed by the server before it looks done. `act` answers what came of it, null
 * when it was refused: why stands in `refusal` until the next one.
 */
export function useFollowUpActs() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const act = async <T>(name: string, work: (client: Client) => Promise<T>): Promise<T | null> => {
    setPending(name);
    setRefusal(null);
    try {
      return await work(client);
    } catch (error) {
      setRefusal(refusalOf(error));
      return null;
    } finally {
      await queries.invalidateQueries(trpc.followUp.pathFilter());
      setPending(null);
    }
  };
  return { act, pending, refusal, forget: () => setRefusal(null) };
}

/** The one sentence beside the button. */
export const faultOf = ({ fields, message }: Refusal): string => Object.values(fields)[0] ?? message;
