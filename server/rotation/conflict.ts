import { clip, type Span, subtract } from '@/server/time/span';
import { coverageOf } from './coverage';
import { isPagingRole, type PersonId } from './definition';
import type { Schedule, Shift } from './shifts';

export const conflictKinds = ['gap', 'double-role', 'no-backup', 'back-to-back', 'time-off', 'short-notice'] as const;

/** Something about a changed calendar that the people who decide should know. */
export interface Conflict extends Span {
  readonly kind: (typeof conflictKinds)[number];
  /** Null: nobody, as in a gap. */
  readonly personId: PersonId | null;
  /** Null: not of one role. */
  readonly role: string | null;
}

export interface TimeOff extends Span {
  readonly personId: PersonId;
}

interface Change {
  readonly personId: PersonId;
  readonly gained: readonly (Span & { readonly role: string })[];
  readonly firstChange: Date;
}

export interface ConflictQuestion {
  readonly before: Schedule;
  readonly after: Schedule;
  readonly roles: readonly string[];
  readonly affected: readonly Change[];
  readonly now: Date;
  readonly timeOff: readonly TimeOff[];
}

/** Less notice than this is short. */
export const shortNoticeMs = 7 * 86_400_000;

/** The conflicts of a change that are not there without it, in the order of time. */
export function newConflicts({ before, after, roles, affected, now, timeOff }: ConflictQuestion): Conflict[] {
  const standing = conflictsOf(before, roles);
  const found = conflictsOf(after, roles).flatMap((conflict) => {
    const known = standing.filter((other) => sameMatter(other, conflict));
    return subtract([conflict], known).map((span) => ({ ...conflict, ...span }));
  });
  const away = affected.flatMap(({ personId, gained }) => {
    const own = timeOff.filter((span) => span.personId === personId);
    const clashes = own.flatMap((span) => clip(gained, span));
    return clashes.map(({ role, from, to }): Conflict => ({ kind: 'time-off', personId, role, from, to }));
  });
  const short = affected
    .filter(({ firstChange }) => firstChange.getTime() - now.getTime() < shortNoticeMs)
    .map(({ personId, firstChange }): Conflict => {
      return { kind: 'short-notice', personId, role: null, from: now, to: firstChange };
    });
  return [...found, ...away, ...short].sort((a, b) => a.from.getTime() - b.from.getTime());
}

const sameMatter = (a: Conflict, b: Conflict): boolean =>
  a.kind === b.kind && a.personId === b.personId && a.role === b.role;

function conflictsOf(schedule: Schedule, roles: readonly string[]): Conflict[] {
  const { gaps, doubleRoles, noBackup } = coverageOf(schedule, roles);
  return [
    ...gaps.map(({ role, from, to }): Conflict => ({ kind: 'gap', personId: null, role, from, to })),
    ...doubleRoles.map(({ personId, from, to }): Conflict => ({ kind: 'double-role', personId, role: null, from, to })),
    ...noBackup.map(({ personId, from, to }): Conflict => ({ kind: 'no-backup', personId, role: null, from, to })),
    ...backToBack(schedule.shifts),
  ];
}

/** The second of two shifts of one person in one paging role that follow each other without a break. */
function backToBack(list: readonly Shift[]): Conflict[] {
  return list.flatMap((shift, i): Conflict[] => {
    const before = list[i - 1];
    const follows = before?.role === shift.role && before.to.getTime() === shift.from.getTime();
    if (!follows || before.personId !== shift.personId || !isPagingRole(shift.role)) return [];
    return [{ kind: 'back-to-back', personId: shift.personId, role: shift.role, from: shift.from, to: shift.to }];
  });
}
