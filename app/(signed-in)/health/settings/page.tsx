import type { Metadata } from 'next';
import { placeIn } from '@/components/health/address';
import { HealthSettings } from '@/components/health/health-settings';
import { NoTeam } from '@/components/health/no-team';
import { ownTeamFirst } from '@/components/health/own-team';
import { api, found, viewer } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Settings of the health report' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HealthSettingsPage({ searchParams }: Props) {
  const [asked, caller, person] = [placeIn(await searchParams), await api(), await viewer()];
  const team = asked.team ?? ownTeamFirst(await caller.team.teams(), person?.personId)[0]?.id;
  if (!team) return <NoTeam />;
  const settings = await found(caller.health.settings({ teamId: team }));
  return <HealthSettings teamId={team} settings={settings} />;
}
