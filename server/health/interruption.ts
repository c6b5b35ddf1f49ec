import type { AlertFact, HeldShift, SentPage } from './facts';

/** What a person felt: pages less than a minute after the first belong to it. */
export type Interruption = { id: string; at: Date; personId: string; alertId: string; role: string | null };

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

/** Answers which role a person held at an instant: the first in the rotation's order. A person's shifts are looked up once. */
export function holdersOf(shifts: readonly HeldShift[], roles: readonly string[]): RoleAt {
  const own = new Map<string, HeldShift[]>();
  for (const shift of shifts) own.set(shift.personId, [...(own.get(shift.personId) ?? []), shift]);
  return (at, personId) => {
    const held = (own.get(personId) ?? []).filter(({ from, to }) => from <= at && at < to);
    return roles.find((role) => held.some((shift) => shift.role === role)) ?? null;
  };
}
