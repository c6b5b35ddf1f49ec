import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { bodies } from '../bounds';
import { env } from '../env';
import { isAppError } from '../errors';
import { parseJson } from './body';
import { boundedBytes } from './bounded-bytes';
import { refusalAnswer } from './door';
import { browserContext } from './context';
import { refuseForeignOrigin } from './origin';
import { appRouter } from './root';

/** tRPC for our own screens: by cookie, from our own origin, of bounded size and depth. */
export async function answerTrpc(given: Request): Promise<Response> {
  let request: Request;
  try {
    refuseForeignOrigin(given.method, given.headers, env.PUBLIC_URL);
    request = given.method === 'GET' ? given : await bounded(given);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { status, body } = refusalAnswer(error);
    return Response.json(body, { status, headers: { 'Cache-Control': 'private, no-store' } });
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

/** The same request, its body read; tRPC alone would read any number of bytes, nested any number of levels. */
async function bounded(request: Request): Promise<Request> {
  const body = await boundedBytes(request, bodies.api);
  if (body.length > 0) parseJson(body);
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, body: body.length > 0 ? body : null, signal });
}
