import { timeOfDay } from '@/components/ui/instant';
import { hourOfDay, isoWeekday, localTime } from '@/server/time/wall-clock';

type Worker = { timeZone: string; workStart: string; workEnd: string };

/** Whether an instant lies in somebody's working hours, Monday to Friday on their own clock. */
export function worksAt({ timeZone, workStart, workEnd }: Worker, at: Date): boolean {
  const time = localTime(at, timeZone).slice(11);
  return isoWeekday(at, timeZone) <= 5 && time >= workStart && time < workEnd;
}

/** "14:10 Berlin, in working hours": what one wants to know before one wakes somebody. */
export function hoursWords(worker: Worker, at: Date): string {
  const hour = hourOfDay(at, worker.timeZone);
  const asleep = hour >= 22 || hour < 7;
  const state = worksAt(worker, at) ? 'in working hours' : asleep ? 'night there' : 'off work';
  return `${timeOfDay(at, worker.timeZone)}, ${state}`;
}
