import { addDaysWall, formatLocal, partsOfWall, resolveWall, startOfDayWall, wallAt } from '@/server/time/wall-clock';
import { nextWorkingMoment, type WorkingHours } from '@/server/time/working-hours';

const dayMs = 86_400_000;

/** A week's digest goes out on its Monday morning; who was not there that day is told the next week. */
const lastsMs = dayMs;

/** The week of which a person's digest is due at `now`, by its Monday on their clock ("2026-11-23"); null: none is. */
export function digestWeekDue(hours: WorkingHours, now: Date): string | null {
  const today = startOfDayWall(wallAt(now.getTime(), hours.zone));
  const monday = addDaysWall(today, 1 - partsOfWall(today).weekday);
  const week = formatLocal(monday).slice(0, 10);
  const dueAt = nextWorkingMoment(new Date(resolveWall(monday, hours.zone)), hours);
  return dueAt <= now && now.getTime() < dueAt.getTime() + lastsMs ? week : null;
}
