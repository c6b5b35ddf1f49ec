import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AlertList } from '@/components/alert/alert-list';
import { closedInput, closedKey, openInput } from '@/components/alert/list-input';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Alerts' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AlertsPage({ searchParams }: Props) {
  const { service, team } = await searchParams;
  const filter = { service: one(service), team: one(team) };
  const [client, caller] = [getQueryClient(), await api()];
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.service.list.queryOptions({})),
    client.prefetchQuery(trpc.alert.list.queryOptions(openInput(filter))),
    client.prefetchInfiniteQuery({
      queryKey: closedKey(filter),
      queryFn: () => caller.alert.list(closedInput(filter)),
      initialPageParam: null,
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <AlertList />
    </HydrationBoundary>
  );
}

const one = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null);
