import { dayOf, timeOfDay } from '@/components/ui/instant';
import { addDays } from '@/server/time/wall-clock';
import type { Range } from './address';

/** From instants to per cent of the range that is drawn. */
export type Scale = { from: Date; to: Date; at: (instant: Date) => number };

export function scaleOf(from: Date, to: Date): Scale {
  const [start, length] = [from.getTime(), to.getTime() - from.getTime()];
  const at = (instant: Date) => Math.min(100, Math.max(0, ((instant.getTime() - start) / length) * 100));
  return { from, to, at };
}

/** Per cent of an instant; null outside of the range. */
export const placeIn = ({ from, to, at }: Scale, instant: Date): number | null =>
  instant < from || instant >= to ? null : at(instant);

/** A line through all lanes. `word`: null where it would stand on the one before. */
export type Line = { at: number; word: string | null };

/** An edge of a week. `note`: its length, where that is not what its clock shows. */
export type HandoffLine = Line & { note: string | null };

/** How much room words take, in per cent of the range, and how they are written where there are many. */
const handoffWords: Record<Range, { room: number; of: (time: string) => string }> = {
  weeks: { room: 12, of: (time) => `Handoff ${time}` },
  month: { room: 12, of: (time) => `Handoff ${time}` },
  quarter: { room: 6, of: (time) => time },
};
const dayRoom: Record<Range, number> = { weeks: 9, month: 9, quarter: 5 };

/** Whether a word at one place after the other stands clear of the one before and of the end. */
function placer(room: number): (at: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (at) => {
    const isFree = at - last >= room && at <= 100 - room;
    if (isFree) last = at;
    return isFree;
  };
}

const hourMs = 3_600_000;

/** Edges of the weeks, on the rotation's own clock. */
export function handoffLines(handoffs: readonly Date[], zone: string, scale: Scale, range: Range): HandoffLine[] {
  const words = handoffWords[range];
  const isFree = placer(words.room);
  return handoffs.flatMap((handoff, i) => {
    const at = placeIn(scale, handoff);
    if (at === null) return [];
    const hours = changedLength(handoff, handoffs[i + 1]);
    const note = hours === null ? null : `${hours} h`;
    // Over a quarter there is room for one of the two, and the other handoffs say the time.
    const says = isFree(at) && (note === null || range !== 'quarter');
    return [{ at, note, word: says ? words.of(timeOfDay(handoff, zone)) : null }];
  });
}

/** "Clocks change: the week from Mon 26 Oct has 169 h." for every week in the range whose clock changes in it. */
export function clockChanges(handoffs: readonly Date[], zone: string, scale: Scale): string[] {
  return handoffs.flatMap((handoff, i) => {
    const next = handoffs[i + 1];
    const hours = changedLength(handoff, next);
    if (hours === null || !next || next <= scale.from || handoff >= scale.to) return [];
    const what = Math.round(hours / 24) === 7 ? 'week' : 'turn';
    return [`Clocks change: the ${what} from ${dayOf(handoff, zone, handoff)} has ${hours} h.`];
  });
}

/** Hours of a turn of whole days that a clock change made longer or shorter; null for all others. */
function changedLength(from: Date, to: Date | undefined): number | null {
  const hours = to ? (to.getTime() - from.getTime()) / hourMs : 0;
  const off = Math.abs(hours - 24 * Math.round(hours / 24));
  return hours > 12 && off > 0 && off <= 1 ? hours : null;
}

/** Midnights of the zone that is looked at; over a quarter those of Mondays alone. */
export function dayLines(scale: Scale, zone: string, range: Range): Line[] {
  const lines: Line[] = [];
  const isFree = placer(dayRoom[range]);
  for (let day = scale.from; day < scale.to; day = addDays(day, 1, zone)) {
    const [weekday = '', date, month] = dayOf(day, zone, day).split(' ');
    const isEdge = weekday === 'Mon' || lines.length === 0;
    if (range === 'quarter' && !isEdge) continue;
    const at = scale.at(day);
    const word = range === 'quarter' ? `${date} ${month}` : `${weekday} ${date} ${month}`;
    lines.push({ at, word: isEdge && isFree(at) ? word : null });
  }
  return lines;
}
