import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { changes } from '../bell';
import { bodies } from '../bounds';
import { env } from '../env';
import { AppError } from '../errors';
import { parseJson } from './body';
import { boundedBytes } from './bounded-bytes';
import { browserContext } from './context';
import { asRefusal, refusalAnswer } from './door';
import { refuseForeignOrigin } from './origin';
import { appRouter } from './root';

/** tRPC for our own screens: by cookie, from our own origin, of bounded size and depth. */
export async function answerTrpc(given: Request): Promise<Response> {
  let request: Request;
  try {
    refuseForeignOrigin(given.method, given.headers, env.PUBLIC_URL);
    if (isStream(given)) request = await whileSignedIn(given);
    else request = given.method === 'GET' ? given : await bounded(given);
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    const { status, headers, body } = refusalAnswer(refusal);
    return Response.json(body, { status, headers: { ...headers, 'Cache-Control': 'private, no-store' } });
  }
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: 20,
    createContext: () => browserContext(request.headers),
    responseMeta: () => ({ headers: new Headers({ 'Cache-Control': 'private, no-store' }) }),
  });
}

/**
 * A stream says 200 before its procedure is asked, so a stranger is stopped before it begins; and it ends when its
 * session does. What it says carries no data: every query behind it asks for the rights of its own instant.
 */
async function whileSignedIn(request: Request): Promise<Request> {
  const isStranger = async () => (await browserContext(request.headers)).actor.kind === 'stranger';
  if (await isStranger()) throw new AppError('signed-out', 'Sign in first');
  const ended = new AbortController();
  const signal = AbortSignal.any([request.signal, ended.signal]);
  const watch = async () => {
    for await (const _ of changes(['rights'], signal)) if (await isStranger()) return;
  };
  void watch()
    .catch(() => undefined)
    .finally(() => ended.abort());
  return new Request(request.url, { headers: request.headers, signal });
}

function isStream(request: Request): boolean {
  const name = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? '');
  return (
    (appRouter._def.procedures as Record<string, { _def?: { type: string } }>)[name]?._def?.type === 'subscription'
  );
}

/** The same request, its body read; tRPC alone would read any number of bytes, nested any number of levels. */
async function bounded(request: Request): Promise<Request> {
  const body = await boundedBytes(request, bodies.api);
  if (body.length > 0) parseJson(body);
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, body: body.length > 0 ? body : null, signal });
}
