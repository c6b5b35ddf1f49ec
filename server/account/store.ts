import { sessions as bounds } from '@/server/bounds';
import type { Context } from '@/server/context';
import type { PersonRole, TeamRole, TokenScope } from '@/server/policy/actor';
import type { Token, TokenKind } from './token';

type TokenRow = NonNullable<Awaited<ReturnType<Context['db']['token']['findFirst']>>>;

const toToken = ({ id, personId, name, kind, scopes, createdAt, expiresAt, lastUsedAt }: TokenRow): Token => ({
  id,
  personId,
  name,
  kind: kind as TokenKind,
  scopes: scopes as TokenScope[],
  createdAt,
  expiresAt,
  lastUsedAt,
});

/** Until the transaction's end nobody else changes this person: a password, a session and an end agree on one order. */
export async function lockPerson(ctx: Context, id: string): Promise<void> {
  await ctx.db.$executeRaw`SELECT 1 FROM "Person" WHERE "id" = ${id} FOR UPDATE`;
}

/** What signing in needs to know of a person. */
export type Credential = {
  personId: string;
  name: string;
  email: string;
  active: boolean;
  passwordHash: string | null;
};

export async function credentialOf(ctx: Context, personId: string): Promise<Credential | null> {
  const [row] = await ctx.db.$queryRaw<Credential[]>`
    SELECT "id" AS "personId", "name", "email", "deactivatedAt" IS NULL AS "active", "passwordHash" FROM "Person"
    WHERE "id" = ${personId}`;
  return row ?? null;
}

/** By address, in whatever case. */
export async function credentialByEmail(ctx: Context, email: string): Promise<Credential | null> {
  const [row] = await ctx.db.$queryRaw<Credential[]>`
    SELECT "id" AS "personId", "name", "email", "deactivatedAt" IS NULL AS "active", "passwordHash" FROM "Person"
    WHERE lower("email") = lower(${email})`;
  return row ?? null;
}

export async function putPasswordHash(ctx: Context, id: string, passwordHash: string): Promise<void> {
  await ctx.db.person.update({ where: { id }, data: { passwordHash } });
}

// Sessions

export async function insertSession(
  ctx: Context,
  session: { id: string; personId: string; tokenHash: string; device: string; now: Date },
): Promise<void> {
  const { now, ...row } = session;
  const expiresAt = new Date(now.getTime() + bounds.absoluteDays * 86_400_000);
  await ctx.db.session.create({ data: { ...row, createdAt: now, confirmedAt: now, lastUsedAt: now, expiresAt } });
}

export type ActorRow = {
  personId: string;
  name: string;
  role: PersonRole;
  teams: Record<string, TeamRole>;
};

/** Session, person and memberships in one statement; marks the use, at most every five minutes. */
export async function actorOfSession(
  ctx: Context,
  tokenHash: string,
): Promise<(ActorRow & { sessionId: string; confirmedAt: Date }) | null> {
  const [row] = await ctx.db.$queryRaw<(ActorRow & { sessionId: string; confirmedAt: Date })[]>`
    WITH found AS (
      SELECT "id", "personId", "confirmedAt", "lastUsedAt" FROM "Session"
      WHERE "tokenHash" = ${tokenHash} AND "revokedAt" IS NULL AND "expiresAt" > (SELECT clock())
        AND "lastUsedAt" > (SELECT clock()) - make_interval(days => ${bounds.idleDays}::int)
    ), used AS (
      UPDATE "Session" SET "lastUsedAt" = (SELECT clock()) FROM found
      WHERE "Session"."id" = found."id" AND found."lastUsedAt" < (SELECT clock()) - interval '5 minutes'
    )
    SELECT found."id" AS "sessionId", found."confirmedAt", p."id" AS "personId", p."name", p."role",
      COALESCE((SELECT jsonb_object_agg(m."teamId", m."role") FROM "Membership" m WHERE m."personId" = p."id"), '{}') AS "teams"
    FROM found JOIN "Person" p ON p."id" = found."personId" WHERE p."deactivatedAt" IS NULL`;
  return row ?? null;
}

/** A person who has not left, and their teams. */
export async function actorOfPerson(ctx: Context, personId: string): Promise<ActorRow | null> {
  const [row] = await ctx.db.$queryRaw<ActorRow[]>`
    SELECT p."id" AS "personId", p."name", p."role",
      COALESCE((SELECT jsonb_object_agg(m."teamId", m."role") FROM "Membership" m WHERE m."personId" = p."id"), '{}') AS "teams"
    FROM "Person" p WHERE p."id" = ${personId} AND p."deactivatedAt" IS NULL`;
  return row ?? null;
}

/** Ends the sessions that fit; true when there was one. */
export async function endSessions(
  ctx: Context,
  which: { id: string; personId: string } | { tokenHash: string } | { personId: string; except: string | null },
  now: Date,
): Promise<number> {
  const where =
    'except' in which ? { personId: which.personId, ...(which.except && { id: { not: which.except } }) } : which;
  return (await ctx.db.session.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt: now } })).count;
}

export async function confirmSession(ctx: Context, id: string, now: Date): Promise<void> {
  await ctx.db.session.update({ where: { id }, data: { confirmedAt: now } });
}

export type SessionRow = { id: string; device: string | null; createdAt: Date; lastUsedAt: Date };

/** Those that still hold, the last used first. */
export const sessionsOf = (ctx: Context, personId: string): Promise<SessionRow[]> => ctx.db.$queryRaw<SessionRow[]>`
  SELECT "id", "device", "createdAt", "lastUsedAt" FROM "Session"
  WHERE "personId" = ${personId} AND "revokedAt" IS NULL AND "expiresAt" > (SELECT clock())
    AND "lastUsedAt" > (SELECT clock()) - make_interval(days => ${bounds.idleDays}::int)
  ORDER BY "lastUsedAt" DESC, "id"`;

// Tokens

export const insertToken = async (
  ctx: Context,
  token: Omit<Token, 'lastUsedAt'> & { tokenHash: string },
): Promise<Token> => toToken(await ctx.db.token.create({ data: token }));

export type TokenActorRow = ActorRow & { tokenId: string; kind: TokenKind; tokenName: string; scopes: TokenScope[] };

/** Token, person and memberships in one statement; marks the use, at most once a minute. */
export async function actorOfToken(ctx: Context, tokenHash: string): Promise<TokenActorRow | null> {
  const [row] = await ctx.db.$queryRaw<TokenActorRow[]>`
    WITH found AS (
      SELECT "id", "personId", "kind", "name", "scopes", "lastUsedAt" FROM "Token"
      WHERE "tokenHash" = ${tokenHash} AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > (SELECT clock()))
    ), used AS (
      UPDATE "Token" SET "lastUsedAt" = (SELECT clock()) FROM found
      WHERE "Token"."id" = found."id"
        AND (found."lastUsedAt" IS NULL OR found."lastUsedAt" < (SELECT clock()) - interval '1 minute')
    )
    SELECT found."id" AS "tokenId", found."kind", found."name" AS "tokenName", found."scopes",
      p."id" AS "personId", p."name", p."role",
      COALESCE((SELECT jsonb_object_agg(m."teamId", m."role") FROM "Membership" m WHERE m."personId" = p."id"), '{}') AS "teams"
    FROM found JOIN "Person" p ON p."id" = found."personId" WHERE p."deactivatedAt" IS NULL`;
  return row ?? null;
}

export async function tokensOf(ctx: Context, personId: string): Promise<Token[]> {
  const rows = await ctx.db.token.findMany({ where: { personId, revokedAt: null }, orderBy: { createdAt: 'desc' } });
  return rows.map(toToken);
}

export async function tokenById(ctx: Context, id: string): Promise<Token | null> {
  const row = await ctx.db.token.findUnique({ where: { id } });
  return row && toToken(row);
}

export async function revokeTokens(
  ctx: Context,
  which: { id: string } | { personId: string },
  now: Date,
): Promise<number> {
  return (await ctx.db.token.updateMany({ where: { ...which, revokedAt: null }, data: { revokedAt: now } })).count;
}

// Links that set a password

export async function insertResetLink(
  ctx: Context,
  link: { id: string; personId: string; tokenHash: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await ctx.db.resetLink.create({ data: link });
}

/** Whose link it is, while it holds. */
export async function resetLinkOwner(ctx: Context, tokenHash: string): Promise<string | null> {
  const [row] = await ctx.db.$queryRaw<{ personId: string }[]>`
    SELECT "personId" FROM "ResetLink" WHERE "tokenHash" = ${tokenHash} AND "endedAt" IS NULL AND "expiresAt" > (SELECT clock())`;
  return row?.personId ?? null;
}

/** Any change of the password ends every link. */
export async function endResetLinks(ctx: Context, personId: string, now: Date): Promise<void> {
  await ctx.db.resetLink.updateMany({ where: { personId, endedAt: null }, data: { endedAt: now } });
}

/** Takes the link, once, whoever else tries at the same time. */
export async function takeResetLink(ctx: Context, tokenHash: string, now: Date): Promise<boolean> {
  const where = { tokenHash, endedAt: null, expiresAt: { gt: now } };
  return (await ctx.db.resetLink.updateMany({ where, data: { endedAt: now } })).count === 1;
}
