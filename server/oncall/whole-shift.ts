import { turnsOf } from '@/server/rotation/cadence';
import { layersOf } from '@/server/rotation/definition';
import { type Segment, segmentAt } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { type Shift, shifts } from '@/server/rotation/shifts';
import { overlaps, type Span } from '@/server/time/span';

interface Question {
  readonly segments: readonly Segment[];
  readonly overrides: readonly Override[];
  readonly span: Span;
}

/**
 * The shifts that lie at least partly in a span, with their own starts and ends: nothing is cut at its edges. For what
 * must name a shift the same whenever it asks, such as a feed or a reminder.
 */
export function wholeShiftsIn({ segments, overrides, span }: Question): Shift[] {
  const crossing = overrides.filter((override) => overlaps(override, span));
  const from = Math.min(edge(segments, span.from, 0), ...crossing.map((override) => override.from.getTime()));
  const to = Math.max(edge(segments, span.to, 1), ...crossing.map((override) => override.to.getTime()));
  const wider = { from: new Date(from), to: new Date(to) };
  return shifts({ segments, overrides, span: wider }).shifts.filter((shift) => overlaps(shift, span));
}

/** Where the turns in progress at an instant begin (`further` 0: the earliest) or end (1: the latest). */
function edge(segments: readonly Segment[], instant: Date, further: 0 | 1): number {
  const segment = segmentAt(segments, instant) ?? segments[0];
  const edges = (segment ? layersOf(segment.definition) : []).map((layer) => {
    const turns = turnsOf(layer);
    return turns.startOf(turns.at(instant.getTime()) + further);
  });
  return further === 0 ? Math.min(instant.getTime(), ...edges) : Math.max(instant.getTime(), ...edges);
}
