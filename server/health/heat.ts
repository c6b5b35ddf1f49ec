import { isoWeekday, localParts } from '@/server/time/wall-clock';
import { type Facts, type Span, zoneAt } from './facts';
import { type HourClass, hourClassOf } from './hour-class';
import type { Moment } from './interruption';
import { holds } from './spans';

/** One hour of the week on the clock of whoever was interrupted: `weekday` 1 is Monday. Hours without any are left out. */
export type HeatCell = { weekday: number; hour: number; count: number; hourClass: HourClass };

/** When people were interrupted, each on their own clock; the class is that of the first: a holiday may differ. */
export function heatOf({ people }: Facts, interruptions: readonly Moment[], span: Span): HeatCell[] {
  const cells = new Map<string, HeatCell>();
  for (const { at, personId } of interruptions) {
    const person = people.get(personId);
    if (!person || !holds(span, at)) continue;
    const zone = zoneAt(person, at);
    const [weekday, hour] = [isoWeekday(at, zone), localParts(at, zone).hour];
    const key = `${weekday} ${hour}`;
    const cell = cells.get(key) ?? { weekday, hour, count: 0, hourClass: hourClassOf(at, person) };
    cells.set(key, { ...cell, count: cell.count + 1 });
  }
  return [...cells.values()].sort((a, b) => a.weekday - b.weekday || a.hour - b.hour);
}
