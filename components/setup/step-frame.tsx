import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/shell/logo';
import { cn } from '@/components/ui/class-names';
import { paths } from '@/server/paths';
import { type SetupStep, setupSteps, stepNumber } from '@/server/team/organisation';

const names: Record<SetupStep, string> = {
  company: 'Company',
  people: 'People',
  rotation: 'Rotation',
  contact: 'How you are reached',
  integration: 'First integration',
  done: 'Done',
};

type StepFrameProps = {
  /** `admin` stands before all others and has nothing to go to. */
  step: SetupStep | 'admin';
  title: string;
  detail?: ReactNode;
  /** Beside the step: another way to begin. */
  beside?: ReactNode;
  children: ReactNode;
};

/** One page of set-up: where one is, what it asks, and on the side the other pages. */
export function StepFrame({ step, title, detail, beside, children }: StepFrameProps) {
  const number = step === 'admin' ? 1 : stepNumber(step);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col px-4 pt-[6vh] pb-12">
      <header className="mb-6 flex items-center gap-3">
        <Logo className="size-8" />
        <p className="text-muted">
          Set-up · <span className="font-medium text-ink">{number} of 6</span>
        </p>
      </header>
      {step === 'admin' ? null : (
        <nav aria-label="Steps of set-up" className="mb-6">
          <ol className="flex flex-wrap gap-x-4 gap-y-1">
            {setupSteps
              .filter((one) => one !== 'done')
              .map((one) => (
                <li key={one}>
                  <Link
                    href={paths.setup(one)}
                    aria-current={one === step ? 'step' : undefined}
                    className={cn(
                      'inline-flex min-h-6 items-center',
                      one === step ? 'font-semibold no-underline' : 'text-muted',
                    )}
                  >
                    {names[one]}
                  </Link>
                </li>
              ))}
          </ol>
        </nav>
      )}
      <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
      {detail ? <div className="mt-1 max-w-[72ch] text-muted">{detail}</div> : null}
      <div className="mt-6 flex flex-col gap-6">
        {children}
        {beside}
      </div>
    </main>
  );
}
