'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { TeamReadiness } from '@/components/oncall/team-readiness';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { CreateTeamForm } from './create-team-form';
import { TeamCard } from './team-card';

/** The teams one belongs to; for admins all of them. */
export function TeamList() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { person, abilities } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const teams = useSuspenseQuery(trpc.team.teams.queryOptions()).data;
  if (teams.length > 0)
    return (
      <div className="flex flex-col gap-4">
        {teams.map((team) => (
          <div key={team.id} className="flex flex-col gap-4">
            <TeamReadiness team={team} viewer={person} />
            <TeamCard team={team} viewerId={person.id} />
          </div>
        ))}
      </div>
    );
  if (!abilities['team.create'])
    return (
      <EmptyState>The people you share a rotation with will stand here, once an admin adds you to a team.</EmptyState>
    );
  return (
    <Card aria-label="First team">
      <CardHeader title="First team" detail="The people who share a rotation." />
      <CardBody>
        <CreateTeamForm
          managerIds={[person.id]}
          onMade={() => queries.invalidateQueries({ queryKey: trpc.team.pathKey() })}
        />
      </CardBody>
    </Card>
  );
}
