import type { Ability } from './abilities';

/**
 * Who gets through: an ability of the policy, asked by the query or command behind the door; `own` for what is the
 * caller's by nature; `open` for the written list of doors that strangers may use, each with its reason.
 */
export type Guard = { ability: Ability } | { own: string } | { open: string };

export const needs = (ability: Ability): Guard => ({ ability });
export const own = (why: string): Guard => ({ own: why });
export const open = (why: string): Guard => ({ open: why });
