import { loopbackNames } from '../env';
import { AppError } from '../errors';

/** Loopback names with one port count as one: people type localhost where we print 127.0.0.1. */
function sameOrigin(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  const [left, right] = [new URL(a), new URL(b)];
  if (left.origin === right.origin) return true;
  return (
    left.protocol === right.protocol &&
    left.port === right.port &&
    loopbackNames.has(left.hostname) &&
    loopbackNames.has(right.hostname)
  );
}

/** Whether a browser says that another site sent this. What says nothing is not foreign: the form token decides there. */
export function isForeign(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  return (
    (origin !== null && !sameOrigin(origin, publicUrl)) || (site !== null && site !== 'same-origin' && site !== 'none')
  );
}

/**
 * For requests that change something by cookie: JSON only (no form of another site can send it), from our own origin.
 * tRPC alone would run a mutation from a `multipart/form-data` POST, which no preflight stops.
 */
export function refuseForeignOrigin(method: string, headers: Headers, publicUrl: string): void {
  const origin = headers.get('origin');
  const foreign = isForeign(headers, publicUrl);
  if (method === 'GET' || method === 'HEAD') {
    if (origin !== null && foreign) throw new AppError('not-allowed', 'This request came from another site');
    return;
  }
  if (foreign) throw new AppError('not-allowed', 'This request came from another site');
  if ((headers.get('content-type') ?? '').split(';')[0]?.trim() !== 'application/json')
    throw new AppError('unsupported-content', 'Send application/json');
}
