import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { FollowUpsScreen } from '@/components/follow-up/follow-ups-screen';
import { tabIn } from '@/components/follow-up/list-input';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Follow-ups' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FollowUpsPage({ searchParams }: Props) {
  const { tab, team, open } = await searchParams;
  const client = getQueryClient();
  const wanted = { tab: tabIn(tab), ...(typeof team === 'string' && { teamId: team }) };
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.service.list.queryOptions({})),
    client.prefetchQuery(trpc.followUp.list.queryOptions(wanted)),
    typeof open === 'string' && client.prefetchQuery(trpc.followUp.byId.queryOptions({ followUpId: open })),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <FollowUpsScreen />
    </HydrationBoundary>
  );
}
