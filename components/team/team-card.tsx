'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useSignInAgain } from '@/components/account/sign-in-again';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Notice } from '@/components/ui/notice';
import { PersonChip } from '@/components/ui/person-chip';
import type { Membership } from '@/server/team/membership';
import type { Person } from '@/server/team/person';
import { RenameTeam } from './rename-team';

type TeamCardProps = {
  team: {
    id: string;
    name: string;
    members: { person: Person; role: Membership['role'] }[];
    abilities: { 'team.edit': boolean };
  };
  viewerId: string;
};

/** Who is in a team and what time it is for them; its managers and admins change that here. */
export function TeamCard({ team, viewerId }: TeamCardProps) {
  const trpc = useTRPC();
  const now = useNow();
  const queries = useQueryClient();
  const again = useSignInAgain();
  const set = useMutation(trpc.team.setMembership.mutationOptions());
  const remove = useMutation(trpc.team.removeMember.mutationOptions());
  const [fault, setFault] = useState<string | null>(null);
  const mayEdit = team.abilities['team.edit'];

  const act = async (work: () => Promise<unknown>) => {
    setFault(null);
    try {
      await again(work);
      await queries.invalidateQueries({ queryKey: trpc.team.pathKey() });
    } catch (error) {
      setFault(refusalOf(error).message);
    }
  };

  return (
    <Card aria-label={`Team ${team.name}`}>
      <CardHeader
        title={team.name}
        detail={team.members.length === 1 ? '1 person' : `${team.members.length} people`}
        actions={mayEdit ? <RenameTeam team={team} /> : null}
      />
      {fault ? <Notice tone="critical" live="polite" title={fault} className="m-4" /> : null}
      {team.members.length === 0 ? <p className="p-4 text-muted">The people of this team will stand here.</p> : null}
      <ul className="divide-y">
        {team.members.map(({ person, role }) => (
          <li key={person.id} className="flex min-h-11 items-center gap-3 px-4 py-1.5">
            <PersonChip
              name={person.name}
              isYou={person.id === viewerId}
              role={role === 'manager' ? 'Manager' : person.role === 'viewer' ? 'Viewer' : undefined}
              localTime={timeOfDay(now, person.timeZone)}
            />
            {person.active ? null : <Mark kind="neutral">Deactivated</Mark>}
            {mayEdit ? (
              <span className="ml-auto">
                <Menu
                  trigger={
                    <Button variant="ghost" size="icon" aria-label={`Actions for ${person.name} in ${team.name}`}>
                      <Ellipsis aria-hidden="true" />
                    </Button>
                  }
                >
                  <MenuItem
                    onSelect={() =>
                      act(() =>
                        set.mutateAsync({
                          teamId: team.id,
                          personId: person.id,
                          role: role === 'manager' ? 'member' : 'manager',
                        }),
                      )
                    }
                  >
                    {role === 'manager' ? 'Make member' : 'Make manager'}
                  </MenuItem>
                  <MenuItem
                    danger
                    onSelect={() => act(() => remove.mutateAsync({ teamId: team.id, personId: person.id }))}
                  >
                    Take out of {team.name}
                  </MenuItem>
                </Menu>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <JoinTeam
          teamName={team.name}
          present={team.members.map(({ person }) => person.id)}
          busy={set.isPending}
          onJoin={(personId) => act(() => set.mutateAsync({ teamId: team.id, personId, role: 'member' }))}
        />
      ) : null}
    </Card>
  );
}

type JoinTeamProps = { teamName: string; present: string[]; busy: boolean; onJoin: (personId: string) => unknown };

function JoinTeam({ teamName, present, busy, onJoin }: JoinTeamProps) {
  const trpc = useTRPC();
  const people = useQuery(trpc.team.people.queryOptions()).data ?? [];
  const [chosen, setChosen] = useState('');
  const others = people.filter(({ id, active }) => active && !present.includes(id));
  if (others.length === 0) return null;
  return (
    <form
      className="flex flex-wrap items-end gap-3 border-t p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) onJoin(chosen);
        setChosen('');
      }}
    >
      <Field label={`Add to ${teamName}`} required className="min-w-48 flex-1">
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">Choose a person</option>
            {others.map(({ id, name, email }) => (
              <option key={id} value={id}>
                {name} ({email})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" busy={busy}>
        Add to team
      </Button>
    </form>
  );
}
