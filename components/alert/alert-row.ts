import type { Action } from '@/server/alert/lifecycle';
import type { NextAction } from '@/server/alert/next-action';
import type { AlertView } from '@/server/alert/view';

export type PersonNamed = { id: string; name: string };

/** What happens next, and whom it reaches as things stand; `reasons`: why somebody is missing. */
export type NextStep = NextAction & { people: (PersonNamed & { role: string | null })[]; reasons: string[] };

/** An alert as lists show it. */
export type AlertRow = AlertView & {
  /** How its key went lately, newest first: `open`, `closed`, or what it turned out to be. Lists have it. */
  lives?: string[];
  next: NextStep | null;
  may: { 'alert.act': boolean; actions: Action[] };
};
