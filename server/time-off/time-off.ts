import { addDays, instantOf } from '@/server/time/wall-clock';

/** Time in which somebody is away. `from` and `to` are instants, half-open; typed ones are whole days on their clock. */
export type TimeOff = { personId: string; from: Date; to: Date };

/** The same with what only the person and admins see: why, and where it comes from. */
export type OwnTimeOff = TimeOff & {
  id: string;
  note: string | null;
  /** `typed`, or `feed`. */
  source: string;
};

/** Where a calendar of absences is read, and how that went last. The address itself may open doors: it stays hidden. */
export type TimeOffFeed = { readAt: Date | null; fault: string | null };

/**
 * Reads the calendar at an address, as times away of somebody in the zone. Rejects with a sentence for whoever gave the
 * address.
 */
export type ReadAbsences = (address: string, zone: string, now: Date) => Promise<{ from: Date; to: Date }[]>;

/** How many entries, from now on, one person may have. */
export const mostTimeOff = 200;

/** "YYYY-MM-DD" to "YYYY-MM-DD", the last day included, as instants on a zone's clock. */
export const wholeDays = (firstDay: string, lastDay: string, zone: string): { from: Date; to: Date } => ({
  from: instantOf(`${firstDay}T00:00`, zone),
  to: addDays(instantOf(`${lastDay}T00:00`, zone), 1, zone),
});
