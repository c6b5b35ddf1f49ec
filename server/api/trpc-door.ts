import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { env } from '../env';
import { isAppError } from '../errors';
import { refusalAnswer } from './door';
import { browserContext } from './context';
import { refuseForeignOrigin } from './origin';
import { appRouter } from './root';

/** tRPC for our own screens: by cookie, from our own origin. */
export async function answerTrpc(request: Request): Promise<Response> {
  try {
    refuseForeignOrigin(request.method, request.headers, env.PUBLIC_URL);
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
