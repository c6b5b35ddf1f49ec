import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { openInput } from '@/components/alert/list-input';
import { NowScreen } from '@/components/oncall/now-screen';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Now' };

/** Who owns this now; awaited, because names and times must be there before any script runs. */
export default async function NowPage() {
  const client = getQueryClient();
  await Promise.all([
    client.prefetchQuery(trpc.oncall.now.queryOptions()),
    client.prefetchQuery(trpc.handoff.mine.queryOptions()),
    client.prefetchQuery(trpc.oncall.coverageAhead.queryOptions()),
    client.prefetchQuery(trpc.request.list.queryOptions({ tab: 'waiting' })),
    client.prefetchQuery(trpc.request.list.queryOptions({ tab: 'team' })),
    client.prefetchQuery(trpc.alert.list.queryOptions(openInput({ service: null, team: null }))),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <NowScreen />
    </HydrationBoundary>
  );
}
