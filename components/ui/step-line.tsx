import type { ReactNode } from 'react';
import { cn } from './class-names';

export type Step = {
  label: string;
  /** `stopped`: the way ended here (declined, expired). */
  state: 'done' | 'current' | 'upcoming' | 'stopped';
  /** Who and when, or what it waits for. */
  detail?: ReactNode;
};

const words: Record<Step['state'], string> = {
  done: 'done',
  current: 'now',
  upcoming: 'to come',
  stopped: 'ended here',
};

/** The way of a request: "requested → accepted → in effect", with who and when below each step. */
export function StepLine({ steps, label, className }: { steps: readonly Step[]; label: string; className?: string }) {
  return (
    <ol aria-label={label} className={cn('flex flex-col sm:flex-row', className)}>
      {steps.map((step, place) => (
        <li
          key={step.label}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="relative flex min-w-0 flex-1 gap-3 pb-4 last:pb-0 sm:flex-col sm:gap-2 sm:pr-4 sm:pb-0"
        >
          {place < steps.length - 1 ? (
            <span
              aria-hidden="true"
              className={cn(
                'absolute top-6 bottom-0.5 left-[0.5625rem] w-0.5 sm:top-[0.5625rem] sm:right-1 sm:bottom-auto sm:left-6 sm:h-0.5 sm:w-auto',
                step.state === 'done' ? 'bg-good' : 'bg-divider',
              )}
            />
          ) : null}
          <Dot state={step.state} />
          <div className="min-w-0">
            <p className={cn('font-medium', step.state === 'upcoming' && 'font-normal text-muted')}>
              {step.label}
              <span className="sr-only">, {words[step.state]}</span>
            </p>
            {step.detail ? <div className="text-muted">{step.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Dot({ state }: { state: Step['state'] }) {
  const look = {
    done: 'border-good bg-good text-background',
    current: 'border-waiting bg-waiting-tint text-waiting',
    upcoming: 'border-control text-control',
    stopped: 'border-critical bg-critical-tint text-critical',
  }[state];
  return (
    <span className={cn('grid size-5 shrink-0 place-items-center rounded-full border-[1.5px]', look)}>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="size-3 fill-none stroke-2 stroke-current"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {state === 'done' ? <path d="m2.5 6.5 2.5 2.5 4.5-5.5" /> : null}
        {state === 'current' ? <circle cx="6" cy="6" r="2" className="fill-current stroke-none" /> : null}
        {state === 'stopped' ? <path d="m3 3 6 6m0-6-6 6" /> : null}
      </svg>
    </span>
  );
}
