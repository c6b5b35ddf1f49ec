import { shortNoticeMs } from '@/server/rotation/conflict';
import type { PersonId } from '@/server/rotation/definition';
import { abilitiesAt } from './lifecycle';
import { type Circle, standingOf, waitsFor } from './offer';
import { isPending, labelOf, type Request, stateAt } from './request';
import type { RequestRow } from './view';
import { whoDecides } from './wording';

/** What a row says beside the request itself. */
export interface Facts {
  readonly now: Date;
  readonly viewerId: PersonId | null;
  readonly rotation: RequestRow['rotation'];
  readonly circle: Circle;
  readonly trades: ReadonlyMap<PersonId, number>;
  /** The manager in whose place the viewer would approve it. */
  readonly onBehalfOf: RequestRow['onBehalfOf'];
  readonly nameOf: (id: PersonId) => string;
}

/** A request as a viewer sees it at an instant: what is undecided past its time has expired. */
export function rowOf(stored: Request, facts: Facts): RequestRow {
  const { now, viewerId, rotation, circle, trades, nameOf } = facts;
  const request: Request = { ...stored, state: stateAt(stored, now) };
  const { terms, from, createdAt } = request;
  const noticeMs = Math.max(0, from.getTime() - createdAt.getTime());
  const undecided = isPending(request);
  const waits = waitsFor(request, circle);
  const isTheirs = viewerId !== null && (waits?.personIds.includes(viewerId) ?? false);
  const can = abilitiesAt(request, standingOf(request, viewerId, circle), now);
  return {
    id: request.id,
    label: labelOf(request),
    kind: terms.kind,
    takenOver: request.takenOver,
    state: request.state,
    rotation,
    role: terms.kind === 'cover' ? terms.role : null,
    personId: terms.personId,
    askedById: request.askedById,
    withId: terms.withId,
    openOffer: request.openOffer,
    from,
    to: request.endedAt ?? request.to,
    turnStartsAt: terms.kind === 'swap' ? terms.turnStartsAt : null,
    withTurnStartsAt: terms.kind === 'swap' ? terms.withTurnStartsAt : null,
    reason: request.reason,
    note: request.note,
    createdAt,
    expiresAt: undecided ? from : null,
    noticeSeconds: Math.floor(noticeMs / 1_000),
    short: noticeMs < shortNoticeMs,
    waitsFor: waits,
    // One that time has decided was decided when its time came, written down or not.
    decidedAt: request.state === 'expired' ? (request.decidedAt ?? from) : request.decidedAt,
    conflictKinds: request.conflictKinds,
    tradesThisQuarter: trades.get(terms.personId) ?? 0,
    holderUntilInEffectId: undecided ? terms.personId : null,
    can,
    onBehalfOf: can.approve || can.reject ? facts.onBehalfOf : null,
    whyNot:
      waits === null || isTheirs
        ? null
        : whoDecides(waits.act, waits.personIds.map(nameOf), viewerId === request.askedById),
  };
}
