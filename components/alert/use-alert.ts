'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';

/** One alert with its history, as the page has fetched it and every change renews it. */
export function useAlert(alertId: string) {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.alert.byId.queryOptions({ alertId })).data;
}

export type AlertDetail = ReturnType<typeof useAlert>;
