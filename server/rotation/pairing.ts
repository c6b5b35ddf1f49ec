import { type Heads, isPagingRole, type Layer, type Place } from './definition';

/** Who holds each role in turn k, in the order of the layer's roles. Null: nobody. */
export type Draw = (k: number) => Drawn[];

export interface Drawn {
  readonly personId: Place;
  /** The turn whose head this is: the role's place in the queue, not the time it is held. */
  readonly headOf: number;
}

/** Who heads turn k: the queue goes round in both directions, except where the head was settled otherwise. */
export function headOf(queue: readonly Place[], heads: Heads | undefined, k: number): Place {
  const settled = heads?.[k];
  if (settled !== undefined) return settled;
  return queue[((k % queue.length) + queue.length) % queue.length] ?? null;
}

/**
 * Queue → roles. `roles[i]` is drawn i places behind the head, or from the head i turns before. Nobody is drawn twice:
 * whoever is drawn again from the same queue, or for a second paging role, holds the first, and the other is empty.
 */
export function drawOf(layer: Layer): Draw {
  const step = layer.pairing === 'secondary-then-primary' ? 1 : -1;
  const { heads, ownHeads = {} } = layer.carried ?? {};
  const { queue = [], queues = {} } = layer;
  const seats = layer.roles.map((role) => ({ paging: isPagingRole(role), own: queues[role], heads: ownHeads[role] }));
  return (k) => {
    const drawn: Drawn[] = [];
    for (const [i, seat] of seats.entries()) {
      const turn = seat.own ? k : k + step * i;
      const person = seat.own ? headOf(seat.own, seat.heads, k) : headOf(queue, heads, turn);
      drawn.push({ personId: isTaken(person, seat, drawn, seats) ? null : person, headOf: turn });
    }
    return drawn;
  };
}

interface Seat {
  readonly paging: boolean;
  readonly own: readonly Place[] | undefined;
}

function isTaken(person: Place, seat: Seat, drawn: readonly Drawn[], seats: readonly Seat[]): boolean {
  for (let j = 0; j < drawn.length; j += 1) {
    const other = seats[j];
    if (!other || drawn[j]?.personId !== person) continue;
    if ((seat.paging && other.paging) || (!seat.own && !other.own)) return true;
  }
  return false;
}
