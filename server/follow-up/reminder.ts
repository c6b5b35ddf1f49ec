import { addDaysWall, formatLocal, instantOf, parseLocal } from '@/server/time/wall-clock';
import { nextWorkingMoment, type WorkingHours } from '@/server/time/working-hours';
import { deadlineOf, type FollowUp, isOpen } from './follow-up';

export const reminderKinds = ['soon', 'due', 'overdue'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

export type Reminder = { kind: ReminderKind; dueAt: Date; expiresAt: Date };

const daysBefore: Record<ReminderKind, number> = { soon: 3, due: 0, overdue: -1 };
const week = 7 * 86_400_000;

/** When the owner is reminded: three days before, on the day, and once it is late; in their working hours. */
export function remindersOf(one: FollowUp, hours: WorkingHours): Reminder[] {
  if (!isOpen(one)) return [];
  const deadline = deadlineOf(one);
  return reminderKinds.map((kind) => {
    const day = addDaysWall(parseLocal(`${one.dueOn}T00:00`) ?? 0, -daysBefore[kind]);
    const begins = instantOf(formatLocal(day), one.timeZone);
    const expiresAt = kind === 'overdue' ? new Date(deadline.getTime() + week) : deadline;
    return { kind, dueAt: nextWorkingMoment(begins, hours), expiresAt };
  });
}

/** The one to send now: of several that came due together only the last is news. */
export function dueReminder(one: FollowUp, hours: WorkingHours, now: Date, sent: readonly string[]): Reminder | null {
  const due = remindersOf(one, hours).filter(({ dueAt, expiresAt }) => dueAt <= now && now < expiresAt);
  const last = due.at(-1);
  return last && !sent.includes(last.kind) ? last : null;
}
