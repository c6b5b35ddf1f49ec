import { turnsOf } from '@/server/rotation/cadence';
import { layersOf } from '@/server/rotation/definition';
import { reignsIn, type Segment, segmentAt } from '@/server/rotation/history';
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
  const wider = wholeSpan({ segments, overrides, span });
  return shifts({ segments, overrides, span: wider }).shifts.filter((shift) => overlaps(shift, span));
}

/** The span, widened until no turn and no override that it touches is cut at its edges. */
export function wholeSpan({ segments, overrides, span }: Question): Span {
  const crossing = overrides.filter((override) => overlaps(override, span));
  const from = Math.min(edge(segments, span.from, 0), ...crossing.map((override) => override.from.getTime()));
  const to = Math.max(edge(segments, span.to, 1), ...crossing.map((override) => override.to.getTime()));
  return { from: new Date(from), to: new Date(to) };
}

/** The same and a turn further to both sides: also the neighbours of whatever the span touches are seen whole. */
export function neighbouringSpan(question: Question): Span {
  const { from, to } = wholeSpan(question);
  return wholeSpan({ ...question, span: { from: new Date(from.getTime() - 1), to: new Date(to.getTime() + 1) } });
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

const dayMs = 86_400_000;

/** About how many shifts a span holds at most, before overrides; known without computing them. */
export function mostShiftsIn({ segments, span }: Pick<Question, 'segments' | 'span'>): number {
  let most = 0;
  for (const reign of reignsIn(segments, span.from.getTime(), span.to.getTime())) {
    for (const layer of layersOf(reign.definition)) {
      const turns = turnsOf(layer);
      const windows = ((reign.to - reign.from) / dayMs + 1) * (layer.activeHours?.length ?? 0);
      const roles = new Set([...layer.roles, ...Object.keys(layer.queues ?? {})]).size;
      most += (turns.at(reign.to) - turns.at(reign.from) + 1 + windows) * roles;
    }
  }
  return most;
}
