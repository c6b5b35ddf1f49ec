import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { RunbookScreen } from '@/components/runbook/runbook-screen';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

type Props = { params: Promise<{ id: string }> };

const runbookOf = async ({ params }: Props) =>
  found(getQueryClient().fetchQuery(trpc.runbook.byId.queryOptions({ runbookId: (await params).id })));

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await runbookOf(props)).title };
}

export default async function RunbookPage(props: Props) {
  const { id } = await runbookOf(props);
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.service.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <RunbookScreen runbookId={id} />
    </HydrationBoundary>
  );
}
