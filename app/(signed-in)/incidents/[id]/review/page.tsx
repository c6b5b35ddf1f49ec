import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ReviewScreen } from '@/components/review/review-screen';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

type Props = { params: Promise<{ id: string }> };

const incidentOf = async ({ params }: Props) =>
  found(getQueryClient().fetchQuery(trpc.incident.byId.queryOptions({ incidentId: (await params).id })));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { reference, title } = await incidentOf(props);
  return { title: `Review of ${reference} ${title}` };
}

export default async function ReviewPage(props: Props) {
  const { id } = await incidentOf(props);
  const client = getQueryClient();
  await Promise.all([
    client.fetchQuery(trpc.team.me.queryOptions()),
    client.fetchQuery(trpc.team.teams.queryOptions()),
    client.fetchQuery(trpc.review.ofIncident.queryOptions({ incidentId: id })),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <ReviewScreen incidentId={id} />
    </HydrationBoundary>
  );
}
