'use client';

import { useQueryClient } from '@tanstack/react-query';
import { SigningSecret } from '@/components/service/signing-secret';
import { useTRPC } from '@/components/trpc/client';

type Props = { personId: string; methodId: string };

/** What pages to one's own webhook are signed by. */
export function WebhookSecret({ personId, methodId }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = trpc.contact.webhookSecret.queryOptions({ personId, methodId }, { staleTime: 0, gcTime: 0 });
  return <SigningSecret ask={() => queries.fetchQuery(options)} />;
}
