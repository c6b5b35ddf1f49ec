import type { Metadata } from 'next';
import { ownersIn } from '@/components/health/owners';
import { WeekReview } from '@/components/health/week-review';
import { api, found, viewer } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Weekly review' };

type Props = { params: Promise<{ rotationId: string; from: string }> };

export default async function WeekReviewPage({ params }: Props) {
  const [{ rotationId, from }, caller, person] = [await params, await api(), await viewer()];
  const [week, teams] = await found(
    Promise.all([caller.health.week({ rotationId, from: decodeURIComponent(from) }), caller.team.teams()]),
  );
  const { teamId } = week.report.scope;
  const helped = await caller.health.helped({ teamId });
  const owners = ownersIn(
    teams.find(({ id }) => id === teamId),
    person?.personId ?? '',
  );
  return <WeekReview week={week} helped={helped} owners={owners.map(({ id, name }) => ({ id, name }))} />;
}
