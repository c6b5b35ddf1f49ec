import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AlertScreen } from '@/components/alert/alert-screen';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

type Props = { params: Promise<{ id: string }> };

const alertOf = async ({ params }: Props) =>
  found(getQueryClient().fetchQuery(trpc.alert.byId.queryOptions({ alertId: (await params).id })));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { reference, title } = await alertOf(props);
  return { title: `${reference} ${title}` };
}

export default async function AlertPage(props: Props) {
  const { id } = await alertOf(props);
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.prefetchQuery(trpc.alert.runbooks.queryOptions({ alertId: id })),
    client.prefetchQuery(trpc.oncall.now.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <AlertScreen alertId={id} />
    </HydrationBoundary>
  );
}
