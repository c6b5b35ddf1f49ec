import type { Span } from '@/server/time/span';
import { turnsOf } from './cadence';
import { type Layer, layersOf, type PersonId } from './definition';
import { reignsIn, type Segment } from './history';
import { headOf } from './pairing';

/** One person's time at the head of a queue: what is skipped and traded. Named by the handoff at which it begins. */
export interface Turn extends Span {
  readonly personId: PersonId;
  /** The layer's name; undefined for the rotation's own queue. */
  readonly layer?: string | undefined;
  /** It came by a trade. */
  readonly traded: boolean;
}

/** The turns that begin in a span, by layer and then by time. Turns of nobody are left out. */
export function turnsBeginningIn(segments: readonly Segment[], span: Span): Turn[] {
  const reigns = reignsIn(segments, span.from.getTime(), span.to.getTime());
  return reigns.flatMap(({ definition, from, to }) =>
    layersOf(definition).flatMap((layer) => ofLayer(layer, from, to)),
  );
}

function ofLayer(layer: Layer, from: number, to: number): Turn[] {
  const turns = turnsOf(layer);
  const end = Math.min(to, turns.until);
  const found: Turn[] = [];
  for (let k = Math.max(0, turns.at(from)); turns.startOf(k) < end; k += 1) {
    const personId = layer.queue ? headOf(layer.queue, layer.carried?.heads, k) : null;
    if (personId === null || turns.startOf(k) < from || turns.startOf(k) === turns.startOf(k + 1)) continue;
    found.push({
      personId,
      from: new Date(turns.startOf(k)),
      to: new Date(Math.min(turns.startOf(k + 1), turns.until)),
      traded: layer.carried?.traded?.includes(k) ?? false,
      ...('name' in layer && typeof layer.name === 'string' ? { layer: layer.name } : {}),
    });
  }
  return found;
}
