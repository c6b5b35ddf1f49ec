import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NewRunbook } from '@/components/runbook/new-runbook';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'New runbook' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewRunbookPage({ searchParams }: Props) {
  const { service } = await searchParams;
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.service.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <NewRunbook serviceId={typeof service === 'string' ? service : undefined} />
    </HydrationBoundary>
  );
}
