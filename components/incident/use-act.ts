'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { type Refusal, refusalOf } from '@/components/trpc/refusal';
import type { IncidentDetail } from './use-incident';

type Client = ReturnType<typeof useTRPCClient>;
type State = { pending: string | null; refusal: Refusal | null };

/**
 * One act at a time on an incident, confirmed by the server before it looks done. `act` answers whether it was done;
 * why not stands in `refusal` until the next one.
 */
export function useAct(incidentId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ pending: null, refusal: null });

  const askAnew = () =>
    Promise.all([
      queries.invalidateQueries(trpc.incident.pathFilter()),
      queries.invalidateQueries(trpc.incidentLog.pathFilter()),
    ]);

  const act = async (name: string, work: (client: Client) => Promise<IncidentDetail | null>): Promise<boolean> => {
    setState({ pending: name, refusal: null });
    try {
      const incident = await work(client);
      if (incident) queries.setQueryData(trpc.incident.byId.queryKey({ incidentId: incident.id }), incident);
      if (incident?.id !== incidentId) await askAnew();
      setState({ pending: null, refusal: null });
      return true;
    } catch (error) {
      // What it is now may be why: the screen shows the new state beside the reason.
      void askAnew();
      setState({ pending: null, refusal: refusalOf(error) });
      return false;
    }
  };

  return { ...state, act };
}

/** The one sentence beside the button: what to do about a field, else why not. */
export const faultOf = ({ fields, message }: Refusal): string => Object.values(fields)[0] ?? message;
