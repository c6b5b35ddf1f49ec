import { useId } from 'react';
import { cn } from './class-names';
import { asDate, dayAndTime, type Instant, inFull, relative, timeOfDay, weekdayAndTime } from './instant';

const readings = {
  relative: (instant: Instant, _zone: string, now: Instant) => relative(instant, now),
  'day-and-time': dayAndTime,
  'weekday-and-time': weekdayAndTime,
  time: (instant: Instant, zone: string) => timeOfDay(instant, zone),
};

type WhenProps = {
  instant: Instant;
  /** IANA zone in which it is told. */
  zone: string;
  now: Instant;
  /** What stands there; the other reading comes on hover and focus. */
  show?: keyof typeof readings;
  /** A second zone in the hint, where the viewer's differs: `{ zone, word: 'your time' }`. */
  alsoIn?: { zone: string; word?: string };
  /** Within a link or button the thing around it takes the focus. */
  focusable?: boolean;
  className?: string;
};

/** An instant: relative and absolute, always with its zone, readable by machines. */
export function When({ instant, zone, now, show = 'day-and-time', alsoIn, focusable = true, className }: WhenProps) {
  const id = useId();
  return (
    <time
      dateTime={asDate(instant).toISOString()}
      aria-describedby={id}
      tabIndex={focusable ? 0 : undefined}
      className={cn('hinted whitespace-nowrap rounded-[3px]', className)}
    >
      {readings[show](instant, zone, now)}
      <span
        id={id}
        role="tooltip"
        className="hint whitespace-normal rounded-control border bg-background px-2 py-1 text-left font-normal text-ink text-label shadow-float"
      >
        {show === 'relative' ? null : <span className="block text-muted">{relative(instant, now)}</span>}
        <span className="block">{inFull(instant, zone)}</span>
        {alsoIn && alsoIn.zone !== zone ? (
          <span className="block text-muted">
            {dayAndTime(instant, alsoIn.zone, now)} {alsoIn.word}
          </span>
        ) : null}
      </span>
    </time>
  );
}
