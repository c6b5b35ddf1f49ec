import type { Metadata } from 'next';
import { placeIn } from '@/components/health/address';
import { NoTeam } from '@/components/health/no-team';
import { ownTeamFirst } from '@/components/health/own-team';
import { WhatIf } from '@/components/health/what-if';
import { api, found, viewer } from '@/server/api/caller';

export const metadata: Metadata = { title: 'What if' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function WhatIfPage({ searchParams }: Props) {
  const [asked, caller, person] = [placeIn(await searchParams), await api(), await viewer()];
  const teams = await caller.team.teams();
  const teamId = asked.team ?? ownTeamFirst(teams, person?.personId)[0]?.id;
  if (!teamId) return <NoTeam />;
  const [services, policies, listed] = await found(
    Promise.all([
      caller.service.list({ teamId }),
      caller.escalation.list({ teamId }),
      caller.rotation.list({ teamId }),
    ]),
  );
  const rotations = await Promise.all(listed.map(({ id }) => caller.rotation.byId({ rotationId: id })));
  const members = teams.find(({ id }) => id === teamId)?.members ?? [];
  const names = Object.fromEntries(members.map(({ person: { id, name } }) => [id, name]));
  const queues = rotations.map(({ id, name, definition: { queue } }) => {
    return { id, name, queue: (queue ?? []).flatMap((personId) => personId ?? []) };
  });
  return <WhatIf key={teamId} teamId={teamId} choices={{ services, policies, queues, names }} />;
}
