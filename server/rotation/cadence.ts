import { type Recurrence, recurrence } from '@/server/time/recurrence';
import { parseLocal, resolveWall } from '@/server/time/wall-clock';
import type { Layer } from './definition';

/** The turns of one layer: turn k lasts from handoff k to handoff k + 1. Instants in milliseconds. */
export interface Turns {
  /** When turn k begins. */
  startOf(k: number): number;
  /** The turn in progress at an instant; negative before the first. */
  at(instant: number): number;
  /** The handoff that begins turn k, on the wall clock. */
  localStartOf(k: number): string;
  /** Nobody is on call before the first turn, nor from here on. */
  readonly from: number;
  readonly until: number;
}

// Definitions are never changed in place, and one question asks for the same turns several times.
const known = new WeakMap<Layer, Turns>();

/** Handoffs of a layer. A turn is cut short by `until`; turns inside a clock change may be empty. */
export function turnsOf(layer: Layer): Turns {
  let turns = known.get(layer);
  if (!turns) {
    turns = makeTurns(layer);
    known.set(layer, turns);
  }
  return turns;
}

function makeTurns(layer: Layer): Turns {
  const rule: Recurrence = recurrence(layer.cadence, layer.startsAt, layer.timeZone);
  return {
    startOf: rule.at,
    at: rule.indexAt,
    localStartOf: rule.localAt,
    from: rule.at(0),
    until: untilOf(layer),
  };
}

function untilOf(layer: Layer): number {
  if (layer.until === undefined) return Number.POSITIVE_INFINITY;
  const wall = parseLocal(layer.until);
  return wall === null ? Number.POSITIVE_INFINITY : resolveWall(wall, layer.timeZone);
}
