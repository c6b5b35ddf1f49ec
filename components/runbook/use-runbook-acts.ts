'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';

type Client = ReturnType<typeof useTRPCClient>;

/** One act at a time on runbooks, confirmed by the server before it looks done. Answers whether it was done. */
export function useRunbookActs() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const act = async (name: string, work: (client: Client) => Promise<unknown>): Promise<boolean> => {
    setPending(name);
    setRefusal(null);
    try {
      await work(client);
      return true;
    } catch (error) {
      setRefusal(refusalOf(error));
      return false;
    } finally {
      await queries.invalidateQueries(trpc.runbook.pathFilter());
      setPending(null);
    }
  };

  return { act, pending, refusal };
}

/** The one sentence beside the button. */
export const faultOf = ({ fields, message }: Refusal): string => Object.values(fields)[0] ?? message;
