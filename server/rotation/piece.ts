import type { PersonId } from './definition';

/** A stretch of time in milliseconds, half-open. Numbers, because a year of shifts is cut from thousands of them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type Source = 'rotation' | 'override' | 'swap';

/** Time in which one person holds one role. */
export interface Piece extends Stretch {
  readonly personId: PersonId;
  readonly source: Source;
  /** The handoff that began the turn; for an override, its own start. */
  readonly turn: number;
}

/** The same time as sorted stretches that neither overlap nor touch. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) {
      if (to > last.to) result[result.length - 1] = { from: last.from, to };
    } else if (from < to) result.push({ from, to });
  }
  return result;
}

/** What is left of sorted pieces outside sorted holes. Whatever else a piece carries is kept. */
export function without<T extends Stretch>(pieces: readonly T[], holes: readonly Stretch[]): T[] {
  if (holes.length === 0) return [...pieces];
  const rest: T[] = [];
  let first = 0;
  for (const piece of pieces) {
    let { from } = piece;
    while (first < holes.length && (holes[first]?.to ?? 0) <= from) first += 1;
    for (let i = first; i < holes.length && from < piece.to; i += 1) {
      const hole = holes[i];
      if (!hole || hole.from >= piece.to) break;
      if (hole.from > from) rest.push({ ...piece, from, to: hole.from });
      from = Math.max(from, hole.to);
    }
    if (from < piece.to) rest.push(from === piece.from ? piece : { ...piece, from });
  }
  return rest;
}

/** Neighbours of the same person and turn become one. Overrides of one person that touch are one as well. */
export function mergeNeighbours(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && last.to === piece.from && belongTogether(last, piece)) {
      merged[merged.length - 1] = { ...last, to: piece.to };
    } else merged.push(piece);
  }
  return merged;
}

const belongTogether = (a: Piece, b: Piece): boolean =>
  a.personId === b.personId && a.source === b.source && (a.source === 'override' || a.turn === b.turn);
