import { kindsOf } from './conflicts';
import { spanOf } from './effect';
import type { Request, Terms } from './request';
import type { Scene } from './scene';
import type { RequestEffect } from './view';

/** A request as it is kept when it is made: nobody has said anything to it yet. */
export const newRequest = (
  terms: Terms,
  { changes, conflicts }: Pick<RequestEffect, 'changes' | 'conflicts'>,
  { plan, now }: Pick<Scene, 'plan' | 'now'>,
) =>
  ({
    ...{ rotationId: plan.id, teamId: plan.teamId, terms, changes, ...spanOf(terms, changes) },
    state: 'requested' as const,
    takenOver: false,
    openOffer: terms.withId === null,
    conflictKinds: kindsOf(conflicts),
    createdAt: now,
    decidedAt: null,
    overrideId: null,
  }) satisfies Partial<Request>;
