import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { askedIn, kindIn, searchInput, searchKey } from '@/components/search/list-input';
import { SearchScreen } from '@/components/search/search-screen';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Search' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SearchPage({ searchParams }: Props) {
  const { q, kind: chosen } = await searchParams;
  const [asked, kind] = [askedIn(q), kindIn(chosen)];
  const [client, caller] = [getQueryClient(), await api()];
  const results = () =>
    client.prefetchInfiniteQuery({
      queryKey: searchKey(asked, kind),
      queryFn: () => caller.search.find(searchInput(asked, kind)),
      initialPageParam: null,
    });
  await Promise.all([client.fetchQuery(trpc.team.me.queryOptions()), asked === '' ? undefined : results()]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <SearchScreen />
    </HydrationBoundary>
  );
}
