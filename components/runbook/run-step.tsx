'use client';

import { Check, Minus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { timeOfDay } from '@/components/ui/instant';
import { SkipForm } from './skip-form';
import { StepText } from './step-text';
import type { Tick } from './use-run-acts';
import { stepMark } from './use-run-keys';
import type { Run } from './use-runbooks';
import { WrongForm } from './wrong-form';

type RunStepProps = {
  step: Run['steps'][number];
  /** Where a new part begins. */
  heading: string | null;
  next: boolean;
  may: boolean;
  viewer: { id: string; zone: string };
  /** Another step stands alone on a phone. */
  behind: boolean;
  onTick: (tick: Tick) => void;
  /** Left out: the viewer may not. Answers whether it was told. */
  onReport: ((words: string) => Promise<boolean>) | undefined;
};

/** One step: calm where it can be taken back, asked twice where it needs care. The next one is large on a phone. */
export function RunStep({ step, heading, next, may, viewer, behind, onTick, onReport }: RunStepProps) {
  const [asking, setAsking] = useState<'confirm' | 'skip' | 'wrong' | null>(null);
  const question = useRef<HTMLFieldSetElement>(null);
  const open = step.state === 'open';
  // What may be said of a later step stands beside it, unless a command needs the width.
  const beside = !next && step.commands.length === 0;

  // The question has the focus, not its button: pressing the same key twice must not confirm.
  useEffect(() => {
    if (asking === 'confirm') question.current?.focus();
  }, [asking]);

  const tick = (change: Tick) => {
    setAsking(null);
    onTick(change);
  };
  const press = () => {
    if (!open) tick({ state: 'open' });
    else if (step.care === 'needs-care') setAsking('confirm');
    else tick({ state: 'done' });
  };

  return (
    <li
      {...{ [stepMark]: step.number }}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== ' ' || event.target !== event.currentTarget || !may || event.repeat) return;
        event.preventDefault();
        press();
      }}
      aria-current={next ? 'step' : undefined}
      className={cn(
        'border-b px-4 py-2.5 last:border-b-0',
        behind && 'max-sm:hidden',
        next && 'bg-accent-tint/60 shadow-[inset_3px_0_0_var(--color-accent)] max-sm:py-5 max-sm:text-section',
      )}
    >
      {heading ? <p className="pb-1 font-semibold text-body text-muted">{heading}</p> : null}
      <div className="flex items-start gap-2.5">
        <label className="-m-2.5 grid size-11 shrink-0 place-items-center has-disabled:cursor-not-allowed sm:pointer-fine:-m-1 sm:pointer-fine:size-7">
          <span className={cn('relative grid size-5 place-items-center', next && 'max-sm:size-7')}>
            <input
              type="checkbox"
              aria-label={`Step ${step.number} done`}
              checked={step.state === 'done'}
              ref={(box) => {
                if (box) box.indeterminate = step.state === 'skipped';
              }}
              disabled={!may}
              onChange={press}
              className="absolute inset-0 appearance-none rounded-[4px] border border-control bg-background checked:border-accent checked:bg-accent hover:border-ink disabled:bg-surface forced-colors:appearance-auto"
            />
            {step.state === 'done' ? (
              <Check aria-hidden="true" className="pointer-events-none relative size-4 text-on-accent" />
            ) : null}
            {step.state === 'skipped' ? (
              <Minus aria-hidden="true" className="pointer-events-none relative size-4 text-muted" />
            ) : null}
          </span>
        </label>
        <div className={cn('min-w-0 flex-1', beside && 'sm:flex sm:items-start sm:gap-x-3')}>
          <div className="min-w-0 flex-1">
            <StepText step={step} quiet={!open} />
            {step.by && step.at ? (
              <p className="mt-0.5 text-label text-muted">
                {step.state === 'skipped' ? 'Skipped by' : 'Done by'} {step.by.id === viewer.id ? 'you' : step.by.name},{' '}
                {timeOfDay(step.at, viewer.zone)}
                {step.reason ? `: ${step.reason}` : ''}
              </p>
            ) : null}
            {asking === 'confirm' ? (
              <fieldset
                ref={question}
                tabIndex={-1}
                aria-label={`Confirm step ${step.number}`}
                className="mt-2 flex flex-wrap items-center gap-2 text-body"
              >
                <span className="basis-full font-medium text-major">This cannot simply be taken back.</span>
                <Button
                  variant="primary"
                  className="max-sm:h-12 max-sm:flex-1"
                  onClick={() => tick({ state: 'done', confirmed: true })}
                >
                  I did it with care
                </Button>
                <Button className="max-sm:h-12" onClick={() => setAsking(null)}>
                  Not yet
                </Button>
              </fieldset>
            ) : null}
            {asking === 'skip' ? (
              <SkipForm onSkip={(reason) => tick({ state: 'skipped', reason })} onKeep={() => setAsking(null)} />
            ) : null}
            {asking === 'wrong' && onReport ? (
              <WrongForm step={step.number} onSay={onReport} onKeep={() => setAsking(null)} />
            ) : null}
          </div>
          {(may || onReport) && asking === null ? (
            <div className={cn('mt-2 flex gap-2', !next && 'mt-1 sm:gap-0', beside && 'sm:-mt-0.5')}>
              {next && open ? (
                <Button variant="primary" className="max-sm:h-12 max-sm:flex-1" onClick={press}>
                  Done
                </Button>
              ) : null}
              {open && may ? (
                <Button
                  variant="ghost"
                  size={next ? 'regular' : 'small'}
                  className={cn(!next && '-ml-2 text-muted')}
                  aria-label={`Skip step ${step.number}…`}
                  onClick={() => setAsking('skip')}
                >
                  Skip…
                </Button>
              ) : null}
              {onReport ? (
                <Button
                  variant="ghost"
                  size={next ? 'regular' : 'small'}
                  className={cn('text-muted', !next && !(open && may) && '-ml-2')}
                  aria-label={`Step ${step.number} is wrong…`}
                  onClick={() => setAsking('wrong')}
                >
                  Wrong…
                </Button>
              ) : null}
            </div>
          ) : null}
        </div>
      </div>
    </li>
  );
}
