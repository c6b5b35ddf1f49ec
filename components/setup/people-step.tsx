'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { AddPeopleForm } from '@/components/team/add-people-form';
import { CreateTeamForm } from '@/components/team/create-team-form';
import { useTRPC } from '@/components/trpc/client';
import { PersonChip } from '@/components/ui/person-chip';
import { StepButtons } from './step-buttons';

/** The team that will share the rotation, and who is in it. */
export function PeopleStep({ timeZone }: { timeZone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const me = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const teams = useSuspenseQuery(trpc.team.teams.queryOptions()).data;
  const reread = () => queries.invalidateQueries({ queryKey: trpc.team.pathKey() });
  const team = teams.find(({ members }) => members.some(({ person }) => person.id === me.person.id)) ?? teams[0];

  return (
    <>
      {team ? (
        <>
          <section aria-label={`In ${team.name}`}>
            <h2 className="mb-2 font-semibold text-section">{team.name}</h2>
            <ul className="flex flex-wrap gap-x-4 gap-y-2">
              {team.members.map(({ person, role }) => (
                <li key={person.id}>
                  <PersonChip
                    name={person.name}
                    isYou={person.id === me.person.id}
                    role={role === 'manager' ? 'Manager' : undefined}
                    size="small"
                  />
                </li>
              ))}
            </ul>
          </section>
          <AddPeopleForm zone={timeZone} teamId={team.id} onAdded={reread} />
        </>
      ) : (
        <CreateTeamForm managerIds={[me.person.id]} onMade={reread} />
      )}
      <StepButtons step="people" done={(team?.members.length ?? 0) > 1} />
    </>
  );
}
