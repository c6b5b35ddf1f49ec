import { Fragment } from 'react';
import { cn } from '@/components/ui/class-names';
import type { Instant } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';

export type Holder = {
  /** The role as a word: "Primary". */
  role: string;
  /** `null`: nobody, and that is shown red. */
  person: string | null;
  isYou?: boolean;
  until?: Instant;
};

type OnCallLineProps = { holders: readonly Holder[]; zone: string; now: Instant; className?: string };

/** On every screen: "Primary Ada until Mon 12:00 ET · Secondary Ben". */
export function OnCallLine({ holders, zone, now, className }: OnCallLineProps) {
  return (
    <p
      className={cn(
        'flex min-w-0 flex-col items-start gap-x-1.5 gap-y-0.5 text-label sm:flex-row sm:flex-wrap sm:items-center sm:text-body',
        className,
      )}
    >
      {holders.map(({ role, person, isYou, until }, place) => (
        <Fragment key={role}>
          {place > 0 ? (
            <span aria-hidden="true" className="hidden text-control sm:inline">
              ·
            </span>
          ) : null}
          {person === null ? (
            <Mark kind="gap">Nobody is {role.toLowerCase()}</Mark>
          ) : (
            <span className="min-w-0">
              <span className="text-muted">{role}</span> <span className="font-semibold">{isYou ? 'You' : person}</span>
              {until && place === 0 ? (
                <span className="text-muted">
                  {' '}
                  until <When instant={until} zone={zone} now={now} show="weekday-and-time" />
                </span>
              ) : null}
            </span>
          )}
        </Fragment>
      ))}
    </p>
  );
}
