import type { IncomingMessage, ServerResponse } from 'node:http';
import { stopwatch } from '../clock';
import { isAway } from '../database-refusal';
import { AppError, isAppError } from '../errors';
import { log } from '../log';

/** A request to a machine's door. Segments of the path are decoded one by one: `%2F` is a slash of the value. */
export type Ask = {
  method: string;
  segments: string[];
  query: URLSearchParams;
  request: IncomingMessage;
  requestId: string;
  /** IPv4 address or IPv6 /64 of the client, as far as TRUST_PROXY reaches. */
  prefix: string;
  /** Straight from this machine: a loopback peer and no forwarding header. */
  local: boolean;
};

export type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

/** One of the doors that stand before Next. `guard` says in words who gets in; the policy matrix lists it. */
export type Door = {
  /** `/ingest/:kind/:key`; a last part `*` takes the rest. */
  pattern: string;
  methods: string[];
  guard: string;
  handle(ask: Ask): Promise<Answer>;
  /** The refusal in the words of this door's clients; default: ours. */
  refuse?(error: AppError, ask: Ask): Answer;
};

export const machineHeaders: Record<string, string> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'private, no-store',
};

/** Ours in JSON: `{ message, code, fields? }`. */
export function refusalAnswer(error: AppError): Answer {
  return {
    status: error.status,
    ...(error.retryAfterSeconds && { headers: { 'Retry-After': String(error.retryAfterSeconds) } }),
    body: { message: error.message, code: error.code, ...(error.fields && { fields: error.fields }) },
  };
}

/** What went wrong, as one of our refusals; undefined for what nobody foresaw. */
export function asRefusal(error: unknown): AppError | undefined {
  if (isAppError(error)) return error;
  if (isAway(error))
    return new AppError('unavailable', 'The database does not answer: try again in a moment', {
      retryAfterSeconds: 2,
      cause: error,
    });
  return undefined;
}

/** Path parts without empty ones at the end (a trailing slash means nothing), or undefined when badly encoded. */
export function segmentsOf(pathname: string): string[] | undefined {
  try {
    return pathname
      .replace(/^\/|\/+$/g, '')
      .split('/')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

export function matches(pattern: string, segments: string[]): boolean {
  const parts = pattern.slice(1).split('/');
  const open = parts.at(-1) === '*';
  if (open ? segments.length < parts.length - 1 : segments.length !== parts.length) return false;
  return parts.every((part, i) => part === '*' || part.startsWith(':') || part === segments[i]);
}

/** Runs a door and writes its answer: always JSON objects for refusals, never a redirect, never a stack. */
export async function serve(door: Door, ask: Ask, response: ServerResponse): Promise<void> {
  const elapsed = stopwatch();
  const refuse = door.refuse ?? refusalAnswer;
  let answer: Answer;
  try {
    if (!door.methods.includes(ask.method))
      answer = {
        status: 405,
        headers: { Allow: door.methods.join(', ') },
        body: { message: `Use ${door.methods.join(' or ')}`, code: 'not-possible' },
      };
    else answer = await door.handle(ask);
  } catch (error) {
    const known = asRefusal(error);
    if (!known || known.code === 'unavailable')
      log.error(
        {
          requestId: ask.requestId,
          door: door.pattern,
          error: String(error),
          stack: error instanceof Error ? error.stack : undefined,
        },
        'door failed',
      );
    answer = known
      ? refuse(known, ask)
      : { status: 500, body: { message: 'Something failed on our side', code: 'failed', requestId: ask.requestId } };
  }
  write(ask, response, answer);
  log.debug(
    { requestId: ask.requestId, door: door.pattern, method: ask.method, status: answer.status, seconds: elapsed() },
    'request',
  );
}

function write(ask: Ask, response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const text =
    typeof answer.body === 'string' ? answer.body : answer.body === undefined ? '' : JSON.stringify(answer.body);
  const type = typeof answer.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  // A body we did not read to its end must not be taken for the next request.
  if (!ask.request.complete) response.setHeader('Connection', 'close');
  response.writeHead(answer.status, {
    'Content-Type': type,
    ...machineHeaders,
    'X-Request-Id': ask.requestId,
    'Content-Length': Buffer.byteLength(text),
    ...answer.headers,
  });
  response.end(ask.method === 'HEAD' ? undefined : text);
}
