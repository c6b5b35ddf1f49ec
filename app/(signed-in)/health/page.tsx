import type { Metadata } from 'next';
import { placeIn } from '@/components/health/address';
import { HealthScreen } from '@/components/health/health-screen';
import { NoTeam } from '@/components/health/no-team';
import { ownTeamFirst } from '@/components/health/own-team';
import { reportInput, rowsInput } from '@/components/health/page-input';
import { api, found, viewer } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Health' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HealthPage({ searchParams }: Props) {
  const [asked, caller, person] = [placeIn(await searchParams), await api(), await viewer()];
  const teams = await caller.team.teams();
  const team = asked.team ?? ownTeamFirst(teams, person?.personId)[0]?.id;
  if (!team) return <NoTeam />;
  const place = { ...asked, team };
  const rows = rowsInput(place);
  const [report, helped, rotations, services, behind] = await found(
    Promise.all([
      caller.health.report(reportInput(place)),
      caller.health.helped({ teamId: team }),
      caller.rotation.list({ teamId: team }),
      caller.service.list({ teamId: team }),
      rows && caller.health.rows(rows),
    ]),
  );
  return (
    <HealthScreen view={{ report, place }} scopes={{ teams, rotations, services }} helped={helped} rows={behind} />
  );
}
