import type { ReactNode } from 'react';
import { cn } from './class-names';
import { MarkShape } from './mark';

type NoticeTone = 'neutral' | 'critical' | 'major' | 'minor' | 'good' | 'waiting' | 'gap';

type NoticeProps = {
  tone?: NoticeTone;
  /** The fact, first. */
  title: ReactNode;
  /** What is so, and the way out. */
  children?: ReactNode;
  actions?: ReactNode;
  /** `polite` where it appears while somebody looks; `assertive` only for "you are paged". */
  live?: 'polite' | 'assertive';
  className?: string;
};

const tones: Record<NoticeTone, string> = {
  neutral: 'bg-surface',
  critical: 'border-critical/35 bg-critical-tint [--title:var(--color-critical)]',
  major: 'border-major/35 bg-major-tint [--title:var(--color-major)]',
  minor: 'border-minor/35 bg-minor-tint [--title:var(--color-minor)]',
  good: 'border-good/35 bg-good-tint [--title:var(--color-good)]',
  waiting: 'border-waiting/35 bg-waiting-tint [--title:var(--color-waiting)]',
  gap: 'hatch border-gap',
};

/** A fact about the whole screen or card that stays until it is no longer so. For results of an action: `toast`. */
export function Notice({ tone = 'neutral', title, children, actions, live, className }: NoticeProps) {
  return (
    <div
      aria-live={live}
      className={cn(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-control border px-3 py-2',
        tones[tone],
        className,
      )}
    >
      {tone === 'neutral' ? null : <MarkShape kind={tone} className="mt-[0.22em] text-(--title)" />}
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium text-(--title,inherit)">{title}</p>
        {children ? <div className="max-w-[72ch]">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
