import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PageHeader } from '@/components/shell/page-header';
import { StatusPageSettings } from '@/components/status-update/status-page-settings';
import { EmptyState } from '@/components/ui/empty-state';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Status page and updates' };

export default async function StatusPagePage() {
  const { person } = await (await api()).team.me();
  if (person.role !== 'admin')
    return (
      <>
        <PageHeader title="Status page and updates" />
        <EmptyState title="For administrators">Ask one of them where customers read how it is.</EmptyState>
      </>
    );
  await getQueryClient().prefetchQuery(trpc.statusUpdate.settings.queryOptions());
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader
        title="Status page and updates"
        detail="Where customers read how it is, and the words updates begin with"
      />
      <StatusPageSettings zone={person.timeZone} />
    </HydrationBoundary>
  );
}
