import type { Metadata } from 'next';
import { placeIn } from '@/components/health/address';
import { ClassifyPage } from '@/components/health/classify-page';
import { NoTeam } from '@/components/health/no-team';
import { ownTeamFirst } from '@/components/health/own-team';
import { reportInput } from '@/components/health/page-input';
import { api, found, viewer } from '@/server/api/caller';

export const metadata: Metadata = { title: 'Classify the week' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const [asked, caller, person] = [placeIn(await searchParams), await api(), await viewer()];
  const team = asked.team ?? ownTeamFirst(await caller.team.teams(), person?.personId)[0]?.id;
  if (!team) return <NoTeam />;
  const place = { ...asked, team };
  const input = reportInput(place);
  const [report, now] = await found(
    Promise.all([caller.health.report(input), caller.health.rows({ ...input, metric: 'B3' })]),
  );
  const at = report.period.from.toISOString();
  const before = await caller.health.rows({ ...input, period: 'year', at, metric: 'B3' });
  return <ClassifyPage report={report} place={place} rows={now.rows} earlier={before.rows} />;
}
