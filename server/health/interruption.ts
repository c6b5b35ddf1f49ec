import type { AlertFact, HeldShift, SentPage } from './facts';
import type { FeltAs } from './hour-class';

/** When somebody was interrupted, and in which role. */
export type Moment = {
  at: Date;
  personId: string;
  role: string | null;
  /** What it felt like on their own clock, where that was found out already. */
  felt?: FeltAs | undefined;
};

/** What a person felt: pages less than a minute after the first belong to it. */
export type Interruption = Moment & { id: string; alertId: string };

const interrupting: readonly string[] = ['push', 'sms', 'voice', 'ntfy'];
export const isInterrupting = (channel: string): boolean => interrupting.includes(channel);

const gatherMs = 60_000;

/** All interruptions of these pages, before any period is cut; in the order of time. Pages of tests count nowhere. */
export function interruptionsOf(
  pages: readonly SentPage[],
  alerts: ReadonlyMap<string, AlertFact>,
  shifts: readonly HeldShift[],
  roles: readonly string[],
): Interruption[] {
  const counted = pages
    .filter(({ channel, alertId }) => isInterrupting(channel) && alerts.get(alertId)?.classification !== 'test')
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  const roleAt = holdersOf(shifts, roles);
  const opening = new Map<string, number>();
  const found: Interruption[] = [];
  for (const { id, alertId, personId, sentAt } of counted) {
    const last = opening.get(personId);
    if (last !== undefined && sentAt.getTime() - last < gatherMs) continue;
    opening.set(personId, sentAt.getTime());
    found.push({ id, at: sentAt, personId, alertId, role: roleAt(sentAt, personId) });
  }
  return found;
}

type RoleAt = (at: Date, personId: string) => string | null;

/** Stretches in which a person holds the same role: where each begins, in order, and the role from there on. */
type Stretches = { from: number[]; role: (string | null)[] };

/** Answers which role a person held at an instant: the first in the rotation's order. A person's shifts are looked up once. */
export function holdersOf(shifts: readonly HeldShift[], roles: readonly string[]): RoleAt {
  const own = new Map<string, Stretches>();
  for (const [personId, held] of groupedByPerson(shifts)) own.set(personId, stretchesOf(held, roles));
  return (at, personId) => {
    const { from, role } = own.get(personId) ?? { from: [], role: [] };
    let [low, high] = [0, from.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((from[middle] ?? 0) <= at.getTime()) low = middle + 1;
      else high = middle;
    }
    return role[low - 1] ?? null;
  };
}

function groupedByPerson(shifts: readonly HeldShift[]): Map<string, HeldShift[]> {
  const own = new Map<string, HeldShift[]>();
  for (const shift of shifts) {
    const held = own.get(shift.personId);
    if (held) held.push(shift);
    else own.set(shift.personId, [shift]);
  }
  return own;
}

function stretchesOf(held: readonly HeldShift[], roles: readonly string[]): Stretches {
  const from = [...new Set(held.flatMap((shift) => [shift.from.getTime(), shift.to.getTime()]))].sort((a, b) => a - b);
  const roleAt = (at: number) =>
    roles.find((role) =>
      held.some((shift) => shift.role === role && shift.from.getTime() <= at && at < shift.to.getTime()),
    );
  return { from, role: from.map((at) => roleAt(at) ?? null) };
}
