import { AppError } from '@/server/errors';
import { turnsOf } from './cadence';
import { type Definition, hasQueue, type Layer, layersOf, type QueueChange } from './definition';
import { join, type Line, leave, move, skip } from './queue';
import { firstTurnFrom, headsOf, lineAt, queueOf, withLine } from './rebase';
import { traded } from './trade';

/** A change of one layer, and the instant of the handoff from which on it holds. */
export interface Changed {
  readonly definition: Definition;
  readonly effectiveFrom: Date;
}

/**
 * One change for each layer it touches: leaving takes a person out of every queue; all else happens in the layer
 * named, or in the first that has a queue with this person in it (joining: that has a queue).
 */
export function perLayer(definition: Definition, change: QueueChange): QueueChange[] {
  const layers = layersOf(definition);
  if (change.layer !== undefined || layers.length === 0) return [change];
  const holding = layers.filter((layer) => queuesWith(layer, change.personId).length > 0);
  if (change.kind === 'leave' && holding.length > 0) return holding.map((layer) => named(change, layer));
  const first = change.kind === 'join' ? layers[0] : (holding[0] ?? layers[0]);
  return [first ? named(change, first) : change];
}

const named = (change: QueueChange, layer: Layer): QueueChange =>
  'name' in layer && typeof layer.name === 'string' ? { ...change, layer: layer.name } : change;

/**
 * Makes a change in its layer at the first handoff of that layer from an instant (milliseconds) on. Nothing before
 * that handoff is touched. Throws `not-possible` and `schedule-moved` with a sentence that says why.
 */
export function changed(definition: Definition, change: QueueChange, from: number, again = false): Changed {
  const layer = layerOf(definition, change.layer);
  const result = change.kind === 'trade' ? traded(layer, change, from, again) : reordered(layer, change, from);
  const { carried, ...rest } = withLayer(definition, change.layer, result.layer);
  return {
    definition: { ...rest, carried: { ...carried, change } },
    effectiveFrom: new Date(turnsOf(layer).startOf(result.turn)),
  };
}

function reordered(
  layer: Layer,
  change: Exclude<QueueChange, { kind: 'trade' }>,
  from: number,
): { layer: Layer; turn: number } {
  const turn = firstTurnFrom(layer, from);
  let result = layer;
  for (const role of rolesFor(layer, change)) {
    const line = lineAt(layer, role, turn);
    if (!line) throw new AppError('not-possible', 'There is no such queue');
    result = withLine(result, role, turn, ordered(line, change));
  }
  return { layer: result, turn };
}

function ordered(line: Line, change: Exclude<QueueChange, { kind: 'trade' }>): Line {
  switch (change.kind) {
    case 'join':
      return join(line, change.personId);
    case 'leave':
      return leave(line, change.personId);
    case 'skip':
      return skip(line, change.personId);
    case 'move':
      return move(line, change.personId, change.position);
  }
}

/** Which queues of the layer: the role's own where one is named, all of them when leaving, else the first that fits. */
function rolesFor(layer: Layer, { kind, role, personId }: QueueChange): (string | undefined)[] {
  if (role !== undefined) return [role];
  if (kind === 'join') return [layer.queue ? undefined : layer.roles[0]];
  const holding = queuesWith(layer, kind === 'trade' ? '' : personId);
  if (holding.length === 0) return [undefined];
  return kind === 'leave' ? holding : holding.slice(0, 1);
}

function queuesWith(layer: Layer, personId: string): (string | undefined)[] {
  const queues = [undefined, ...Object.keys(layer.queues ?? {})];
  return queues.filter((role) => {
    const places = [...(queueOf(layer, role) ?? []), ...Object.values(headsOf(layer, role) ?? {})];
    return places.includes(personId);
  });
}

/** The layer of this name; the base without one. Throws `not-possible` where there is no queue. */
export function layerOf(definition: Definition, name: string | undefined): Layer {
  const layer = name === undefined ? definition : definition.layers?.find((each) => each.name === name);
  if (!layer || !hasQueue(layer)) throw new AppError('not-possible', 'There is no such queue');
  return layer;
}

function withLayer(definition: Definition, name: string | undefined, layer: Layer): Definition {
  if (name === undefined) return { ...definition, ...layer };
  return {
    ...definition,
    layers: (definition.layers ?? []).map((each) => (each.name === name ? { ...layer, name } : each)),
  };
}
