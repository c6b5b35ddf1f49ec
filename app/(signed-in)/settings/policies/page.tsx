import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PolicyList } from '@/components/escalation/policy-list';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Escalation policies' };

export default async function PoliciesPage() {
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.escalation.list.queryOptions({})),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.team.people.queryOptions()),
    client.fetchQuery(trpc.oncall.now.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <PolicyList />
    </HydrationBoundary>
  );
}
