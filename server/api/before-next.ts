import { type Answer, matches } from './door';

/** Next's routes and what they take. Whatever else Next answers is a page or a file, and takes no more than GET. */
export const nextRoutes: { pattern: string; methods: string[] }[] = [
  { pattern: '/api/auth/*', methods: ['GET', 'HEAD', 'POST'] },
  { pattern: '/api/trpc/:procedure', methods: ['GET', 'HEAD', 'POST'] },
  { pattern: '/api/health/live', methods: ['GET', 'HEAD'] },
  { pattern: '/l/:token/acknowledge', methods: ['POST'] },
];

/** First parts of addresses that programs ask for: what is not there is told in JSON, never by a page. */
const forMachines = new Set(['api', 'ingest', 'opsgenie', 'v2', 'metrics']);

/**
 * Why a request that no machine's door takes does not reach Next either, which would answer it with an empty body or a
 * page; undefined when it does. `segments` undefined: the address was badly encoded.
 */
export function refusalBeforeNext(method: string, segments: string[] | undefined): Answer | undefined {
  if (!segments) return { status: 400, body: { message: 'The address is badly encoded', code: 'invalid' } };
  const route = nextRoutes.find(({ pattern }) => matches(pattern, segments));
  if (!route && forMachines.has(segments[0] ?? ''))
    return { status: 404, body: { message: 'There is nothing at this address', code: 'not-found' } };
  const methods = route?.methods ?? ['GET', 'HEAD'];
  if (methods.includes(method)) return undefined;
  const body = { message: `Use ${methods.join(' or ')}`, code: 'not-possible' };
  return { status: 405, headers: { Allow: methods.join(', ') }, body };
}
