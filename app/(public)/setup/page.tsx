import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ClockProvider } from '@/components/clock';
import { AdminStep } from '@/components/setup/admin-step';
import { DemoCard } from '@/components/setup/demo-card';
import { StepFrame } from '@/components/setup/step-frame';
import { knownStep, Steps } from '@/components/setup/steps';
import { api, dehydrated, getQueryClient, trpc, viewer } from '@/server/api/caller';
import { paths } from '@/server/paths';

export const metadata: Metadata = { title: 'Set-up' };

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ step?: string | string[] }> }) {
  const caller = await api();
  const [{ closed, step, organisation, mailOn }, person] = [await caller.team.setupState(), await viewer()];
  if (!closed)
    return (
      <StepFrame
        step="admin"
        title="Welcome to Baton"
        detail="You are the first here: the administrator of your company."
        beside={<DemoCard />}
      >
        <AdminStep />
      </StepFrame>
    );
  if (!person) redirect(paths.signIn(paths.setup()));
  const wanted = knownStep((await searchParams).step) ?? step;
  if (!wanted || !organisation || wanted === 'done') redirect(paths.now());
  await getQueryClient().prefetchQuery(trpc.team.me.queryOptions());
  await getQueryClient().prefetchQuery(trpc.team.teams.queryOptions());
  return (
    <HydrationBoundary state={dehydrated()}>
      <ClockProvider now={(await caller.team.me()).now.toISOString()}>
        <Steps step={wanted} organisation={organisation} mailOn={mailOn ?? false} beside={<DemoCard signedIn />} />
      </ClockProvider>
    </HydrationBoundary>
  );
}
