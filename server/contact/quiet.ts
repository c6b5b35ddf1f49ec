import { addDaysWall, parseLocal, resolveWall, startOfDayWall, type Wall, wallAt } from '@/server/time/wall-clock';

/** "HH:mm" to "HH:mm" on a person's own clock; over midnight where the end is the earlier one. */
export type QuietHours = { from: string; to: string };

const someDay = '2000-01-03';
const clockMs = (clock: string): number =>
  (parseLocal(`${someDay}T${clock}`) ?? 0) - (parseLocal(`${someDay}T00:00`) ?? 0);

/** When mail that is no page may go to somebody: at once, or when their quiet hours end. */
export function afterQuiet(now: Date, { from, to }: QuietHours, zone: string): Date {
  const [begins, ends] = [clockMs(from), clockMs(to)];
  if (begins === ends) return now;
  const today = startOfDayWall(wallAt(now.getTime(), zone));
  const instant = (day: Wall, clock: number): number => resolveWall(day + clock, zone);
  for (const day of [addDaysWall(today, -1), today]) {
    const start = instant(day, begins);
    const end = instant(ends > begins ? day : addDaysWall(day, 1), ends);
    if (start <= now.getTime() && now.getTime() < end) return new Date(end);
  }
  return now;
}
