import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ServiceScreen } from '@/components/service/service-screen';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Service' };

export default async function ServicePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const client = getQueryClient();
  await found(client.fetchQuery(trpc.service.byId.queryOptions({ serviceId: id })));
  await Promise.all([
    client.fetchQuery(trpc.escalation.list.queryOptions({})),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.prefetchQuery(trpc.runbook.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <ServiceScreen serviceId={id} />
    </HydrationBoundary>
  );
}
