import { AppError } from '@/server/errors';

/** A person's id; in the stateless preview, any name. Opaque here. */
export type PersonId = string;

/** A place in a queue: a person, or nobody for that turn. */
export type Place = PersonId | null;

/**
 * The order from one turn on: first those of the lead, one turn each, then the cycle, for ever. At each handoff the
 * head goes to the back, so the cycle is the queue, and the lead holds turns that were settled before it began.
 */
export interface Line {
  readonly lead: readonly Place[];
  readonly cycle: readonly Place[];
}

/** Who heads the turn `i` places on. */
export function headAt({ lead, cycle }: Line, i: number): Place {
  return i < lead.length ? (lead[i] ?? null) : (cycle[(i - lead.length) % cycle.length] ?? null);
}

/** How many places on a person's next turn is, or -1. */
export function nextTurnOf(line: Line, personId: PersonId): number {
  const inLead = line.lead.indexOf(personId);
  if (inLead >= 0) return inLead;
  const place = line.cycle.indexOf(personId);
  return place < 0 ? -1 : line.lead.length + place;
}

/** The queue so that the person `by` places behind the head comes first. */
export function rotated<T>(queue: readonly T[], by: number): T[] {
  const first = queue.length === 0 ? 0 : ((by % queue.length) + queue.length) % queue.length;
  return [...queue.slice(first), ...queue.slice(0, first)];
}

/** A newcomer stands at the end. Throws `not-possible` for somebody who is in the queue. */
export function join(line: Line, personId: PersonId): Line {
  if (nextTurnOf(line, personId) >= 0) throw new AppError('not-possible', 'This person stands in the queue already');
  return { lead: line.lead, cycle: [...line.cycle, personId] };
}

/** Without this person; a queue that loses its last one holds nobody. Throws `not-possible` for a stranger. */
export function leave(line: Line, personId: PersonId): Line {
  placeOf(line, personId);
  const rest = line.cycle.filter((place) => place !== personId);
  return { lead: line.lead.filter((place) => place !== personId), cycle: rest.length > 0 ? rest : [null] };
}

/**
 * The person's next turn is skipped: when it comes, they go to the back as if they had served, and everyone behind
 * them moves up. Throws `not-possible` for a stranger and for the only one there.
 */
export function skip(line: Line, personId: PersonId): Line {
  const turn = placeOf(line, personId);
  if (line.cycle.length < 2) throw new AppError('not-possible', 'There is nobody else in the queue to move up');
  if (turn < line.lead.length) return { lead: line.lead.toSpliced(turn, 1), cycle: line.cycle };
  const before = Array.from({ length: turn }, (_, i) => headAt(line, i));
  return { lead: before, cycle: rotated(line.cycle, turn - line.lead.length + 1) };
}

/** Puts the person at a position of the queue, 0 being its head. Throws `not-possible` for a place it does not have. */
export function move(line: Line, personId: PersonId, position: number): Line {
  placeOf(line, personId);
  if (!Number.isInteger(position) || position < 0 || position >= line.cycle.length) {
    throw new AppError('not-possible', `The queue has positions 0 to ${line.cycle.length - 1}`);
  }
  const rest = line.cycle.filter((place) => place !== personId);
  return { lead: line.lead, cycle: rest.toSpliced(position, 0, personId) };
}

/** From the turn `i` places on, two people stand in each other's places. Their distance to everybody stays even. */
export function trade(line: Line, i: number, one: PersonId, other: PersonId): Line {
  const swap = (place: Place): Place => (place === one ? other : place === other ? one : place);
  const beyond = Math.max(0, i - line.lead.length);
  const lead = Array.from({ length: line.lead.length + beyond }, (_, turn) => headAt(line, turn));
  return {
    lead: lead.map((place, turn) => (turn < i ? place : swap(place))),
    cycle: rotated(line.cycle, beyond).map(swap),
  };
}

function placeOf(line: Line, personId: PersonId): number {
  const turn = nextTurnOf(line, personId);
  if (turn < 0) throw new AppError('not-possible', 'This person does not stand in the queue');
  return turn;
}
