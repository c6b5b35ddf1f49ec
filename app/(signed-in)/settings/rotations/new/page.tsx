import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NewRotation } from '@/components/rotation/new-rotation';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'New rotation' };

export default async function NewRotationPage() {
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.team.organisation.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <NewRotation />
    </HydrationBoundary>
  );
}
