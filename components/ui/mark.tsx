import type { ReactNode } from 'react';
import { cn } from './class-names';

export type MarkKind = 'critical' | 'major' | 'minor' | 'good' | 'waiting' | 'gap' | 'neutral';

type MarkProps = {
  kind: MarkKind;
  /** `tint`: a label on its tint. `plain`: mark and word only, for dense rows. */
  look?: 'tint' | 'plain';
  className?: string;
  /** The word; mark, word and colour always stand together. */
  children: ReactNode;
};

const tints: Record<MarkKind, string> = {
  critical: 'bg-critical-tint text-critical',
  major: 'bg-major-tint text-major',
  minor: 'bg-minor-tint text-minor',
  good: 'bg-good-tint text-good',
  waiting: 'bg-waiting-tint text-waiting',
  gap: 'hatch',
  neutral: 'bg-other text-on-other',
};

const plain: Record<MarkKind, string> = {
  critical: 'text-critical',
  major: 'text-major',
  minor: 'text-minor',
  good: 'text-good',
  waiting: 'text-waiting',
  gap: 'hatch rounded-[4px] px-1.5',
  neutral: 'text-muted',
};

/** Severity or state: a shape of its own, a word and a colour, so that it reads in grey and aloud. */
export function Mark({ kind, look = 'tint', className, children }: MarkProps) {
  return (
    <span
      className={cn(
        'keeps-colour bordered-when-forced inline-flex w-fit items-center gap-1.5 whitespace-nowrap font-medium',
        look === 'tint' ? 'h-5.5 rounded-[5px] px-1.5 text-label' : 'text-body',
        look === 'tint' ? tints[kind] : plain[kind],
        className,
      )}
    >
      <MarkShape kind={kind} />
      {children}
    </span>
  );
}

/** The shape alone, beside a word that stands elsewhere; screen readers hear the word. */
export function MarkShape({ kind, className }: { kind: MarkKind; className?: string }) {
  if (kind === 'neutral') return null;
  return (
    <svg
      viewBox="0 0 14 14"
      aria-hidden="true"
      className={cn('size-3.5 shrink-0 fill-none stroke-[1.75] stroke-current', className)}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {shapes[kind]}
    </svg>
  );
}

const shapes: Record<Exclude<MarkKind, 'neutral'>, ReactNode> = {
  critical: <path className="fill-current stroke-none" d="M4.3.6h5.4l3.7 3.7v5.4l-3.7 3.7H4.3L.6 9.7V4.3z" />,
  major: <path className="fill-current" strokeWidth="1.5" d="M7 2 12.6 12H1.4z" />,
  minor: <circle cx="7" cy="7" r="5" />,
  good: <path d="m2.5 7.5 3 3 6-7" />,
  waiting: (
    <>
      <circle cx="7" cy="7" r="5.6" strokeWidth="1.4" strokeDasharray="2.2 2.2" />
      <path strokeWidth="1.5" d="M7 4v3l2 1.3" />
    </>
  ),
  gap: <path strokeWidth="2" d="m3 3 8 8m0-8-8 8" />,
};
