import { turnsOf } from './cadence';
import { type Definition, layersOf } from './definition';
import type { Segment } from './history';

/**
 * The turn with which a revision begins: the number of a turn in a layer of its own definition, the lowest being 0. It
 * is stored beside the instant, which is worked out again from it: when a country changes its clock, noon stays noon.
 */
export interface Begin {
  readonly layer: number;
  readonly turn: number;
}

/** Null for a revision that begins at no handoff: it keeps its instant. */
export function beginOf({ definition, effectiveFrom }: Segment): Begin | null {
  const instant = effectiveFrom.getTime();
  for (const [layer, each] of layersOf(definition).entries()) {
    const turns = turnsOf(each);
    const turn = turns.at(instant);
    if (turns.startOf(turn) === instant) return { layer, turn };
  }
  return null;
}

/** When a revision begins by the rules that zones have today. `stored`: by those of the day on which it was made. */
export function effectiveFrom(stored: Date, definition: Definition, begin: Begin | null): Date {
  const layer = begin && layersOf(definition)[begin.layer];
  return layer ? new Date(turnsOf(layer).startOf(begin.turn)) : stored;
}

/** In the order in which they take effect; those of one instant in the order given. */
export const inEffectOrder = <T extends Segment>(segments: readonly T[]): T[] =>
  [...segments].sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime());
