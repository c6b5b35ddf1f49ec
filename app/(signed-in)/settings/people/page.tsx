import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { DemoNotice } from '@/components/setup/demo-notice';
import { PageHeader } from '@/components/shell/page-header';
import { PeopleSettings } from '@/components/team/people-settings';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'People and teams' };

export default async function PeoplePage() {
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.team.me.queryOptions()),
    queries.prefetchQuery(trpc.team.people.queryOptions()),
    queries.prefetchQuery(trpc.team.teams.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <PageHeader title="People and teams" />
      <DemoNotice />
      <PeopleSettings />
    </HydrationBoundary>
  );
}
