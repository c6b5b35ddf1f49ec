import { AppError, notFound } from '../errors';
import { type Ability, judge, type Shape } from './abilities';
import type { Actor } from './actor';

declare const checked: unique symbol;
/** A team's id that `authorize` has let through; stores that list by team take nothing else. */
export type TeamScope = string & { readonly [checked]: true };

/** Throws 401, 403 or 404, in this order of knowledge; returns the team the caller may act in. */
export function authorize(actor: Actor, ability: Ability, shape: Shape = {}): TeamScope {
  const verdict = judge(actor, ability, shape);
  if (verdict === 'signed-out') throw new AppError('signed-out', 'Sign in first');
  if (verdict === 'not-found') throw notFound();
  if (verdict === 'not-allowed')
    throw new AppError('not-allowed', 'You may not do this: ask a manager of the team or an admin');
  return (shape.teamId ?? '') as TeamScope;
}

export const can = (actor: Actor, ability: Ability, shape: Shape = {}): boolean =>
  judge(actor, ability, shape) === 'allowed';

/** The verdicts a screen needs, sent along with the data, so that no screen restates a rule. */
export function abilitiesOf<A extends Ability>(actor: Actor, list: readonly A[], shape: Shape): Record<A, boolean> {
  return Object.fromEntries(list.map((ability) => [ability, can(actor, ability, shape)])) as Record<A, boolean>;
}

/** The teams whose things the actor may list: null means all of them. */
export function visibleTeams(actor: Actor): TeamScope[] | null {
  if (actor.kind === 'system') return null;
  if (actor.kind !== 'person' && actor.kind !== 'service') return [];
  return actor.role === 'admin' ? null : ([...actor.teams.keys()] as TeamScope[]);
}
