import { newConflicts, shortNoticeMs, type TimeOff } from '@/server/rotation/conflict';
import { isPagingRole, type PersonId } from '@/server/rotation/definition';
import type { Shown } from './effect';
import type { Change } from './request';
import { type Clock, isAsleep } from './rest-hours';
import type { ShownConflict } from './view';

interface Question {
  readonly shown: Shown;
  readonly changes: readonly Change[];
  readonly roles: readonly string[];
  /** Notice is measured from here, whenever it is looked at. */
  readonly askedAt: Date;
  readonly timeOff: readonly TimeOff[];
  readonly clockOf: (id: PersonId) => Clock | undefined;
  readonly isReachable: (id: PersonId) => boolean;
}

/** What the people who decide should know: each may be gone ahead with, for a reason. */
export function conflictsOf({
  shown,
  changes,
  roles,
  askedAt,
  timeOff,
  clockOf,
  isReachable,
}: Question): ShownConflict[] {
  const gained = gainsOf(changes);
  const affected = [...gained].map(([personId, own]) => {
    const firstChange = new Date(Math.min(...own.map(({ from }) => from.getTime())));
    return { personId, gained: own, firstChange };
  });
  const found: ShownConflict[] = newConflicts({
    before: shown.before,
    after: shown.after,
    roles,
    affected,
    // Short notice is one matter of the whole request, told below.
    now: new Date(askedAt.getTime() - shortNoticeMs),
    timeOff,
  });
  return [...found, ...shortNotice(changes, askedAt), ...personal(gained, clockOf, isReachable)].sort(
    (a, b) => a.from.getTime() - b.from.getTime(),
  );
}

function gainsOf(changes: readonly Change[]): Map<PersonId, Change[]> {
  const gained = new Map<PersonId, Change[]>();
  for (const change of changes) {
    if (change.toPersonId === null) continue;
    gained.set(change.toPersonId, [...(gained.get(change.toPersonId) ?? []), change]);
  }
  return gained;
}

function shortNotice(changes: readonly Change[], askedAt: Date): ShownConflict[] {
  const first = Math.min(...changes.map(({ from }) => from.getTime()));
  if (first - askedAt.getTime() >= shortNoticeMs) return [];
  return [{ kind: 'short-notice', personId: null, role: null, from: askedAt, to: new Date(first) }];
}

/** Those who gain time in which they would be paged, and cannot be, or would be asleep. */
function personal(
  gained: ReadonlyMap<PersonId, readonly Change[]>,
  clockOf: Question['clockOf'],
  isReachable: Question['isReachable'],
): ShownConflict[] {
  return [...gained].flatMap(([personId, all]) => {
    const own = all.filter(({ role }) => isPagingRole(role));
    const [first] = own;
    if (!first) return [];
    const unreachable = isReachable(personId)
      ? []
      : [{ kind: 'unreachable', personId, role: null, from: first.from, to: first.to }];
    const clock = clockOf(personId);
    const asleep = own
      .filter((change) => clock && isAsleep(change, clock))
      .map(({ role, from, to }) => ({ kind: 'sleep-hours', personId, role, from, to }));
    return [...unreachable, ...asleep];
  });
}

/** Each kind once, in the order in which they come. */
export const kindsOf = (conflicts: readonly ShownConflict[]): string[] => [
  ...new Set(conflicts.map(({ kind }) => kind)),
];
