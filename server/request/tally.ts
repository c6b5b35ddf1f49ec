import type { PersonId } from '@/server/rotation/definition';
import type { Span } from '@/server/time/span';
import { instantOf, localParts } from '@/server/time/wall-clock';

/** The calendar quarter an instant lies in, on a zone's clock. */
export function quarterOf(instant: Date, zone = 'UTC'): Span {
  const { year, month } = localParts(instant, zone);
  const first = month - ((month - 1) % 3);
  const next = first + 3 > 12 ? { year: year + 1, month: 1 } : { year, month: first + 3 };
  return { from: startOf(year, first, zone), to: startOf(next.year, next.month, zone) };
}

const startOf = (year: number, month: number, zone: string): Date =>
  instantOf(`${year}-${String(month).padStart(2, '0')}-01T00:00`, zone);

/** A request that came into effect, as far as counting needs it. */
export interface Traded {
  readonly kind: 'cover' | 'swap';
  readonly personId: PersonId;
  readonly withId: PersonId | null;
}

/** How often each person has traded: covers count for whose time was given away, swaps for both. */
export function tradesOf(traded: readonly Traded[]): Map<PersonId, number> {
  const counts = new Map<PersonId, number>();
  const count = (id: PersonId | null) => {
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  for (const { kind, personId, withId } of traded) {
    count(personId);
    if (kind === 'swap') count(withId);
  }
  return counts;
}
