import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NewPolicy } from '@/components/escalation/policy-editor';
import { dehydrated, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'New escalation policy' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewPolicyPage({ searchParams }: Props) {
  const { team } = await searchParams;
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.team.people.queryOptions()),
    client.fetchQuery(trpc.oncall.now.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <NewPolicy teamId={typeof team === 'string' ? team : undefined} />
    </HydrationBoundary>
  );
}
