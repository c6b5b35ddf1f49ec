'use client';

import { Button } from '@/components/ui/button';
import type { SetupStep } from '@/server/team/organisation';
import { useStep } from './use-step';

type Props = {
  step: SetupStep;
  /** What this step is for is done: going on is the main thing now. */
  done?: boolean;
};

/** Skip this step, or go on from it. */
export function StepButtons({ step, done = false }: Props) {
  const { goOn, busy } = useStep(step);
  const last = step === 'integration';
  return (
    <div className="flex flex-wrap gap-2 border-t pt-4">
      <Button onClick={goOn} busy={busy} {...(done && { variant: 'primary' as const })}>
        {done ? (last ? 'Finish set-up' : 'Continue') : last ? 'Skip and finish' : 'Skip this step'}
      </Button>
    </div>
  );
}
