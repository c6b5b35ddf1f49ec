import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ServiceList } from '@/components/service/service-list';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Services and integrations' };

export default async function ServicesPage() {
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.service.list.queryOptions({})),
    client.fetchQuery(trpc.escalation.list.queryOptions({})),
    client.fetchQuery(trpc.team.teams.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <ServiceList />
    </HydrationBoundary>
  );
}
