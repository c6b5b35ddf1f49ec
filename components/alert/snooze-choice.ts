import { addDaysWall, formatLocal, instantOf, localDate, parseLocal } from '@/server/time/wall-clock';

export type SnoozeChoice = { words: string; until: Date };

const minute = 60_000;

/** When somebody usually wants it back: soon, later, or with the next morning where they are. */
export function snoozeChoices(now: Date, zone: string): SnoozeChoice[] {
  const today = parseLocal(`${localDate(now, zone)}T09:00`);
  const tomorrow = today === null ? null : formatLocal(addDaysWall(today, 1));
  return [
    { words: '30 minutes', until: new Date(now.getTime() + 30 * minute) },
    { words: '2 hours', until: new Date(now.getTime() + 120 * minute) },
    { words: '8 hours', until: new Date(now.getTime() + 480 * minute) },
    ...(tomorrow ? [{ words: 'Tomorrow at 09:00', until: instantOf(tomorrow, zone) }] : []),
  ];
}
