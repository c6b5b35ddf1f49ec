import { turnsOf } from './cadence';
import { type Definition, layersOf } from './definition';

/**
 * One revision of a rotation: the definition that governs from an instant until the next revision does. Revisions are
 * only ever added from a handoff that has not come yet, so what has passed keeps its definition.
 */
export interface Segment {
  readonly effectiveFrom: Date;
  readonly definition: Definition;
}

/** A definition without a history: it governs from its own start on. */
export function plain(definition: Definition): Segment[] {
  const starts = layersOf(definition).map((layer) => turnsOf(layer).from);
  return [{ effectiveFrom: new Date(Math.min(...starts)), definition }];
}

export interface Reign {
  readonly definition: Definition;
  readonly from: number;
  readonly to: number;
}

/** Which definition governs when, inside [from, to). `segments` in the order in which they take effect. */
export function reignsIn(segments: readonly Segment[], from: number, to: number): Reign[] {
  const reigns: Reign[] = [];
  for (let i = lastEffective(segments, from), segment = segments[i]; segment; i += 1, segment = segments[i]) {
    const start = Math.max(from, segment.effectiveFrom.getTime());
    if (start >= to) break;
    const end = Math.min(to, segments[i + 1]?.effectiveFrom.getTime() ?? to);
    if (start < end) reigns.push({ definition: segment.definition, from: start, to: end });
  }
  return reigns;
}

/** The segment that governs at an instant: the last one in effect. Undefined before the first. */
export function segmentAt(segments: readonly Segment[], at: Date): Segment | undefined {
  const segment = segments[lastEffective(segments, at.getTime())];
  return segment && segment.effectiveFrom.getTime() <= at.getTime() ? segment : undefined;
}

/** Index of the last segment that takes effect at or before the instant, or 0. */
function lastEffective(segments: readonly Segment[], instant: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.effectiveFrom.getTime() ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
