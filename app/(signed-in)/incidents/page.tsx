import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { IncidentList } from '@/components/incident/incident-list';
import { pastInput, pastKey, reviewsInput, runningInput } from '@/components/incident/list-input';
import { api, dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Incidents' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function IncidentsPage({ searchParams }: Props) {
  const { team: asked } = await searchParams;
  const team = typeof asked === 'string' ? asked : null;
  const [client, caller] = [getQueryClient(), await api()];
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.prefetchQuery(trpc.incident.list.queryOptions(runningInput(team))),
    client.prefetchQuery(trpc.review.list.queryOptions(reviewsInput(team))),
    client.prefetchInfiniteQuery({
      queryKey: pastKey(team),
      queryFn: () => caller.incident.list(pastInput(team)),
      initialPageParam: null,
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <IncidentList />
    </HydrationBoundary>
  );
}
