'use client';

import { Check, Minus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Markdown } from '@/components/ui/markdown';
import type { Tick } from './run-card';
import type { Run, Viewer } from './use-incident';

type RunStepProps = {
  step: Run['steps'][number];
  /** Where a new part begins. */
  heading: string | null;
  next: boolean;
  may: boolean;
  busy: boolean;
  viewer: Viewer;
  onTick: (tick: Tick) => void;
};

/** One step: calm where it can be taken back, marked and asked twice where it needs care. The next one is large. */
export function RunStep({ step, heading, next, may, busy, viewer, onTick }: RunStepProps) {
  const [asking, setAsking] = useState<'confirm' | 'skip' | null>(null);
  const [reason, setReason] = useState('');
  const careful = step.care === 'needs-care';
  const open = step.state === 'open';
  const label = `Step ${step.number}`;

  const tick = (change: Tick) => {
    setAsking(null);
    setReason('');
    onTick(change);
  };
  const press = () => {
    if (!open) return tick({ state: 'open' });
    if (careful) return setAsking('confirm');
    tick({ state: 'done' });
  };

  return (
    <li
      aria-current={next ? 'step' : undefined}
      className={cn('border-b px-4 py-2 last:border-b-0', next && 'bg-accent-tint max-sm:py-4 max-sm:text-section')}
    >
      {heading ? <h3 className="pb-1 font-semibold text-muted">{heading}</h3> : null}
      <div className="flex items-start gap-2.5">
        <label className="-m-2.5 grid size-11 shrink-0 place-items-center has-disabled:cursor-not-allowed sm:pointer-fine:-m-1 sm:pointer-fine:size-7">
          <span className={cn('relative grid size-5 place-items-center', next && 'max-sm:size-7')}>
            <input
              type="checkbox"
              aria-label={`${label} done`}
              aria-busy={busy || undefined}
              checked={step.state === 'done'}
              ref={(box) => {
                if (box) box.indeterminate = step.state === 'skipped';
              }}
              disabled={!may}
              onChange={busy ? undefined : press}
              readOnly={busy}
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
        <div className={cn('min-w-0 flex-1', !open && 'text-muted')}>
          <Markdown text={step.text} />
          {careful ? (
            <Mark kind="major" className="mt-1">
              Needs care
            </Mark>
          ) : null}
          {step.commands.map((command) => (
            <div key={command} className="mt-1.5 flex items-start gap-1 rounded-control bg-surface pl-3">
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
                tabIndex={0}
                className="min-w-0 flex-1 overflow-x-auto py-2 font-mono text-label text-ink"
              >
                {command}
              </pre>
              <CopyButton text={command} label={`Copy the command of step ${step.number}`} />
            </div>
          ))}
          {step.expected ? (
            <p className="mt-1 text-body">
              <span className="font-medium">Expect: </span>
              {step.expected}
            </p>
          ) : null}
          {step.by && step.at ? (
            <p className="mt-0.5 text-label text-muted">
              {step.state === 'skipped' ? 'Skipped by' : 'Done by'} {step.by.id === viewer.id ? 'you' : step.by.name},{' '}
              {timeOfDay(step.at, viewer.zone)}
              {step.reason ? `: ${step.reason}` : ''}
            </p>
          ) : null}
          {asking === 'confirm' ? (
            <fieldset aria-label={`Confirm ${label}`} className="mt-2 flex flex-wrap items-center gap-2 text-body">
              <span className="font-medium text-major">This cannot simply be taken back.</span>
              <Button variant="primary" onClick={() => tick({ state: 'done', confirmed: true })}>
                I did it with care
              </Button>
              <Button onClick={() => setAsking(null)}>Not yet</Button>
            </fieldset>
          ) : null}
          {asking === 'skip' ? (
            <form
              className="mt-2 flex flex-wrap items-end gap-2 text-body"
              onSubmit={(event) => {
                event.preventDefault();
                if (reason.trim()) tick({ state: 'skipped', reason });
              }}
            >
              <Field label="Why it is skipped" required className="min-w-40 flex-1">
                {(control) => <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
              </Field>
              <Button type="submit">Skip it</Button>
              <Button variant="ghost" onClick={() => setAsking(null)}>
                Keep it
              </Button>
            </form>
          ) : null}
          {next && asking === null ? (
            <div className="mt-2 flex gap-2">
              <Button variant="primary" className="max-sm:h-12 max-sm:flex-1" busy={busy} onClick={press}>
                {busy ? 'Sending…' : 'Done'}
              </Button>
              <Button variant="ghost" onClick={() => setAsking('skip')}>
                Skip…
              </Button>
            </div>
          ) : null}
        </div>
      </div>
    </li>
  );
}
