import type { Metadata } from 'next';
import { placeIn } from '@/components/health/address';
import { HealthScreen } from '@/components/health/health-screen';
import { NoTeam } from '@/components/health/no-team';
import { api, found } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Health' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HealthPage({ searchParams }: Props) {
  const [asked, caller] = [placeIn(await searchParams), await api()];
  const teams = await caller.team.teams();
  const teamId = asked.team ?? teams[0]?.id;
  if (!teamId) return <NoTeam />;
  const place = { ...asked, team: teamId };
  const [report, rotations, services] = await found(
    Promise.all([
      caller.health.report({
        teamId,
        period: place.period,
        ...(place.at && { at: place.at }),
        ...(place.rotation && { rotationId: place.rotation }),
        ...(place.service && { serviceId: place.service }),
      }),
      caller.rotation.list({ teamId }),
      caller.service.list({ teamId }),
    ]),
  );
  return <HealthScreen view={{ report, place }} scopes={{ teams, rotations, services }} />;
}
