import { neighbouringSpan } from '@/server/oncall/whole-shift';
import { shortNoticeMs } from '@/server/rotation/conflict';
import type { PersonId } from '@/server/rotation/definition';
import { shifts } from '@/server/rotation/shifts';
import { subtract } from '@/server/time/span';
import type { Plan } from './effect';
import type { Change, Request } from './request';
import type { RequestEffect, ShownShift } from './view';

/**
 * What was agreed to, beside the calendar as it is now: of a request in effect how it was before it, of any other how it
 * would have been with it. For requests that nobody decides any more.
 */
export function decidedEffect(request: Request, plan: Plan & { version: number }): RequestEffect {
  const { changes, from, to, createdAt } = request;
  const window = neighbouringSpan({ ...plan, span: { from, to } });
  const today = shifts({ ...plan, span: window }).shifts.map(({ role, personId, from, to, source }) => {
    return { role, personId, from, to, source };
  });
  const inEffect = request.state === 'in-effect';
  const other = exchanged(today, changes, (change) => (inEffect ? change.fromPersonId : change.toPersonId));
  const noticeMs = Math.max(0, from.getTime() - createdAt.getTime());
  return {
    window,
    before: inEffect ? other : today,
    after: inEffect ? today : other,
    changes,
    conflicts: [],
    people: [],
    noticeSeconds: Math.floor(noticeMs / 1_000),
    short: noticeMs < shortNoticeMs,
    moved: request.moved,
    version: plan.version,
  };
}

/** The same calendar with the changed time in other hands; time that nobody takes yet stays where it is. */
function exchanged(
  today: readonly ShownShift[],
  changes: readonly Change[],
  holder: (change: Change) => PersonId | null,
): ShownShift[] {
  const moved = changes.filter((change) => holder(change) !== null);
  const kept = today.flatMap((shift) => {
    const taken = moved.filter(({ role }) => role === shift.role);
    return subtract([shift], taken).map((span) => ({ ...shift, ...span }));
  });
  const put = moved.flatMap((change): ShownShift[] => {
    const { role, from, to } = change;
    const personId = holder(change);
    return personId === null ? [] : [{ role, personId, from, to, source: 'rotation' }];
  });
  return [...kept, ...put].sort((a, b) => a.role.localeCompare(b.role) || a.from.getTime() - b.from.getTime());
}
