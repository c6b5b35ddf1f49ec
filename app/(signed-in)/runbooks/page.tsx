import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { RunbookList } from '@/components/runbook/runbook-list';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Runbooks' };

export default async function RunbooksPage() {
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.service.list.queryOptions({})),
    client.fetchQuery(trpc.runbook.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <RunbookList />
    </HydrationBoundary>
  );
}
