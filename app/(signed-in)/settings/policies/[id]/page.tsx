import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PolicyEditor } from '@/components/escalation/policy-editor';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Escalation policy' };

export default async function PolicyPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const client = getQueryClient();
  await found(client.fetchQuery(trpc.escalation.byId.queryOptions({ policyId: id })));
  await Promise.all([
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.team.people.queryOptions()),
    client.fetchQuery(trpc.oncall.now.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <PolicyEditor policyId={id} />
    </HydrationBoundary>
  );
}
