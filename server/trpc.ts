import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { ZodError } from 'zod';
import type { Context } from './context';
import { isAway } from './database-refusal';
import { AppError, type ErrorCode, invalid, isAppError } from './errors';
import { writtenOnce } from './written-once';

type Spoken = { code: ErrorCode | 'failed'; fields?: Record<string, string>; retryAfterSeconds?: number };

const trpcCodes: Record<number, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

/** Input that does not fit, by field: the first thing that is wrong with each. */
function refusalOf(error: ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const { path, message } of error.issues) fields[path.map(String).join('.')] ??= message;
  return invalid(fields);
}

const t = initTRPC.context<Context>().create({
  transformer: { input: superjson, output: writtenOnce },
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
  errorFormatter({ shape, error }) {
    const cause = error.cause instanceof ZodError ? refusalOf(error.cause) : error.cause;
    const spoken: Spoken = isAppError(cause)
      ? {
          code: cause.code,
          ...(cause.fields && { fields: cause.fields }),
          ...(cause.retryAfterSeconds && { retryAfterSeconds: cause.retryAfterSeconds }),
        }
      : { code: error.code === 'BAD_REQUEST' ? 'invalid' : 'failed' };
    const { stack: _, ...data } = shape.data;
    const message = isAppError(cause)
      ? cause.message
      : error.code === 'INTERNAL_SERVER_ERROR'
        ? 'Something failed on our side. Nothing was changed.'
        : shape.message;
    return { ...shape, message, data: { ...data, refusal: spoken } };
  },
});

/** Our refusals keep their code, status and words; a database that is away is a 503; the rest is a logged 500. */
const translated = t.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  const ours = isAppError(cause)
    ? cause
    : isAway(cause)
      ? new AppError('unavailable', 'The database does not answer: try again in a moment', {
          retryAfterSeconds: 2,
          cause,
        })
      : undefined;
  if (ours)
    return {
      ...result,
      error: new TRPCError({ code: trpcCodes[ours.status] ?? 'BAD_REQUEST', message: ours.message, cause: ours }),
    };
  if (result.error.code === 'INTERNAL_SERVER_ERROR')
    ctx.log.error(
      { requestId: ctx.requestId, path, error: String(cause ?? result.error), stack: result.error.stack },
      'procedure failed',
    );
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** For whoever comes: sign-in, set-up, signed links. The command behind it still asks the policy. */
export const open = t.procedure.use(translated);

/** For people with a session. Which people, the query or command decides (`policy/`). */
export const signedIn = open.use(({ ctx, next }) => {
  if (ctx.actor.kind !== 'person')
    throw new TRPCError({ code: 'UNAUTHORIZED', cause: new AppError('signed-out', 'Sign in first') });
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});
