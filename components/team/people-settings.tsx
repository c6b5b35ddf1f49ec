'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { AddPeopleForm } from './add-people-form';
import { CreateTeamForm } from './create-team-form';
import { PeopleTable } from './people-table';
import { TeamCard } from './team-card';

/** For admins: everybody, and every team. */
export function PeopleSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { person, abilities } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const teams = useSuspenseQuery(trpc.team.teams.queryOptions()).data;
  const reread = () => queries.invalidateQueries({ queryKey: trpc.team.pathKey() });
  if (!abilities['person.create']) return <Notice title="Admins decide this: ask one of them." />;
  return (
    <div className="flex flex-col gap-4">
      <Card aria-label="People">
        <CardHeader title="People" />
        <PeopleTable />
      </Card>
      <Card aria-label="Add people">
        <CardHeader title="Add people" detail="Then make each a link to sign in." />
        <CardBody>
          <AddPeopleForm
            zone={person.timeZone}
            onAdded={(results) => {
              const added = results.filter((result) => 'person' in result && !result.existed).length;
              toast({ title: `${added} added` });
              return reread();
            }}
          />
        </CardBody>
      </Card>
      {teams.map((team) => (
        <TeamCard key={team.id} team={team} viewerId={person.id} />
      ))}
      <Card aria-label="New team">
        <CardHeader title="New team" />
        <CardBody>
          <CreateTeamForm onMade={reread} />
        </CardBody>
      </Card>
    </div>
  );
}
