import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ChannelCard } from '@/components/delivery/channel-card';
import { DeliveryList } from '@/components/delivery/delivery-list';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function DeliveriesPage() {
  const { person } = await (await api()).team.me();
  if (person.role !== 'admin')
    return (
      <>
        <PageHeader title="Deliveries" />
        <EmptyState title="For administrators">Ask one of them what became of a message.</EmptyState>
      </>
    );
  await getQueryClient().prefetchQuery(trpc.delivery.health.queryOptions());
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader title="Deliveries" detail="Every message that left, and how each channel is doing" />
      <div className="flex flex-col gap-4">
        <ChannelCard zone={person.timeZone} />
        <DeliveryList zone={person.timeZone} />
      </div>
    </HydrationBoundary>
  );
}
