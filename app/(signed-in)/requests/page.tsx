import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { listKey, loadListAddress } from '@/components/request/list-address';
import { RequestList } from '@/components/request/request-list';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Requests' };

export default async function RequestsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { tab, request } = await loadListAddress(searchParams);
  const [client, caller] = [getQueryClient(), await api()];
  const [list] = await Promise.all([
    client.fetchInfiniteQuery({
      queryKey: listKey(tab),
      queryFn: () => caller.request.list({ tab }),
      initialPageParam: null,
    }),
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.prefetchQuery(trpc.team.delegation.queryOptions({})),
  ]);
  // What stands beside the list first is fetched with it, so that nothing jumps.
  const open = request ?? list.pages[0]?.items[0]?.id;
  if (open) await client.prefetchQuery(trpc.request.byId.queryOptions({ id: open }));
  return (
    <HydrationBoundary state={dehydrated()}>
      <RequestList />
    </HydrationBoundary>
  );
}
