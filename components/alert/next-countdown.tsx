'use client';

import { useNow } from '@/components/clock';
import { cn } from '@/components/ui/class-names';
import type { NextStep } from './alert-row';
import { nextWords } from './next-words';

/** "Ben in 4:12", second by second. Not a live region: a clock that speaks every second is of no use to anybody. */
export function NextCountdown({ next, viewerId, className }: { next: NextStep; viewerId: string; className?: string }) {
  const now = useNow(1);
  const { who, when, isGap } = nextWords(next, viewerId, now);
  return (
    <span className={cn('inline-flex items-baseline gap-1', className)} title={next.reasons.join('; ') || undefined}>
      <span className={cn('font-medium', isGap && 'hatch rounded-[4px] px-1.5')}>{who}</span>
      <time role="timer" dateTime={next.at.toISOString()} className="whitespace-nowrap text-muted">
        {when}
      </time>
    </span>
  );
}
