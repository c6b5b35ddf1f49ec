import type { Span } from '@/server/time/span';
import { addDays } from '@/server/time/wall-clock';
import { turnsOf } from './cadence';
import { layersOf } from './definition';
import { type Segment, segmentAt } from './history';
import { firstTurnFrom } from './rebase';

/**
 * Up to where the calendar stands at `now`: the first handoff at or after that many weeks on the wall clock. Changes
 * begin here unless the person making them has seen what they do to the weeks before, and confirmed it.
 */
export function publishedUntil(segments: readonly Segment[], weeks: number, now: Date): Date {
  const [newest] = segments.slice(-1);
  const zone = (segmentAt(segments, now) ?? newest)?.definition.timeZone;
  return zone === undefined ? now : handoffFrom(segments, addDays(now, 7 * weeks, zone));
}

/** The first handoff of the rotation (of its lowest layer) at or after an instant; its start when that is to come. */
export function handoffFrom(segments: readonly Segment[], instant: Date): Date {
  const segment = segmentAt(segments, instant) ?? segments[0];
  const [layer] = segment ? layersOf(segment.definition) : [];
  if (!segment || !layer) return instant;
  const handoff = new Date(turnsOf(layer).startOf(firstTurnFrom(layer, instant.getTime())));
  // A planned revision may hand over earlier than the turn in progress would have ended.
  const next = segments.find(({ effectiveFrom }) => effectiveFrom > instant && effectiveFrom < handoff);
  return next ? handoffFrom(segments, next.effectiveFrom) : handoff;
}

/** The handoff that began the turn in progress (of the lowest layer); the instant itself before the start. */
export function handoffBefore(segments: readonly Segment[], instant: Date): Date {
  const segment = segmentAt(segments, instant);
  const [layer] = segment ? layersOf(segment.definition) : [];
  if (!layer) return instant;
  const turns = turnsOf(layer);
  const turn = turns.at(instant.getTime());
  return turn < 0 ? instant : new Date(turns.startOf(turn));
}

/** Every handoff of the rotation (of its lowest layer) inside [from, to), in order. */
export function handoffsIn(segments: readonly Segment[], { from, to }: Span): Date[] {
  const found: Date[] = [];
  for (let next = handoffFrom(segments, from); next < to && found.length < mostHandoffs; ) {
    found.push(next);
    const later = handoffFrom(segments, new Date(next.getTime() + 1));
    if (later <= next) break;
    next = later;
  }
  return found;
}

/** Hourly handoffs over months are no lines that anybody reads. */
const mostHandoffs = 400;
