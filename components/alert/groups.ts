import type { AlertRow } from './alert-row';

export const groupNames = ['open', 'acknowledged', 'snoozed', 'closed'] as const;
export type GroupName = (typeof groupNames)[number];

export const groupTitles: Record<GroupName, string> = {
  open: 'Un-acknowledged',
  acknowledged: 'Acknowledged',
  snoozed: 'Snoozed or quiet',
  closed: 'Closed',
};

type Placed = Pick<AlertRow, 'state' | 'snoozedUntil' | 'held'>;
type Grouped = Placed & Pick<AlertRow, 'priority' | 'openedAt'>;

/** Where an alert stands in the list. Put off counts before taken: either way nothing happens until then. */
export function groupOf({ state, snoozedUntil, held }: Placed, now: Date): GroupName {
  if (state === 'closed') return 'closed';
  if (snoozedUntil !== null && snoozedUntil > now) return 'snoozed';
  const isQuiet = held !== null && (held.until === null || held.until > now);
  return isQuiet && state === 'open' ? 'snoozed' : state;
}

/** The alerts of each group. Un-acknowledged ones: the worst first, and of those the oldest. The others: newest first. */
export function groupsOf<T extends Grouped>(alerts: readonly T[], now: Date): Record<GroupName, T[]> {
  const groups: Record<GroupName, T[]> = { open: [], acknowledged: [], snoozed: [], closed: [] };
  for (const alert of alerts) groups[groupOf(alert, now)].push(alert);
  const newestFirst = (a: T, b: T) => b.openedAt.getTime() - a.openedAt.getTime();
  groups.open.sort((a, b) => order(a.priority, b.priority) || -newestFirst(a, b));
  for (const name of ['acknowledged', 'snoozed', 'closed'] as const) groups[name].sort(newestFirst);
  return groups;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
