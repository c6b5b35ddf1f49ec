import { isPagingRole, type PersonId } from '@/server/rotation/definition';
import { type Shift, shifts } from '@/server/rotation/shifts';
import { turnsBeginningIn } from '@/server/rotation/turn';
import { hours, merge, type Span } from '@/server/time/span';
import type { Plan } from './effect';

/** How far shares are counted, to both sides of now. */
export const shareMs = 26 * 7 * 86_400_000;

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** How long a turn is, in hours: a week where nothing says otherwise. */
export function turnHours({ segments }: Plan, now: Date): number {
  const [turn] = turnsBeginningIn(segments, { from: now, to: new Date(now.getTime() + shareMs) });
  return turn ? hours(turn) : 168;
}

/** Hours a person holds in a role (without one: in any paging role), as turns' worth. */
export function turnsWorth(
  list: readonly Shift[],
  personId: PersonId,
  role: string | null,
  hoursOfTurn: number,
): number {
  const own = list.filter(
    (shift) => shift.personId === personId && (role === null ? isPagingRole(shift.role) : shift.role === role),
  );
  return tenths(merge(own).reduce((sum, span) => sum + hours(span), 0) / hoursOfTurn);
}

/** What is held in the coming 26 weeks. */
export function ahead({ segments, overrides }: Plan, now: Date): Shift[] {
  const span: Span = { from: now, to: new Date(now.getTime() + shareMs) };
  return shifts({ segments, overrides, span }).shifts;
}
