import { cn } from '@/components/ui/class-names';
import { Markdown } from '@/components/ui/markdown';
import { segmentsOf } from '@/server/runbook/segments';
import { StepText } from './step-text';

/** A runbook to read: its text, and its steps where they stand, with care marked. On paper each has an empty box. */
export function RunbookText({ body, className }: { body: string; className?: string }) {
  const segments = segmentsOf(body);
  if (segments.length === 0) return <p className={cn('text-muted', className)}>Nothing is written yet.</p>;
  return (
    <div className={cn('flex flex-col gap-4', className)}>
      {segments.map((segment) =>
        'text' in segment ? (
          <Markdown key={segment.text} text={segment.text} className="runbook-prose" />
        ) : (
          <ol key={`step ${segment.steps[0]?.number}`} className="flex flex-col rounded-card border print:border-0">
            {segment.steps.map((step) => (
              <li
                key={step.number}
                className="flex items-start gap-3 border-b px-3 py-2.5 last:border-b-0 print:break-inside-avoid print:px-0"
              >
                <span aria-hidden="true" className="mt-1 hidden size-4 shrink-0 border border-ink print:block" />
                <span aria-hidden="true" className="w-5 shrink-0 text-right text-muted tabular-nums">
                  {step.number}
                </span>
                <div className="min-w-0 flex-1">
                  <StepText step={step} />
                </div>
              </li>
            ))}
          </ol>
        ),
      )}
    </div>
  );
}
