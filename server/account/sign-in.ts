import { AppError } from '@/server/errors';
import type { Actor } from '@/server/policy/actor';

/** A signed-in device, as its owner sees it. */
export type SessionView = {
  id: string;
  device: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** The session this was asked with. */
  current: boolean;
};

/** Links that set a password: minutes for an account that has one, days for an invitation that was never used. */
export const resetLinkSeconds = { reset: 10 * 60, invitation: 7 * 86_400 } as const;

/**
 * Some changes ask for a recent sign-in, so that an unlocked screen is not enough to take an account over. Tokens and
 * the command line cannot type a password; their scope and their shell are the proof.
 */
export function requireRecentSignIn(actor: Actor, now: Date, withinSeconds: number): void {
  if (actor.kind !== 'person' || actor.via === 'token') return;
  const signedIn = actor.signedInAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (now.getTime() - signedIn > withinSeconds * 1_000)
    throw new AppError('sign-in-again', 'Enter your password again: it was last checked a while ago');
}

const browsers: [string, RegExp][] = [
  ['Edge', /Edg(A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//],
];

const systems: [string, RegExp][] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** "Firefox on Linux": enough to tell one's own devices apart, and no more of the User-Agent is kept. */
export function deviceLabel(userAgent: string | null | undefined): string {
  const find = (list: [string, RegExp][]) => list.find(([, look]) => look.test(userAgent ?? ''))?.[0];
  const [browser, system] = [find(browsers), find(systems)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'Unknown device';
}
