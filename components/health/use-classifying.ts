'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import type { Classification } from '@/server/alert/classification';

/** How many alerts go to the server in one request. */
const atOnce = 100;

/** What is said here, before the page is asked again; `failures` by alert. Nothing looks said before it is kept. */
export function useClassifying() {
  const client = useTRPCClient();
  const router = useRouter();
  const [said, setSaid] = useState<ReadonlyMap<string, Classification>>(new Map());
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());

  const say = async (alertIds: readonly string[], classification: Classification): Promise<void> => {
    setPending(new Set(alertIds));
    const [kept, refused] = [new Map<string, Classification>(), new Map<string, string>()];
    for (let from = 0; from < alertIds.length; from += atOnce) {
      const some = alertIds.slice(from, from + atOnce);
      try {
        const { results } = await client.alert.bulk.mutate({ action: 'classify', classification, alertIds: some });
        for (const { alertId, refusal } of results)
          if (refusal) refused.set(alertId, refusal.message);
          else kept.set(alertId, classification);
      } catch (error) {
        for (const id of some) refused.set(id, refusalOf(error).message);
      }
    }
    setSaid((before) => new Map([...before, ...kept]));
    setFailures((before) => new Map([...[...before].filter(([id]) => !alertIds.includes(id)), ...refused]));
    setPending(new Set());
    // Pages that were kept in memory would still say what it was before.
    router.refresh();
  };
  return { said, failures, pending, say };
}
