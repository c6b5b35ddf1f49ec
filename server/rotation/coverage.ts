import type { Span } from '@/server/time/span';
import { isPagingRole, type PersonId } from './definition';
import type { Gap, Schedule, Shift } from './shifts';

/** Time in which one person holds several paging roles. */
export interface DoubleRole extends Span {
  readonly personId: PersonId;
  readonly roles: readonly string[];
}

/** Time in which one person is the only one in any paging role of a rotation that has several. */
export interface NoBackup extends Span {
  readonly personId: PersonId;
}

export interface Coverage {
  readonly gaps: readonly Gap[];
  readonly doubleRoles: DoubleRole[];
  readonly noBackup: NoBackup[];
}

/** Where a schedule is thin. `roles` are all roles of the rotation; `shadow` counts for nothing. */
export function coverageOf({ shifts, gaps }: Schedule, roles: readonly string[]): Coverage {
  const coverage: Coverage = { gaps, doubleRoles: [], noBackup: [] };
  const several = roles.filter(isPagingRole).length > 1;
  for (const { from, to, held } of moments(shifts.filter((shift) => isPagingRole(shift.role)))) {
    const people = new Map<PersonId, Shift[]>();
    for (const shift of held) people.set(shift.personId, [...(people.get(shift.personId) ?? []), shift]);
    for (const [personId, own] of people) {
      if (own.length < 2) continue;
      addOrExtend(coverage.doubleRoles, {
        personId,
        roles: roles.filter((role) => own.some((shift) => shift.role === role)),
        from,
        to,
      });
    }
    const [only] = people.keys();
    if (several && people.size === 1 && only !== undefined)
      addOrExtend(coverage.noBackup, { personId: only, from, to });
  }
  return coverage;
}

interface Moment extends Span {
  readonly held: readonly Shift[];
}

/** Stretches between all starts and ends, with the shifts that are held in each. */
function moments(shifts: readonly Shift[]): Moment[] {
  const edges = [...new Set(shifts.flatMap(({ from, to }) => [from.getTime(), to.getTime()]))].sort((a, b) => a - b);
  const byStart = [...shifts].sort((a, b) => a.from.getTime() - b.from.getTime());
  const found: Moment[] = [];
  let held: Shift[] = [];
  let next = 0;
  for (const [i, edge] of edges.entries()) {
    held = held.filter((shift) => shift.to.getTime() > edge);
    for (let shift = byStart[next]; shift && shift.from.getTime() <= edge; shift = byStart[next]) {
      held.push(shift);
      next += 1;
    }
    const end = edges[i + 1];
    if (end !== undefined && held.length > 0) found.push({ from: new Date(edge), to: new Date(end), held });
  }
  return found;
}

/** Grows the last row of the same person and roles when the new one touches it. */
function addOrExtend<T extends Span & { personId: PersonId; roles?: readonly string[] }>(rows: T[], row: T): void {
  const at = rows.findLastIndex((other) => other.to.getTime() === row.from.getTime() && same(other, row));
  const before = rows[at];
  if (before) rows[at] = { ...before, to: row.to };
  else rows.push(row);
}

const same = (a: { personId: PersonId; roles?: readonly string[] }, b: typeof a): boolean =>
  a.personId === b.personId && a.roles?.join() === b.roles?.join();
