'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';

/** Who looks, the teams and the services; `own`: the teams for which the viewer may write. */
export function useCompany() {
  const trpc = useTRPC();
  const { person } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const teams = useSuspenseQuery(trpc.team.teams.queryOptions()).data;
  const services = useSuspenseQuery(trpc.service.list.queryOptions({})).data;
  const works = ({ members }: (typeof teams)[number]) =>
    person.role === 'admin' || (person.role !== 'viewer' && members.some((member) => member.person.id === person.id));
  const viewer = { id: person.id, name: person.name, zone: person.timeZone };
  return { viewer, teams, services, own: teams.filter(works) };
}

export type Team = ReturnType<typeof useCompany>['teams'][number];
export type Service = ReturnType<typeof useCompany>['services'][number];

/** Who of a team can be given something to keep or to do, the viewer first. */
export const ownersIn = (team: Team | undefined, viewerId: string) =>
  (team?.members ?? [])
    .map(({ person }) => person)
    .filter(({ active, role }) => active && role !== 'viewer')
    .sort((a, b) => Number(b.id === viewerId) - Number(a.id === viewerId) || a.name.localeCompare(b.name));
