import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NowScreen } from '@/components/oncall/now-screen';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Now' };

/** Who owns this now; awaited, because names and times must be there before any script runs. */
export default async function NowPage() {
  await getQueryClient().prefetchQuery(trpc.oncall.now.queryOptions());
  return (
    <HydrationBoundary state={dehydrated()}>
      <NowScreen />
    </HydrationBoundary>
  );
}
