'use client';

import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/components/trpc/client';
import { paths } from '@/server/paths';
import { type SetupStep, stepAfter } from '@/server/team/organisation';

/** Goes on to the next step and remembers it, so that set-up resumes there; the last one leads to Now. */
export function useStep(step: SetupStep): { goOn: () => Promise<void>; busy: boolean } {
  const trpc = useTRPC();
  const router = useRouter();
  const save = useMutation(trpc.team.saveSetupStep.mutationOptions());
  const next = stepAfter(step);
  const goOn = async () => {
    await save.mutateAsync({ step: next });
    router.push((next === 'done' ? paths.now() : paths.setup(next)) as Route);
    router.refresh();
  };
  return { goOn, busy: save.isPending };
}
