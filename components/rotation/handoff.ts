import {
  addDaysWall,
  formatLocal,
  partsOfWall,
  startOfDayWall,
  type Wall,
  type Weekday,
  wallAt,
  weekdays,
} from '@/server/time/wall-clock';

/** The last "Mondays 12:00" at or before now, on the zone's clock: from there a new rotation has somebody at once. */
export function lastHandoff(weekday: Weekday, time: string, zone: string, now: Date): string {
  const clock = wallAt(now.getTime(), zone);
  const today = startOfDayWall(clock);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const sinceMidnight = (hours * 60 + minutes) * 60_000;
  const back = (partsOfWall(today).weekday - 1 - weekdays.indexOf(weekday) + 7) % 7;
  const candidate: Wall = addDaysWall(today, -back) + sinceMidnight;
  return formatLocal(candidate <= clock ? candidate : addDaysWall(candidate, -7));
}
