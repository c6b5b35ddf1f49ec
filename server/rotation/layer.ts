import { activeIn } from './active-hours';
import { type Turns, turnsOf } from './cadence';
import { type Definition, isPagingRole, type Layer, layersOf } from './definition';
import { type Drawn, drawOf } from './pairing';
import { joined, type Piece, type Stretch, without } from './piece';

/** One role in a window: who holds it, and when somebody should. Both sorted. */
export interface RoleTime {
  readonly pieces: Piece[];
  readonly expected: Stretch[];
}

/** Role → its time, in the order of the roles. */
export type Timetable = Map<string, RoleTime>;

/** All layers of a definition in [from, to): per role the highest layer that has somebody counts. */
export function timetableIn(definition: Definition, from: number, to: number): Timetable {
  const tables = layersOf(definition).map((layer) => layerIn(layer, from, to));
  const only = tables.length === 1 ? tables[0] : undefined;
  return only ?? withoutDoubles(stacked(tables));
}

/** One layer alone: its turns, drawn into roles, inside its active hours. */
export function layerIn(layer: Layer, from: number, to: number): Timetable {
  const turns = turnsOf(layer);
  const end = Math.min(to, turns.until);
  const expected = activeIn(layer.activeHours, layer.timeZone, Math.max(from, turns.from), end);
  const held: Piece[][] = layer.roles.map(() => []);
  const first = expected[0];
  if (first) fill(held, layer, turns, expected, turns.at(first.from), end);
  return new Map(layer.roles.map((role, i) => [role, { pieces: held[i] ?? [], expected }]));
}

/** Walks the turns from `k` on. Literals instead of spreads: this loop makes every shift there is. */
function fill(held: Piece[][], layer: Layer, turns: Turns, expected: Stretch[], k: number, end: number): void {
  const traded = new Set(layer.carried?.traded);
  const draw = drawOf(layer);
  let next = 0;
  for (let turn = turns.startOf(k); turn < end; k += 1) {
    const turnEnd = turns.startOf(k + 1);
    while ((expected[next]?.to ?? end) <= turn) next += 1;
    let drawn: Drawn[] | undefined;
    for (let i = next, active = expected[i]; active && active.from < turnEnd; i += 1, active = expected[i]) {
      const from = Math.max(active.from, turn);
      const to = Math.min(active.to, turnEnd);
      if (from >= to) continue;
      drawn ??= draw(k);
      for (let role = 0; role < drawn.length; role += 1) {
        const { personId = null, headOf = k } = drawn[role] ?? {};
        if (personId === null) continue;
        const source = traded.has(headOf) ? 'swap' : 'rotation';
        held[role]?.push({ from, to, personId, source, turn });
      }
    }
    turn = turnEnd;
  }
}

/** Lays the tables over each other, the last on top: what is below shows only where nobody is above. */
function stacked(tables: readonly Timetable[]): Timetable {
  const result: Timetable = new Map();
  for (const table of tables) {
    for (const [role, { pieces, expected }] of table) {
      const below = result.get(role);
      result.set(role, {
        pieces: below ? laidOver(pieces, below.pieces) : pieces,
        expected: below ? joined([...below.expected, ...expected]) : expected,
      });
    }
  }
  return result;
}

const laidOver = (above: readonly Piece[], below: readonly Piece[]): Piece[] =>
  [...above, ...without(below, above)].sort((a, b) => a.from - b.from);

/** Layers may draw one person for two paging roles: the first holds, the other is empty. */
function withoutDoubles(table: Timetable): Timetable {
  const held = new Map<string, Stretch[]>();
  const result: Timetable = new Map();
  for (const [role, { pieces, expected }] of table) {
    if (!isPagingRole(role)) {
      result.set(role, { pieces, expected });
      continue;
    }
    const kept = pieces.flatMap((piece) => without([piece], held.get(piece.personId) ?? []));
    for (const { personId, from, to } of kept) {
      const stretches = held.get(personId);
      if (stretches) stretches.push({ from, to });
      else held.set(personId, [{ from, to }]);
    }
    for (const [personId, stretches] of held) held.set(personId, joined(stretches));
    result.set(role, { pieces: kept, expected });
  }
  return result;
}
