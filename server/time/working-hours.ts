import { addDaysWall, parseLocal, partsOfWall, resolveWall, startOfDayWall, type Wall, wallAt } from './wall-clock';

/** Monday to Friday, "HH:mm" to "HH:mm" on the clock of an IANA zone. */
export interface WorkingHours {
  readonly zone: string;
  readonly start: string;
  readonly end: string;
}

const wallOfClock = (day: Wall, clock: string): Wall => day + (parseLocal(`2000-01-03T${clock}`) ?? monday) - monday;

/** A Monday, for measuring times of day. */
const monday: Wall = Date.UTC(2000, 0, 3);

/** A working week and a day: somewhere in it lies a working day. */
const enoughDays = 8;

type Stretch = { from: number; to: number };

function workOn(day: Wall, { zone, start, end }: WorkingHours): Stretch | null {
  if (partsOfWall(day).weekday > 5) return null;
  const stretch = { from: resolveWall(wallOfClock(day, start), zone), to: resolveWall(wallOfClock(day, end), zone) };
  return stretch.from < stretch.to ? stretch : null;
}

/** The instant itself within working hours, else when they begin next. */
export function nextWorkingMoment(at: Date, hours: WorkingHours): Date {
  const today = startOfDayWall(wallAt(at.getTime(), hours.zone));
  for (let i = 0; i < enoughDays; i += 1) {
    const work = workOn(addDaysWall(today, i), hours);
    if (work && at.getTime() < work.to) return new Date(Math.max(at.getTime(), work.from));
  }
  return at;
}

/** When the last working day that begins before the instant begins. */
export function lastWorkingMorning(at: Date, hours: WorkingHours): Date {
  const today = startOfDayWall(wallAt(at.getTime(), hours.zone));
  for (let i = 0; i < enoughDays; i += 1) {
    const work = workOn(addDaysWall(today, -i), hours);
    if (work && work.from < at.getTime()) return new Date(work.from);
  }
  return at;
}
