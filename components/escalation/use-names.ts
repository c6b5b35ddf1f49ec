'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';
import { unpagedRoles } from '@/server/escalation/target';
import { targetKey } from './policy-draft';
import { namesOf } from './policy-words';

/** Everybody and everything a policy can name, as far as the viewer may see it. The page fetches all three before. */
export function useNames() {
  const trpc = useTRPC();
  const { data: people } = useSuspenseQuery(trpc.team.people.queryOptions());
  const { data: teams } = useSuspenseQuery(trpc.team.teams.queryOptions());
  const { data: board } = useSuspenseQuery(trpc.oncall.now.queryOptions());
  return { people, teams, rotations: board.rotations, names: namesOf({ people, teams, rotations: board.rotations }) };
}

export type TargetChoice = { group: string; options: { value: string; label: string }[] };

/** What a step can page, for a list to choose from: roles first, for people change and roles stay. */
export function useTargetChoices(): TargetChoice[] {
  const { people, teams, rotations } = useNames();
  const roles = rotations.flatMap(({ id, name, roles: held }) =>
    held
      .filter(({ role }) => !unpagedRoles.includes(role))
      .map(({ role }) => ({
        value: targetKey({ rotationId: id, role }),
        label: `${role.charAt(0).toUpperCase()}${role.slice(1)} of ${name}`,
      })),
  );
  return [
    { group: 'Whoever is on call', options: roles },
    {
      group: 'Whole teams',
      options: teams.map(({ id, name }) => ({ value: targetKey({ teamId: id }), label: `Everyone in ${name}` })),
    },
    {
      group: 'People',
      options: people
        .filter(({ active }) => active)
        .map(({ id, name }) => ({ value: targetKey({ personId: id }), label: name })),
    },
  ].filter(({ options }) => options.length > 0);
}
