import type { Metadata } from 'next';
import { placeIn } from '@/components/health/address';
import { NoTeam } from '@/components/health/no-team';
import { ownTeamFirst } from '@/components/health/own-team';
import { TimeOnCall } from '@/components/health/time-on-call';
import { api, found, viewer } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Time on call' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TimePage({ searchParams }: Props) {
  const [asked, caller, person] = [placeIn(await searchParams), await api(), await viewer()];
  const team = asked.team ?? ownTeamFirst(await caller.team.teams(), person?.personId)[0]?.id;
  if (!team) return <NoTeam />;
  const { period, at } = asked;
  const [answer, { now }] = await found(
    Promise.all([caller.health.timeOnCall({ teamId: team, period, ...(at && { at }) }), caller.team.me()]),
  );
  return <TimeOnCall answer={answer} place={{ ...asked, team }} asOf={now} />;
}
