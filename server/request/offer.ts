import type { PersonId } from '@/server/rotation/definition';
import type { Standing } from './lifecycle';
import type { Request } from './request';

/** Who could cover or trade at all: active engineers of the rotation's team. */
export interface Circle {
  readonly takers: readonly PersonId[];
  readonly approvers: readonly PersonId[];
}

/** Who could take an offer to everyone: anybody of the team but the person whose time it is. */
export const takersOf = ({ takers }: Circle, { terms }: Pick<Request, 'terms'>): PersonId[] =>
  takers.filter((id) => id !== terms.personId);

/** What a person is to a request. */
export function standingOf(request: Request, personId: PersonId | null, circle: Circle): Standing {
  const parties = new Set<'asker' | 'holder' | 'counterpart' | 'taker' | 'approver'>();
  if (personId === null) return parties;
  const { terms, askedById, openOffer } = request;
  if (personId === askedById) parties.add('asker');
  if (personId === terms.personId) parties.add('holder');
  if (personId === terms.withId) parties.add('counterpart');
  if (openOffer && takersOf(circle, request).includes(personId)) parties.add('taker');
  if (circle.approvers.includes(personId)) parties.add('approver');
  return parties;
}

/** Whose move it is; null once nobody's. */
export function waitsFor(
  request: Request,
  circle: Circle,
): { act: 'accept' | 'approve'; personIds: PersonId[]; everyone: boolean } | null {
  if (request.state === 'accepted') return { act: 'approve', personIds: [...circle.approvers], everyone: false };
  if (request.state !== 'requested') return null;
  const { withId } = request.terms;
  if (withId !== null) return { act: 'accept', personIds: [withId], everyone: false };
  return { act: 'accept', personIds: takersOf(circle, request), everyone: true };
}
