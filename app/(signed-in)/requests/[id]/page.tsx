import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { RequestScreen } from '@/components/request/request-screen';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

type Props = { params: Promise<{ id: string }> };

const requestOf = async ({ params }: Props) =>
  found(getQueryClient().fetchQuery(trpc.request.byId.queryOptions({ id: (await params).id })));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { label } = await requestOf(props);
  return { title: label };
}

export default async function RequestPage(props: Props) {
  const { id } = await requestOf(props);
  await getQueryClient().fetchQuery(trpc.team.me.queryOptions());
  return (
    <HydrationBoundary state={dehydrated()}>
      <RequestScreen id={id} />
    </HydrationBoundary>
  );
}
