import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { MaintenanceScreen } from '@/components/service/maintenance-screen';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Maintenance windows' };

export default async function MaintenancePage() {
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.service.windows.queryOptions({})),
    client.fetchQuery(trpc.service.list.queryOptions({})),
    client.fetchQuery(trpc.team.teams.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <MaintenanceScreen />
    </HydrationBoundary>
  );
}
