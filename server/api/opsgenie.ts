import { bodies } from '../bounds';
import { AppError, type ErrorCode, isAppError } from '../errors';
import { parseJson, readBody } from './body';
import type { Answer, Ask, Door } from './door';
import { contextOf, keepLimit, senderOf } from './ingest';
import { alertCall } from './opsgenie-alerts';
import { heartbeatCall } from './opsgenie-heartbeats';
import { scheduleCall } from './opsgenie-schedules';

/** Refusals in their clients' shape: `code` is text of digits there. */
const digits: Partial<Record<ErrorCode, string>> = { 'not-found': '40401', 'too-many': '42901', unavailable: '50301' };

const headersOf = (ask: Ask, state = 'OK'): Record<string, string> => ({
  'X-Request-ID': ask.requestId,
  'X-Response-Time': '0.01',
  'X-RateLimit-State': state,
  'X-RateLimit-Reason': state === 'OK' ? 'NONE' : 'ACCOUNT',
  'X-RateLimit-Period-In-Sec': '60',
});

function refusal(error: AppError, ask: Ask): Answer {
  const status = error.code === 'invalid' && error.fields && !('body' in error.fields) ? 422 : error.status;
  return {
    status,
    headers: {
      ...headersOf(ask, error.code === 'too-many' ? 'THROTTLED' : 'OK'),
      ...(error.retryAfterSeconds && { 'Retry-After': String(error.retryAfterSeconds) }),
    },
    body: {
      message: error.message,
      code: digits[error.code] ?? `${status}00`,
      ...(error.fields && { errors: error.fields }),
      took: 0.01,
      requestId: ask.requestId,
    },
  };
}

const unsupported = (): Answer => ({ status: 501, body: { message: 'Baton does not do this', code: '50100' } });

async function bodyOf(ask: Ask): Promise<unknown> {
  if (ask.method === 'GET' || ask.method === 'DELETE') return {};
  const bytes = await readBody(ask.request, bodies.sender);
  return bytes.length === 0 ? {} : parseJson(bytes);
}

async function handle(ask: Ask): Promise<Answer> {
  const key = /^GenieKey\s+(\S+)$/i.exec(ask.request.headers.authorization ?? '')?.[1] ?? '';
  const ctx = contextOf(ask);
  const integration = await senderOf(ctx, ask, ['opsgenie', 'icinga'], key);
  if (!integration)
    return refusal(new AppError('signed-out', 'Key format is not valid, or no integration has this key'), ask);
  keepLimit(ctx, integration);
  const [, , what, ...path] = ask.segments;
  const call = { ctx, integration, ask, method: ask.method, path, body: await bodyOf(ask) };
  const answer =
    what === 'alerts'
      ? await alertCall(call)
      : what === 'heartbeats'
        ? await heartbeatCall(call)
        : what === 'schedules'
          ? await scheduleCall(call)
          : null;
  const { status, body } = answer ?? unsupported();
  return {
    status,
    headers: headersOf(ask),
    body: { ...(body as object), took: 0.01, requestId: ask.requestId },
  };
}

/** Opsgenie's API, as far as its senders use it. */
export const opsgenieDoors: Door[] = [
  {
    pattern: '/opsgenie/v2/*',
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    guard: 'an integration key of kind opsgenie or icinga',
    handle,
    refuse: (error, ask) => refusal(isAppError(error) ? error : new AppError('unavailable', 'Try again'), ask),
  },
];
