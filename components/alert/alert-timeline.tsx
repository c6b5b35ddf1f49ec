'use client';

import { useNow } from '@/components/clock';
import { cn } from '@/components/ui/class-names';
import { timeOfDay, weekdayAndTime } from '@/components/ui/instant';
import { Mark, MarkShape } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import { withoutTurns } from './payload';
import { eventWords, lateWords } from './timeline-words';
import type { AlertDetail } from './use-alert';

const tints = {
  critical: 'text-critical',
  major: 'text-major',
  minor: 'text-minor',
  good: 'text-good',
  waiting: 'text-waiting',
  gap: 'text-gap',
  neutral: '',
} as const;

/** Everything that happened, oldest first, at its true instant in the viewer's zone. Notes of people stand out. */
export function AlertTimeline({ timeline, zone }: { timeline: AlertDetail['timeline']; zone: string }) {
  const now = useNow();
  return (
    <ol aria-label="Timeline" className="flex flex-col">
      {timeline.map((entry, place) => {
        const { words, detail, mark, lateSeconds } = eventWords(entry);
        const before = timeline[place - 1];
        const sameDay = before && dayOf(before.at, zone, now) === dayOf(entry.at, zone, now);
        return (
          <li
            key={entry.id}
            className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 border-b py-1.5 last:border-b-0 max-sm:grid-cols-1"
          >
            <span className="text-label text-muted sm:leading-5">
              {sameDay ? null : (
                <span className="mr-1 font-medium text-ink sm:block">{dayOf(entry.at, zone, now)}</span>
              )}
              <When instant={entry.at} zone={zone} now={now} show="time" />
              <span className="block max-sm:ml-1 max-sm:inline">
                <When instant={entry.at} zone={zone} now={now} show="relative" focusable={false} />
              </span>
            </span>
            <div className="min-w-0">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span
                  className={cn(
                    'inline-flex items-baseline gap-1.5 wrap-anywhere',
                    mark && 'font-medium',
                    mark && tints[mark],
                  )}
                >
                  {mark && mark !== 'neutral' ? <MarkShape kind={mark} className="self-center" /> : null}
                  {words}
                </span>
                {lateSeconds === null ? null : <Mark kind="major">{lateWords(lateSeconds)}</Mark>}
              </p>
              {detail ? (
                <p
                  className={cn(
                    'mt-0.5 whitespace-pre-wrap wrap-anywhere',
                    entry.kind === 'noted' ? 'rounded-control bg-surface px-3 py-2' : 'text-muted',
                  )}
                >
                  {withoutTurns(detail)}
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** The day alone: "Tue", or "Tue 17 Nov" further away. */
const dayOf = (at: Date, zone: string, now: Date): string =>
  weekdayAndTime(at, zone, now).replace(timeOfDay(at, zone), '').trim();
