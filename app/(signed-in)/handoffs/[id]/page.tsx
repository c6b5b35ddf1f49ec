import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { HandoffScreen } from '@/components/handoff/handoff-screen';
import { dehydrated, found, getQueryClient, trpc } from '@/server/api/caller';

type Props = { params: Promise<{ id: string }> };

const noteOf = async ({ params }: Props) =>
  found(getQueryClient().fetchQuery(trpc.handoff.byId.queryOptions({ noteId: (await params).id })));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { rotation } = await noteOf(props);
  return { title: `Handoff note for ${rotation.name}` };
}

export default async function HandoffPage(props: Props) {
  const { id, rotation } = await noteOf(props);
  const client = getQueryClient();
  const { person } = await client.fetchQuery(trpc.team.me.queryOptions());
  await Promise.all([
    client.prefetchQuery(trpc.contact.reachability.queryOptions({ personIds: [person.id] })),
    client.prefetchQuery(trpc.handoff.forRotation.queryOptions({ rotationId: rotation.id })),
  ]);
  return (
    <HydrationBoundary state={dehydrated()}>
      <HandoffScreen noteId={id} />
    </HydrationBoundary>
  );
}
