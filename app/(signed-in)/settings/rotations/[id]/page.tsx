import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RotationView } from '@/components/rotation/rotation-view';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Rotation' };

export default async function RotationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const client = getQueryClient();
  const rotation = await client.fetchQuery(trpc.rotation.editor.queryOptions({ rotationId: id })).catch(() => null);
  if (!rotation) notFound();
  await client.prefetchQuery(trpc.rotation.history.queryOptions({ rotationId: id }));
  return (
    <HydrationBoundary state={dehydrated()}>
      <RotationView rotationId={id} />
    </HydrationBoundary>
  );
}
