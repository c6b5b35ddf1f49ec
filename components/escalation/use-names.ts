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
  const zone = board.viewer?.timeZone ?? 'UTC';
  return {
    people,
    teams,
    rotations: board.rotations,
    zone,
    names: namesOf({ people, teams, rotations: board.rotations }),
  };
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
      group: 'Teams',
      options: teams.flatMap(({ id, name }) => [
        { value: targetKey({ teamId: id }), label: `Everyone in ${name}` },
        { value: targetKey({ teamId: id, roundRobin: true }), label: `One of ${name}, in turn` },
      ]),
    },
    {
      group: 'People',
      options: people
        .filter(({ active }) => active)
        .map(({ id, name }) => ({ value: targetKey({ personId: id }), label: name })),
    },
    {
      group: 'Places',
      options: [
        { value: targetKey({ slackChannel: '' }), label: 'A Slack channel' },
        { value: targetKey({ webhookUrl: '' }), label: 'A webhook' },
      ],
    },
  ].filter(({ options }) => options.length > 0);
}
