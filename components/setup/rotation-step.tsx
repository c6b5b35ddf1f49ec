'use client';

import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { Notice } from '@/components/ui/notice';
import { RotationForm } from './rotation-form';
import { StepButtons } from './step-buttons';

/** The first rotation of the team; where there is one already, only the way on. */
export function RotationStep({ timeZone }: { timeZone: string }) {
  const trpc = useTRPC();
  const teams = useSuspenseQuery(trpc.team.teams.queryOptions()).data;
  const rotations = useQuery(trpc.rotation.list.queryOptions({}));
  const [team] = teams;
  const people = (team?.members ?? [])
    .map(({ person }) => person)
    .filter(({ active, role }) => active && role !== 'viewer');
  const [present] = rotations.data ?? [];

  if (present)
    return (
      <>
        <Notice tone="good" title={`“${present.name}” is on duty`}>
          Change it in Settings whenever you like: nothing changes before you have seen the difference.
        </Notice>
        <StepButtons step="rotation" done />
      </>
    );
  return (
    <>
      {team && people.length > 0 ? (
        <RotationForm key={team.id} team={team} people={people} timeZone={timeZone} />
      ) : (
        <Notice title="A rotation needs people: add them in the step before." />
      )}
      <StepButtons step="rotation" />
    </>
  );
}
