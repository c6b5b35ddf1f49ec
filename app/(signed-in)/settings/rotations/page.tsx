import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { RotationList } from '@/components/rotation/rotation-list';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Rotations' };

export default async function RotationsPage() {
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.rotation.list.queryOptions({})),
    client.fetchQuery(trpc.team.teams.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <RotationList />
    </HydrationBoundary>
  );
}
