import { AppError } from '@/server/errors';
import { turnsOf } from './cadence';
import type { Layer, Trade } from './definition';
import { headOf } from './pairing';
import { nextTurnOf, type Place, trade } from './queue';
import { firstTurnFrom, lineAt, withLine } from './rebase';

/**
 * Two people trade turns in a layer's queue, from the first of the two turns on; their times in the other roles move
 * with them, as far back as that does not touch what has begun by `from` (milliseconds) and leaves nobody in two roles.
 * Answers the layer, and the turn from which it differs. Throws `schedule-moved` when a turn is not there any
 * more, and `not-possible` when one has begun. That the turns are theirs is for the caller to see.
 *
 * `again`: the trade was agreed before an earlier change moved the turns; then the two trade places from the first of
 * the two times on, whoever's turn that has become.
 */
export function traded(layer: Layer, agreed: Trade, from: number, again = false): { layer: Layer; turn: number } {
  const first = firstTurnFrom(layer, from);
  const own = turnAt(layer, agreed.turnStartsAt, again);
  const other = turnAt(layer, agreed.withTurnStartsAt, again);
  const m = Math.min(own, other);
  if (agreed.personId === agreed.withPersonId || own === other) {
    throw new AppError('not-possible', 'A trade needs two people and two turns');
  }
  if (m < first)
    throw new AppError('not-possible', 'One of the two turns has begun: it can be covered, but not traded');
  const turn = earliestTurn(layer, first, m, own < other ? agreed.withPersonId : agreed.personId);
  const line = lineAt(layer, undefined, turn);
  if (!line || nextTurnOf(line, agreed.personId) < 0 || nextTurnOf(line, agreed.withPersonId) < 0) {
    throw new AppError('schedule-moved', 'One of the two does not stand in the queue any more');
  }
  const changed = withLine(layer, undefined, turn, trade(line, m - turn, agreed.personId, agreed.withPersonId));
  const done = isHead(changed, own, agreed.withPersonId) && isHead(changed, other, agreed.personId);
  return { layer: marked(changed, turn, done ? [own, other] : []), turn };
}

/** Roles drawn from turns to come show the trade before the turn itself; not where the taker heads one of these. */
function earliestTurn(layer: Layer, first: number, m: number, taker: string): number {
  const ahead = layer.pairing === 'secondary-then-primary' ? layer.roles.length - 1 : 0;
  let turn = m;
  while (turn > first && turn > m - ahead && !isHead(layer, turn - 1, taker)) turn -= 1;
  return turn;
}

const isHead = (layer: Layer, turn: number, personId: string): boolean =>
  headOf(layer.queue ?? [], layer.carried?.heads, turn) === personId;

/** A trade of the same two turns back again leaves no mark. */
function marked(layer: Layer, from: number, turns: readonly number[]): Layer {
  const kept = (layer.carried?.traded ?? []).filter((turn) => turn >= from - layer.roles.length);
  const marks = [...kept.filter((turn) => !turns.includes(turn)), ...turns.filter((turn) => !kept.includes(turn))];
  return { ...layer, carried: { ...layer.carried, traded: marks } };
}

function turnAt(layer: Layer, startsAt: string, again: boolean): number {
  const instant = Date.parse(startsAt);
  const turns = turnsOf(layer);
  const turn = turns.at(instant);
  if (!again && (turn < 0 || turns.startOf(turn) !== instant)) {
    throw new AppError('schedule-moved', 'No turn begins at that time: the handoffs have moved');
  }
  return turn;
}

/** Who heads the turn that begins at an instant (ISO 8601), or undefined where none does. */
export function headOfTurn(layer: Layer, startsAt: string): Place | undefined {
  const instant = Date.parse(startsAt);
  const turns = turnsOf(layer);
  const turn = turns.at(instant);
  if (!layer.queue || turn < 0 || turns.startOf(turn) !== instant) return undefined;
  return headOf(layer.queue, layer.carried?.heads, turn);
}
