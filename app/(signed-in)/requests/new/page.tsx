import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { loadAskAddress } from '@/components/request/ask-address';
import { AskScreen } from '@/components/request/ask-screen';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Ask for cover or a swap' };

export default async function NewRequestPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { for: personId } = await loadAskAddress(searchParams);
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    found(client.fetchQuery(trpc.request.form.queryOptions(personId ? { for: personId } : {}))),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <AskScreen />
    </HydrationBoundary>
  );
}
