import { turnsOf } from './cadence';
import type { Heads, Layer, Place } from './definition';
import { headOf } from './pairing';
import { type Line, rotated } from './queue';

/** The first turn of a layer that begins at or after an instant (milliseconds), and never before its first. */
export function firstTurnFrom(layer: Layer, instant: number): number {
  const turns = turnsOf(layer);
  let k = Math.max(0, turns.at(instant));
  while (turns.startOf(k) < instant) k += 1;
  while (k > 0 && turns.startOf(k - 1) >= instant) k -= 1;
  return k;
}

/** The order from turn k on, of the layer's queue or of a role's own. Null: there is no such queue. */
export function lineAt(layer: Layer, role: string | undefined, k: number): Line | null {
  const queue = queueOf(layer, role);
  if (!queue) return null;
  const heads = headsOf(layer, role);
  const settled = Math.max(k, ...Object.keys(heads ?? {}).map((turn) => Number(turn) + 1));
  return {
    lead: Array.from({ length: settled - k }, (_, i) => headOf(queue, heads, k + i)),
    cycle: rotated(queue, settled),
  };
}

/**
 * The layer with another order from turn k on. Turns keep their numbers and the handoffs their anchor; the queue is
 * written so that it fits turn 0. `trail`: who headed the turns just before k, for the roles drawn from behind.
 */
export function withLine(
  layer: Layer,
  role: string | undefined,
  k: number,
  line: Line,
  trail: Heads = trailBefore(layer, role, k),
): Layer {
  const queue = rotated(line.cycle, -(k + line.lead.length));
  const settled: [string, Place][] = [
    ...Object.entries(trail),
    ...line.lead.map((place, i): [string, Place] => [String(k + i), place]),
  ];
  const heads = Object.fromEntries(settled.filter(([turn, place]) => headOf(queue, undefined, Number(turn)) !== place));
  if (role === undefined) return { ...layer, queue, carried: { ...layer.carried, heads } };
  return {
    ...layer,
    queues: { ...layer.queues, [role]: queue },
    carried: { ...layer.carried, ownHeads: { ...layer.carried?.ownHeads, [role]: heads } },
  };
}

/**
 * Who headed the turns just before turn k, as many as roles may be drawn from, under their numbers counted from
 * `first`. Before the first turn nothing is settled, unless an earlier change says so: the queue has always run.
 */
export function trailBefore(layer: Layer, role: string | undefined, k: number, first = k): Heads {
  const heads: Record<string, Place> = {};
  const queue = queueOf(layer, role);
  const known = headsOf(layer, role);
  for (let i = 1; queue && i <= Math.max(1, layer.roles.length - 1); i += 1) {
    if (k > 0 || known?.[k - i] !== undefined) heads[first - i] = headOf(queue, known, k - i);
  }
  return heads;
}

export const queueOf = (layer: Layer, role: string | undefined): readonly Place[] | undefined =>
  role === undefined ? layer.queue : layer.queues?.[role];

export const headsOf = (layer: Layer, role: string | undefined): Heads | undefined =>
  role === undefined ? layer.carried?.heads : layer.carried?.ownHeads?.[role];
