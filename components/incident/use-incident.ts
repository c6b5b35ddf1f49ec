'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/trpc/client';

/** One incident, whole, as the page has fetched it and every change renews it. */
export function useIncident(incidentId: string) {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.incident.byId.queryOptions({ incidentId })).data;
}

export type IncidentDetail = ReturnType<typeof useIncident>;
export type TimelineLine = IncidentDetail['timeline'][number];
export type PersonLine = Extract<TimelineLine, { by: 'person' }>;
export type BatonLine = Extract<TimelineLine, { by: 'baton' }>;

export type Viewer = { id: string; name: string; zone: string };

/** Who of a team may lead, speak and help, the viewer first. */
export function useHelpers(teamId: string, viewerId: string) {
  const trpc = useTRPC();
  const teams = useSuspenseQuery(trpc.team.teams.queryOptions()).data;
  const members = teams.find(({ id }) => id === teamId)?.members ?? [];
  return members
    .map(({ person }) => person)
    .filter(({ active, role }) => active && role !== 'viewer')
    .sort((a, b) => Number(b.id === viewerId) - Number(a.id === viewerId) || a.name.localeCompare(b.name));
}

export type Helper = ReturnType<typeof useHelpers>[number];
