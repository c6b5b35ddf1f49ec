import type { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { signIn, signOut } from '../account/commands';
import { actorOfSession } from '../account/queries';
import { signInSchema } from '../account/schema';
import { deviceLabel } from '../account/sign-in';
import { bodies, sessions } from '../bounds';
import { type Context, makeContext } from '../context';
import { env } from '../env';
import { AppError, isAppError } from '../errors';
import { type Actor, stranger, system } from '../policy/actor';
import { keyed } from '../secret';
import { boundedBytes } from './bounded-bytes';
import { clientPrefix } from './client-address';
import { type Cookies, cookieName, cookieOptions, readCookies } from './cookie';
import { deviceCookie, knownDevice } from './device';
import { asRefusal, refusalAnswer } from './door';
import { isForeign } from './origin';

const maxAge = sessions.absoluteDays * 86_400;
const sessionCookie = cookieName('session-token');

/** The cookie's key; made when asked for, because importing or building the web needs no secret. */
const cookieSecret = (): string => keyed('session-cookie', 'next-auth');

/** The random session id in the encrypted cookie; null when there is none, or it was made with another key. */
async function sessionTokenOf(cookies: Cookies): Promise<string | null> {
  const token = cookies.get(sessionCookie);
  if (!token) return null;
  const claims = await decode({ token, secret: cookieSecret() }).catch(() => null);
  return typeof claims?.sid === 'string' ? claims.sid : null;
}

/** Whose cookie this is, with their rights of this instant, read anew every time. Reads no other kind of credential. */
export async function actorOfCookie(ctx: Context, headers: Headers): Promise<Actor> {
  const token = await sessionTokenOf(readCookies(headers));
  return (token && (await actorOfSession(ctx, token))) || stranger;
}

/** What one request to NextAuth leaves behind beside its answer. */
type Trace = { refusal?: AppError | undefined; signedInAs?: string };

/**
 * NextAuth keeps the cookie; the row behind it decides. `jwt` never looks at what a browser asks a session to become
 * (S-A3), and `session` tells scripts nothing.
 */
function options(ctx: Context, headers: Headers, trace: Trace): NextAuthOptions {
  const cookies = readCookies(headers);
  return {
    secret: cookieSecret(),
    session: { strategy: 'jwt', maxAge },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: env.PUBLIC_URL.startsWith('https:'),
    cookies: {
      sessionToken: { name: sessionCookie, options: { ...cookieOptions, maxAge } },
      csrfToken: { name: cookieName('csrf-token'), options: cookieOptions },
      callbackUrl: { name: cookieName('callback-url'), options: cookieOptions },
    },
    providers: [
      CredentialsProvider({
        name: 'Password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given) {
          try {
            const input = signInSchema.parse({ email: given?.email, password: given?.password });
            const { sessionToken, personId, email } = await signIn(ctx, {
              ...input,
              address: clientPrefix(headers.get('x-forwarded-for') ?? ''),
              device: deviceLabel(headers.get('user-agent')),
              knownDevice: knownDevice(cookies, input.email),
              previousToken: await sessionTokenOf(cookies),
            });
            trace.signedInAs = email;
            return { id: personId, sid: sessionToken };
          } catch (error) {
            trace.refusal =
              asRefusal(error) ??
              (isSchemaFault(error) ? new AppError('signed-out', 'Give an address and a password') : undefined);
            if (!trace.refusal) throw error;
            return null;
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const sid = user?.sid ?? token.sid;
        return sid === undefined ? {} : { sid };
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => (isOwn(url, baseUrl) ? new URL(url, baseUrl).toString() : baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await signOut(ctx, token.sid);
      },
    },
    logger: {
      error: (code) => ctx.log.warn({ requestId: ctx.requestId, nextAuth: code }, 'sign-in'),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

const isSchemaFault = (error: unknown): boolean => error instanceof Error && error.name === 'ZodError';

/** A place to return to: a path beginning with one slash, or the same on our own address. */
const isOwn = (url: string, baseUrl: string): boolean =>
  URL.canParse(url, baseUrl) &&
  new URL(url, baseUrl).origin === new URL(baseUrl).origin &&
  !/^[/\\]{2}|^\/\\/.test(url);

/** NextAuth's routes: sign in, sign out, the form's token. Too many tries are answered 429 with `Retry-After`. */
export async function answerAuth(
  request: NextRequest,
  route: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const ctx = makeContext(system('sign-in'));
  const trace: Trace = {};
  try {
    const bounded = request.method === 'GET' ? request : await boundedForm(request);
    const response: Response = await NextAuth(bounded, route, options(ctx, request.headers, trace));
    if (trace.refusal && trace.refusal.code !== 'signed-out') return refused(trace.refusal);
    const answer = new Response(response.body, response);
    answer.headers.set('Cache-Control', 'private, no-store');
    if (trace.signedInAs) answer.headers.append('Set-Cookie', deviceCookie(request.headers, trace.signedInAs));
    return answer;
  } catch (error) {
    if (isAppError(error)) return refused(error);
    throw error;
  }
}

/** NextAuth's client reads the reason from `url`; everybody else the refusal. */
function refused(refusal: AppError): Response {
  const { status, headers, body } = refusalAnswer(refusal);
  const reason = [refusal.code, refusal.retryAfterSeconds].filter(Boolean).join('.');
  const url = `${env.PUBLIC_URL}/sign-in?error=${reason}`;
  return Response.json(
    { ...(body as object), url },
    { status, headers: { ...headers, 'Cache-Control': 'private, no-store' } },
  );
}

/** The form, from our own pages only and of at most 16 KiB, as a request that NextAuth can read again. */
async function boundedForm(request: NextRequest): Promise<NextRequest> {
  if (isForeign(request.headers, env.PUBLIC_URL))
    throw new AppError('not-allowed', 'This request came from another site');
  const body = await boundedBytes(request, bodies.signIn);
  const Again = request.constructor as typeof NextRequest;
  return new Again(request.url, { method: request.method, headers: request.headers, body });
}

declare module 'next-auth' {
  interface User {
    sid: string;
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string;
  }
}
