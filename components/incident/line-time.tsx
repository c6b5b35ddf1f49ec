import { dayOf, timeOfDay } from '@/components/ui/instant';
import { When } from '@/components/ui/when';

type LineTimeProps = { at: Date; zone: string; now: Date };

/** When a line happened: the time of day, and the day where it was not this one. */
export function LineTime({ at, zone, now }: LineTimeProps) {
  const day = dayOf(at, zone, now);
  return (
    <span className="text-label text-muted">
      <When instant={at} zone={zone} now={now} show="time" />
      {day === dayOf(now, zone, now) ? null : <span className="block">{day}</span>}
      <span className="sr-only">, {timeOfDay(at, zone, { seconds: true })}</span>
    </span>
  );
}
