import type { Context } from '@/server/context';
import { AppError, notFound } from '@/server/errors';
import type { Actor, PersonActor, ServiceActor, TokenScope } from '@/server/policy/actor';
import { authorize } from '@/server/policy/authorize';
import { digest } from '@/server/secret';
import type { SessionView } from './sign-in';
import * as store from './store';
import { looksLikeToken, type Token, tokenScopes } from './token';

const everyScope: ReadonlySet<TokenScope> = new Set(tokenScopes);

/** Who holds the session of a cookie, with their rights of this instant; null when it ended or never was. */
export async function actorOfSession(ctx: Context, sessionToken: string): Promise<PersonActor | null> {
  const row = await store.actorOfSession(ctx, digest(sessionToken));
  if (!row) return null;
  const { personId, name, role, sessionId, confirmedAt } = row;
  const teams = new Map(Object.entries(row.teams));
  return {
    kind: 'person',
    personId,
    name,
    role,
    teams,
    sessionId,
    signedInAt: confirmedAt,
    via: 'session',
    scopes: everyScope,
  };
}

/** Who a bearer token stands for, with their rights of this instant; null when it ended or never was. */
export async function actorOfToken(ctx: Context, token: string): Promise<PersonActor | ServiceActor | null> {
  const row = looksLikeToken(token) ? await store.actorOfToken(ctx, digest(token)) : null;
  if (!row) return null;
  const { personId, role, tokenId } = row;
  const [teams, scopes] = [new Map(Object.entries(row.teams)), new Set(row.scopes)];
  if (row.kind === 'service') return { kind: 'service', tokenId, name: row.tokenName, role, teams, scopes };
  return {
    kind: 'person',
    personId,
    name: row.name,
    role,
    teams,
    sessionId: null,
    signedInAt: null,
    via: 'token',
    scopes,
  };
}

/**
 * Somebody who answers by other means than a cookie or a token – a key on a phone, a button in Slack –, with their rights
 * of this instant; null when they have left. Whoever asks has made sure that it is this person.
 */
export async function actorOfPerson(ctx: Context, personId: string): Promise<PersonActor | null> {
  const row = await store.actorOfPerson(ctx, personId);
  if (!row) return null;
  const { name, role } = row;
  const nobody = { sessionId: null, signedInAt: null };
  const teams = new Map(Object.entries(row.teams));
  return { kind: 'person', personId, name, role, teams, ...nobody, via: 'link', scopes: everyScope };
}

const own = (actor: Actor): PersonActor => {
  if (actor.kind !== 'person') throw new AppError('signed-out', 'Sign in first');
  return actor;
};

/** One's own signed-in devices, the last used first. */
export async function mySessions(ctx: Context): Promise<SessionView[]> {
  const { personId, sessionId } = own(ctx.actor);
  authorize(ctx.actor, 'session.own', { personId });
  const rows = await store.sessionsOf(ctx, personId);
  return rows.map((row) => ({ ...row, device: row.device ?? 'Unknown device', current: row.id === sessionId }));
}

/** One's own tokens, never their values. */
export async function myTokens(ctx: Context): Promise<Token[]> {
  const { personId } = own(ctx.actor);
  authorize(ctx.actor, 'token.own', { personId });
  return store.tokensOf(ctx, personId);
}

/** For whoever holds a link that sets a password: whose it is. Throws `not-found` for one that ended. */
export async function resetLinkView(
  ctx: Context,
  { token }: { token: string },
): Promise<{ name: string; email: string }> {
  const personId = await store.resetLinkOwner(ctx, digest(token));
  const person = personId ? await store.credentialOf(ctx, personId) : null;
  if (!person?.active) throw notFound();
  return { name: person.name, email: person.email };
}
