import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PageHeader } from '@/components/shell/page-header';
import { TeamList } from '@/components/team/team-list';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Team' };

export default async function TeamPage() {
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.team.me.queryOptions()),
    queries.prefetchQuery(trpc.team.teams.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader title="Team" />
      <TeamList />
    </HydrationBoundary>
  );
}
