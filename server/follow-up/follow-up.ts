import { AppError } from '@/server/errors';
import { addDaysWall, formatLocal, instantOf, localDate, parseLocal } from '@/server/time/wall-clock';
import type { Subject } from '@/server/timeline/subject';

export const followUpStates = ['open', 'in-progress', 'done', 'dropped'] as const;
export type FollowUpState = (typeof followUpStates)[number];
export const followUpPriorities = ['high', 'normal'] as const;
export type FollowUpPriority = (typeof followUpPriorities)[number];
export type FollowUpSource = 'alert' | 'incident' | 'review' | 'rule' | 'person';

/** Something owed: exactly one owner, and the last day (`YYYY-MM-DD` in `timeZone`) on which it is in time. */
export type FollowUp = {
  id: string;
  number: number;
  teamId: string;
  title: string;
  details: string;
  ownerId: string;
  dueOn: string;
  timeZone: string;
  priority: FollowUpPriority;
  state: FollowUpState;
  source: FollowUpSource;
  subject: Subject | null;
  serviceId: string | null;
  /** The alert key it is to quieten, and the rule that opened it by itself. */
  key: string | null;
  rule: string | null;
  createdAt: Date;
  createdById: string | null;
  changedAt: Date;
  doneAt: Date | null;
  doneById: string | null;
  outcome: string | null;
  trackerKind: string | null;
  trackerUrl: string | null;
};

/** What people call it. */
export const reference = ({ number }: Pick<FollowUp, 'number'>): string => `FUP-${number}`;

export const isOpen = ({ state }: Pick<FollowUp, 'state'>): boolean => state === 'open' || state === 'in-progress';

/** What every follow-up begins with. */
export const fresh = {
  state: 'open',
  doneAt: null,
  doneById: null,
  outcome: null,
  trackerKind: null,
  trackerUrl: null,
} as const;

/** Days until it is due where nobody says: Atlassian's four weeks for priority actions, eight for the others. */
export const dueAfterDays: Record<FollowUpPriority, number> = { high: 28, normal: 56 };

/** The day so many days after an instant, on a zone's calendar. */
export function dayAfter(instant: Date, days: number, zone: string): string {
  const midnight = parseLocal(`${localDate(instant, zone)}T00:00`) ?? 0;
  return formatLocal(addDaysWall(midnight, days)).slice(0, 10);
}

/** The midnight that ends the due day: done before it is in time. */
export const deadlineOf = ({ dueOn, timeZone }: Pick<FollowUp, 'dueOn' | 'timeZone'>): Date => {
  const next = addDaysWall(parseLocal(`${dueOn}T00:00`) ?? 0, 1);
  return instantOf(formatLocal(next), timeZone);
};

export const isOverdue = (one: Pick<FollowUp, 'dueOn' | 'timeZone' | 'state'>, now: Date): boolean =>
  isOpen(one) && deadlineOf(one) <= now;

/** Every state follows every other but itself; what is closed is reopened before it is worked on. */
export function refuseMove(from: FollowUpState, to: FollowUpState): void {
  const closed = from === 'done' || from === 'dropped';
  if (closed && to !== 'open') throw new AppError('not-possible', 'It is closed: reopen it first');
}
