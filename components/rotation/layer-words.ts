import { zoneWord } from '@/components/ui/instant';
import type { ActiveHours, Layer } from '@/server/rotation/definition';
import type { Every } from '@/server/time/recurrence';
import { parseLocal, partsOfWall, weekdays } from '@/server/time/wall-clock';

const short = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1, 3);
const capital = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1);

/** "Mon – Fri", "Mon, Wed", "every day". */
export function daysWords(days: readonly string[]): string {
  const places = weekdays.flatMap((day, i) => (days.includes(day) ? [i] : []));
  if (places.length === 7) return 'every day';
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const unbroken = last - first === places.length - 1;
  if (unbroken && places.length > 2) return `${short(weekdays[first] ?? '')} – ${short(weekdays[last] ?? '')}`;
  return places.map((i) => short(weekdays[i] ?? '')).join(', ');
}

/** "Mon – Fri 09:00 – 17:00"; without active hours "always". */
export function hoursWords(hours: readonly ActiveHours[] | undefined): string {
  if (!hours || hours.length === 0) return 'always';
  return hours
    .map(({ days, start, end }) => {
      const allDay = start === '00:00' && (end === '24:00' || end === '00:00');
      return `${daysWords(days)} ${allDay ? 'all day' : `${start} – ${end}`}`;
    })
    .join('; ');
}

const eachWords: Record<Every['unit'], string> = { hour: 'hour', day: 'day', week: 'week', month: 'month' };

/** "a week each, Mondays 12:00 ET". */
export function turnsWords({ cadence, startsAt, timeZone }: Layer, at: Date): string {
  const { unit, count } = cadence;
  const length = count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${eachWords[unit]}` : `${count} ${eachWords[unit]}s`;
  const weekday = capital(weekdays[partsOfWall(parseLocal(startsAt) ?? 0).weekday - 1] ?? '');
  const when = unit === 'week' ? `${weekday}s ${startsAt.slice(11, 16)}` : startsAt.slice(11, 16);
  return `${length} each, ${when} ${zoneWord(timeZone, at)}`;
}
