import { sessions as bounds, type LimitName } from '@/server/bounds';
import { as, type Context, inTransaction } from '@/server/context';
import { AppError, invalid, notFound } from '@/server/errors';
import type { PersonActor } from '@/server/policy/actor';
import { authorize } from '@/server/policy/authorize';
import { giveBack, hit, isOver } from '@/server/quota';
import { digest, hashPassword, isOutdatedHash, mint, verifyPassword } from '@/server/secret';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { type SubjectKind, subject } from '@/server/timeline/subject';
import { foldEmail, normaliseEmail } from './email';
import { passwordFault } from './password';
import type { CreateToken } from './schema';
import { requireRecentSignIn, resetLinkSeconds } from './sign-in';
import * as store from './store';
import { expiryOf, type Token, tokenText } from './token';

const told = (
  ctx: Context,
  now: Date,
  kind: SubjectKind,
  id: string,
  event: EventKind,
  data: Record<string, unknown>,
) => tell(ctx, now, { subject: subject(kind, id), teamId: null, kind: event, data });

async function mustFind(ctx: Context, personId: string): Promise<store.Credential> {
  const found = await store.credentialOf(ctx, personId);
  if (!found) throw notFound();
  return found;
}

function asPerson(ctx: Context): PersonActor {
  if (ctx.actor.kind !== 'person') throw new AppError('signed-out', 'Sign in first');
  return ctx.actor;
}

/** Whoever holds a link acts as its person, and may do nothing but what the link is for. */
const byLink = ({ personId, name }: store.Credential): PersonActor => ({
  kind: 'person',
  personId,
  name,
  role: 'viewer',
  teams: new Map(),
  sessionId: null,
  signedInAt: null,
  via: 'link',
  scopes: new Set(),
});

export type SignIn = {
  email: string;
  password: string;
  /** What limits count by: an IPv4 address or an IPv6 /64. */
  address: string;
  /** "Firefox on Linux". */
  device: string;
  /** A device that signed in to this account before has a bucket of its own; its id, already proven. */
  knownDevice?: string | null;
  /** The session this device had: it ends (fixation). */
  previousToken?: string | null;
};

async function bucketsOf(
  ctx: Context,
  { address, knownDevice }: SignIn,
  account: string,
): Promise<[LimitName, string][]> {
  if (knownDevice) return [['sign-in-device', `${account} ${knownDevice}`]];
  const here = `${account} ${address}`;
  const whole: [LimitName, string] = (await isOver(ctx, 'sign-in-account', account))
    ? ['sign-in-account-slowed', here]
    : ['sign-in-account', account];
  return [['sign-in-prefix', address], ['sign-in-account-prefix', here], whole];
}

/**
 * Proves an address and a password and opens a session; its token is what the cookie carries. Unknown, deactivated and
 * known addresses answer alike, in words and time. Every try counts until it proves right. Not inside a transaction:
 * a refused try must stay counted. Throws `signed-out`, `too-many` with `retryAfterSeconds`, `unavailable`.
 */
export async function signIn(
  ctx: Context,
  input: SignIn,
): Promise<{ sessionToken: string; personId: string; email: string }> {
  const email = normaliseEmail(input.email);
  const account = digest(foldEmail(email ?? input.email));
  const buckets = await bucketsOf(ctx, input, account);
  for (const [name, key] of buckets) await hit(ctx, name, key);
  const forgive = async () => {
    for (const [name, key] of buckets) await giveBack(ctx, name, key);
  };
  const found = email ? await store.credentialByEmail(ctx, email) : null;
  const stored = found?.active ? found.passwordHash : null;
  let right: boolean;
  try {
    right = await verifyPassword(input.password, stored);
  } catch (error) {
    await forgive();
    throw error;
  }
  if (!right || !found || !stored) {
    ctx.log.warn({ requestId: ctx.requestId, account, address: input.address }, 'sign-in failed');
    throw new AppError('signed-out', 'The address or the password is not right');
  }
  await forgive();
  const passwordHash = isOutdatedHash(stored) ? await hashPassword(input.password) : undefined;
  const sessionToken = mint();
  const { personId } = found;
  await inTransaction(ctx, async (ctx) => {
    await store.lockPerson(ctx, personId);
    const { active, passwordHash: present } = await mustFind(ctx, personId);
    if (!active || present !== stored) throw new AppError('signed-out', 'The address or the password is not right');
    const now = await ctx.now();
    if (passwordHash) await store.putPasswordHash(ctx, personId, passwordHash);
    if (input.previousToken) await store.endSessions(ctx, { tokenHash: digest(input.previousToken) }, now);
    const id = crypto.randomUUID();
    await store.insertSession(ctx, { id, personId, tokenHash: digest(sessionToken), device: input.device, now });
    await told(ctx, now, 'session', id, 'signed-in', { personId, device: input.device });
  });
  return { sessionToken, personId, email: found.email };
}

/** Ends the session of a cookie; quiet when it has ended already. */
export async function signOut(ctx: Context, sessionToken: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [session, now] = [await store.actorOfSession(ctx, digest(sessionToken)), await ctx.now()];
    await store.endSessions(ctx, { tokenHash: digest(sessionToken) }, now);
    if (session) await told(ctx, now, 'session', session.sessionId, 'signed-out', { personId: session.personId });
  });
}

/** One device of one's own, or all others (`id` null keeps the one asked with). */
export async function endSessions(ctx: Context, { id }: { id: string | null }): Promise<void> {
  const { personId, sessionId } = asPerson(ctx);
  authorize(ctx.actor, 'session.own', { personId });
  await inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const ended = await store.endSessions(ctx, id ? { id, personId } : { personId, except: sessionId }, now);
    if (id && ended === 0) throw notFound();
    await told(ctx, now, 'person', personId, 'sessions-ended', { ended });
  });
}

/** Checks the password of whoever is signed in; counted, because a session is enough to ask. */
async function provePassword(ctx: Context, password: string): Promise<string> {
  const { personId } = asPerson(ctx);
  await hit(ctx, 'password-person', personId);
  const { passwordHash } = await mustFind(ctx, personId);
  if (!(await verifyPassword(password, passwordHash))) throw invalid({ current: 'This is not your password' });
  await giveBack(ctx, 'password-person', personId);
  return personId;
}

/** "Enter your password again": from here the session counts as recently signed in. */
export async function confirmPassword(ctx: Context, input: { password: string }): Promise<void> {
  const { sessionId } = asPerson(ctx);
  await provePassword(ctx, input.password);
  if (sessionId) await store.confirmSession(ctx, sessionId, await ctx.now());
}

/** Sets it, ends every other session and every link that could set it. Internal: the caller has proven the right. */
async function storePassword(
  ctx: Context,
  personId: string,
  passwordHash: string,
  except: string | null,
  now: Date,
): Promise<void> {
  await store.putPasswordHash(ctx, personId, passwordHash);
  await store.endResetLinks(ctx, personId, now);
  const ended = await store.endSessions(ctx, { personId, except }, now);
  await told(ctx, now, 'person', personId, 'key-changed', { what: 'password', sessionsEnded: ended });
}

/** One's own, with the present one. */
export async function changePassword(ctx: Context, input: { current: string; password: string }): Promise<void> {
  const { sessionId, personId } = asPerson(ctx);
  authorize(ctx.actor, 'session.own', { personId });
  await provePassword(ctx, input.current);
  const person = await mustFind(ctx, personId);
  const fault = passwordFault(input.password, person);
  if (fault) throw invalid({ password: fault });
  const passwordHash = await hashPassword(input.password);
  await inTransaction(ctx, async (ctx) => {
    await store.lockPerson(ctx, personId);
    await storePassword(ctx, personId, passwordHash, sessionId, await ctx.now());
  });
}

/**
 * A link that sets a password, once: ten minutes for an account that has one, seven days for a person who never
 * signed in. For admins and the command line, which hand it over themselves; links made before end.
 */
export async function issueResetLink(
  ctx: Context,
  { id }: { id: string },
): Promise<{ token: string; expiresAt: Date }> {
  authorize(ctx.actor, 'person.deactivate', { personId: id });
  return inTransaction(ctx, async (ctx) => {
    await store.lockPerson(ctx, id);
    const person = await mustFind(ctx, id);
    if (!person.active) throw new AppError('not-possible', `${person.name} is deactivated: activate them first`);
    const now = await ctx.now();
    requireRecentSignIn(ctx.actor, now, bounds.recentSeconds);
    await store.endResetLinks(ctx, id, now);
    const seconds = person.passwordHash ? resetLinkSeconds.reset : resetLinkSeconds.invitation;
    const [token, expiresAt] = [mint(), new Date(now.getTime() + seconds * 1_000)];
    await store.insertResetLink(ctx, {
      id: crypto.randomUUID(),
      personId: id,
      tokenHash: digest(token),
      createdAt: now,
      expiresAt,
    });
    await told(ctx, now, 'person', id, 'key-changed', { what: 'reset-link' });
    return { token, expiresAt };
  });
}

/** Sets the password of whoever the link is for and ends all their sessions. Throws `not-found` for a link that ended. */
export async function takeResetLink(
  ctx: Context,
  input: { token: string; password: string },
): Promise<{ email: string }> {
  const tokenHash = digest(input.token);
  const personId = await store.resetLinkOwner(ctx, tokenHash);
  if (!personId) throw notFound();
  const person = await mustFind(ctx, personId);
  const fault = passwordFault(input.password, person);
  if (fault) throw invalid({ password: fault });
  const passwordHash = await hashPassword(input.password);
  await inTransaction(ctx, async (ctx) => {
    await store.lockPerson(ctx, personId);
    const now = await ctx.now();
    const person = await mustFind(ctx, personId);
    if (!person.active || !(await store.takeResetLink(ctx, tokenHash, now))) throw notFound();
    await storePassword(as(ctx, byLink(person)), personId, passwordHash, null, now);
  });
  return { email: person.email };
}

/** Before something that takes an account over. Throws `sign-in-again` when the password was last typed too long ago. */
export async function assertRecentSignIn(ctx: Context): Promise<void> {
  requireRecentSignIn(ctx.actor, await ctx.now(), bounds.recentSeconds);
}

/** Deactivation: no session and no token of the person holds any longer. Internal, in the caller's transaction. */
export async function endAllAccess(ctx: Context, personId: string, now: Date): Promise<void> {
  const sessions = await store.endSessions(ctx, { personId, except: null }, now);
  const tokens = await store.revokeTokens(ctx, { personId }, now);
  await store.endResetLinks(ctx, personId, now);
  await told(ctx, now, 'person', personId, 'sessions-ended', { ended: sessions, tokensRevoked: tokens });
}

/**
 * A token of one's own, or, for the command line, of whoever is named. `value` is shown once and never stored. Its
 * rights are its person's at the time of each request, cut down to its scopes.
 */
export async function createToken(
  ctx: Context,
  input: CreateToken & { personId?: string },
): Promise<{ token: Token; value: string }> {
  const personId = input.personId ?? asPerson(ctx).personId;
  authorize(ctx.actor, 'token.own', { personId });
  const { name, kind, scopes, days } = input;
  return inTransaction(ctx, async (ctx) => {
    await store.lockPerson(ctx, personId);
    const person = await mustFind(ctx, personId);
    if (!person.active) throw new AppError('not-possible', `${person.name} is deactivated`);
    const now = await ctx.now();
    requireRecentSignIn(ctx.actor, now, bounds.recentSeconds);
    const value = tokenText(kind, mint());
    const row = { id: crypto.randomUUID(), personId, name, kind, scopes: [...new Set(scopes)] };
    const token = await store.insertToken(ctx, {
      ...row,
      tokenHash: digest(value),
      createdAt: now,
      expiresAt: expiryOf(now, days),
    });
    await told(ctx, now, 'token', token.id, 'created', { name, kind, scopes, personId });
    return { token, value };
  });
}

/** At once, and for good. */
export async function revokeToken(ctx: Context, { id }: { id: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const token = await store.tokenById(ctx, id);
    if (!token) throw notFound();
    authorize(ctx.actor, 'token.own', { personId: token.personId });
    const now = await ctx.now();
    if ((await store.revokeTokens(ctx, { id }, now)) > 0)
      await told(ctx, now, 'token', id, 'removed', { name: token.name, personId: token.personId });
  });
}
