import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { Mark } from '@/components/ui/mark';
import { Markdown } from '@/components/ui/markdown';
import type { Step } from '@/server/runbook/checklist';
import { copyMark } from './use-run-keys';

/** What to do, whether it can be taken back, the commands, and what should be seen. `quiet`: it is behind us. */
export function StepText({ step, quiet = false }: { step: Step; quiet?: boolean }) {
  return (
    <div className={cn(quiet && 'text-muted')}>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <Markdown text={step.text} className="min-w-0 max-w-full" />
        <CareMark care={step.care} />
      </div>
      {step.commands.map((command, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same command may stand twice
        <div key={place} {...{ [copyMark]: '' }} className="mt-1.5 flex items-start rounded-control bg-surface pl-3">
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
            tabIndex={0}
            className="min-w-0 flex-1 overflow-x-auto py-2 font-mono text-ink text-label"
          >
            {command}
          </pre>
          <CopyButton text={command} label={`Copy the command of step ${step.number}`} className="print:hidden" />
        </div>
      ))}
      {step.expected ? (
        <p className="mt-1 text-body">
          <span className="font-medium">Expect: </span>
          {step.expected}
        </p>
      ) : null}
    </div>
  );
}

/** Calm where it can be taken back, marked where not; nothing where nobody said. */
export function CareMark({ care }: { care: Step['care'] }) {
  if (care === 'needs-care') return <Mark kind="major">Needs care</Mark>;
  if (care === 'reversible') return <span className="pt-0.5 text-label text-muted">reversible</span>;
  return null;
}
