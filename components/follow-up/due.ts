import { dayOf } from '@/components/ui/instant';

type Owed = { dueOn: string; deadline: Date; overdue: boolean; state: string };

/** "due Thu 24 Dec", "3 days overdue": the day is the one of its own zone. */
export function dueWords({ dueOn, deadline, overdue }: Owed, now: Date): string {
  if (!overdue) return `due ${dayOf(`${dueOn}T12:00:00Z`, 'UTC', now)}`;
  const days = Math.floor((now.getTime() - deadline.getTime()) / 86_400_000) + 1;
  return `${days} ${days === 1 ? 'day' : 'days'} overdue`;
}

/** Due within the week, and not late: worth a look. */
export const isNear = ({ deadline, overdue, state }: Owed, now: Date): boolean =>
  !overdue && (state === 'open' || state === 'in-progress') && deadline.getTime() - now.getTime() < 7 * 86_400_000;
