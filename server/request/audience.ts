import type { PersonId } from '@/server/rotation/definition';
import { type Circle, waitsFor } from './offer';
import type { Happening, Request } from './request';
import type { Doable } from './view';

/** What has happened once somebody has done something. */
export const happeningOf = {
  ...{ accept: 'accepted', decline: 'declined', approve: 'approved', reject: 'rejected', cancel: 'cancelled' },
  ...{ reverse: 'reversed', end: 'ended-early', remind: 'reminded' },
} as const satisfies Record<Doable, Happening>;

/** Who hears of it, and why: as the one whose move it is now, or as one whom it concerns. */
export interface Reader {
  readonly personId: PersonId;
  readonly as: 'to-act' | 'to-know';
}

/** Exactly those concerned, but never who did it. `request` as it is after what happened; `managers` are told when a page changes hands at once. */
export function readersOf(
  happening: Happening,
  request: Request,
  circle: Circle,
  managers: readonly PersonId[],
  actorId: PersonId | null,
): Reader[] {
  const { terms, askedById } = request;
  const sides = [askedById, terms.personId, ...(terms.withId === null ? [] : [terms.withId])];
  const next = waitsFor(request, circle)?.personIds ?? [];
  const toAct = happening === 'asked' || happening === 'accepted' || happening === 'reminded' ? next : [];
  const atOnce = happening === 'taken-over' || happening === 'ended-early' ? managers : [];
  const toKnow = happening === 'reminded' ? [] : [...sides, ...atOnce].filter((id) => !toAct.includes(id));
  return [
    // Whoever accepted and manages the team as well is told: approving is a second act.
    ...[...new Set(toAct)].map((personId): Reader => ({ personId, as: 'to-act' })),
    ...[...new Set(toKnow)].filter((id) => id !== actorId).map((personId): Reader => ({ personId, as: 'to-know' })),
  ];
}
