import type { Facts, Span } from '@/server/health/facts';
import { feltAs, type HourClass } from '@/server/health/hour-class';
import type { Moment } from '@/server/health/interruption';
import { holds } from '@/server/health/spans';

/** One hour of the week on the clock of whoever was interrupted: `weekday` 1 is Monday. Hours without any are left out. */
export type HeatCell = { weekday: number; hour: number; count: number; hourClass: HourClass };

/** When people were interrupted, each on their own clock; the class is that of the first: a holiday may differ. */
export function heatOf({ people }: Facts, interruptions: readonly Moment[], span: Span): HeatCell[] {
  const cells = new Map<number, HeatCell>();
  for (const { at, personId, felt } of interruptions) {
    const person = people.get(personId);
    if (!person || !holds(span, at)) continue;
    const { weekday, hour, hourClass } = felt ?? feltAs(at, person);
    const key = weekday * 24 + hour;
    const cell = cells.get(key) ?? { weekday, hour, count: 0, hourClass };
    cell.count += 1;
    cells.set(key, cell);
  }
  return [...cells.values()].sort((a, b) => a.weekday - b.weekday || a.hour - b.hour);
}
