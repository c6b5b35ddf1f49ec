import type { FieldFaults } from '@/server/errors';
import { type PersonId, type Place, rolesOf } from './definition';
import type { Segment } from './history';
import type { Piece, Stretch } from './piece';

/** A shift laid over one role. Null takes people off. Where overrides overlap, the one further down the list counts. */
export interface Override {
  readonly role: string;
  readonly personId: Place;
  /** Only the time this person holds after the overrides before it; without: the whole span, gaps included. */
  readonly replaces?: PersonId | undefined;
  readonly from: Date;
  readonly to: Date;
}

/** One that is in effect. */
export interface LaidOverride extends Override {
  readonly id: string;
}

/** What is nonsense in an override, whoever holds it, by field. */
export function timeFaults(segments: readonly Segment[], { role, from, to }: Override, now: Date): FieldFaults {
  const roles = [...new Set(segments.flatMap(({ definition }) => rolesOf(definition)))];
  return {
    ...(!roles.includes(role) && { role: `The rotation has no role “${role}”: use one of ${roles.join(', ')}` }),
    ...(from < now && { from: 'That time has passed: start now or later' }),
    ...(from >= to && { to: 'The end must lie after the start' }),
  };
}

/** As the record tells of it. */
export const asData = ({ role, personId, replaces, from, to }: Override): Record<string, unknown> => ({
  role,
  personId,
  replaces: replaces ?? null,
  from: from.toISOString(),
  to: to.toISOString(),
});

/** Lays the overrides of one role over its sorted pieces, in the order given, inside [from, to). */
export function withOverrides(pieces: readonly Piece[], overrides: readonly Override[], window: Stretch): Piece[] {
  const result = [...pieces];
  for (const override of overrides) {
    const start = override.from.getTime();
    const span = { from: Math.max(start, window.from), to: Math.min(override.to.getTime(), window.to) };
    if (span.from < span.to) lay(result, override, span, start);
  }
  return result;
}

function lay(pieces: Piece[], { personId, replaces }: Override, span: Stretch, turn: number): void {
  const first = firstEndingAfter(pieces, span.from);
  let last = first;
  const cut: Piece[] = [];
  const taken: Stretch[] = [];
  for (let piece = pieces[last]; piece && piece.from < span.to; last += 1, piece = pieces[last]) {
    if (replaces !== undefined && piece.personId !== replaces) {
      cut.push(piece);
      continue;
    }
    if (piece.from < span.from) cut.push({ ...piece, to: span.from });
    if (piece.to > span.to) cut.push({ ...piece, from: span.to });
    taken.push({ from: Math.max(piece.from, span.from), to: Math.min(piece.to, span.to) });
  }
  if (personId !== null) {
    for (const stretch of replaces === undefined ? [span] : taken) {
      cut.push({ ...stretch, personId, source: 'override', turn });
    }
  }
  pieces.splice(first, last - first, ...cut.sort((a, b) => a.from - b.from));
}

/** Position of the first piece that ends after an instant, by halving. */
function firstEndingAfter(pieces: readonly Piece[], instant: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.to ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
