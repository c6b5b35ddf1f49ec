import { actorOfToken } from '../account/queries';
import { bodies } from '../bounds';
import { makeContext } from '../context';
import { AppError, notFound } from '../errors';
import { stranger } from '../policy/actor';
import { hitInMemory, tooMany } from '../quota';
import { parseJson, readBody } from './body';
import type { Answer, Ask, Door } from './door';
import { type Endpoint, TextAnswer } from './endpoint';
import { faultsOf } from './faults';
import { openapi } from './openapi';
import { alertEndpoints } from './rest/alert';
import { contactEndpoints } from './rest/contact';
import { escalationEndpoints } from './rest/escalation';
import { followUpEndpoints } from './rest/follow-up';
import { handoffEndpoints } from './rest/handoff';
import { healthEndpoints } from './rest/health';
import { incidentEndpoints } from './rest/incident';
import { oncallEndpoints } from './rest/oncall';
import { requestEndpoints } from './rest/request';
import { reviewEndpoints } from './rest/review';
import { rotationEndpoints } from './rest/rotation';
import { runbookEndpoints } from './rest/runbook';
import { searchEndpoints } from './rest/search';
import { serviceEndpoints } from './rest/service';
import { statusUpdateEndpoints } from './rest/status-update';
import { teamEndpoints } from './rest/team';
import { timeOffEndpoints } from './rest/time-off';
import { timelineEndpoints } from './rest/timeline';

/** Every call of `/api/v1`. */
export const endpoints: Endpoint[] = [
  ...teamEndpoints,
  ...timeOffEndpoints,
  ...contactEndpoints,
  ...rotationEndpoints,
  ...oncallEndpoints,
  ...requestEndpoints,
  ...escalationEndpoints,
  ...serviceEndpoints,
  ...alertEndpoints,
  ...handoffEndpoints,
  ...runbookEndpoints,
  ...followUpEndpoints,
  ...incidentEndpoints,
  ...statusUpdateEndpoints,
  ...reviewEndpoints,
  ...searchEndpoints,
  ...healthEndpoints,
  ...timelineEndpoints,
];

type Route = { parts: string[]; endpoint: Endpoint };
const byLength = new Map<number, Route[]>();
for (const row of endpoints) {
  const parts = row.path.slice(1).split('/');
  byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), { parts, endpoint: row }]);
}

/** No id holds one, and the database's text cannot. */
const unspeakable = /\p{Cc}/u;

/** Rows of this path, most literal first: `/rotations/preview` before `/rotations/{id}`. */
export function routesOf(segments: string[]): { endpoint: Endpoint; params: Record<string, string> }[] {
  const found: { endpoint: Endpoint; params: Record<string, string> }[] = [];
  for (const { parts, endpoint } of byLength.get(segments.length) ?? []) {
    const params: Record<string, string> = {};
    const fits = parts.every((part, i) => {
      if (!part.startsWith('{')) return part === segments[i];
      const id = segments[i] ?? '';
      params[part.slice(1, -1)] = id;
      return !unspeakable.test(id);
    });
    if (fits) found.push({ endpoint, params });
  }
  return found.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
}

const bearer = (header: string | undefined): string | undefined =>
  /^Bearer ([\x21-\x7e]{8,512})$/i.exec(header ?? '')?.[1];

async function call(ask: Ask): Promise<Answer> {
  const routes = routesOf(ask.segments.slice(2));
  const token = bearer(ask.request.headers.authorization);
  const ctx = makeContext(stranger, { requestId: ask.requestId });
  const actor = token ? await actorOfToken(ctx, token) : null;
  // Signed out before anything else: a stranger does not learn which addresses exist.
  if (!token || !actor) throw new AppError('signed-out', 'Send a token: Authorization: Bearer <token>');
  const waitSeconds = hitInMemory('api-token', token, performance.now() / 1_000);
  if (waitSeconds > 0) throw tooMany(waitSeconds);
  const found = routes.find(({ endpoint }) => endpoint.method === ask.method);
  if (!found) {
    if (routes.length === 0) throw notFound();
    const allow = [...new Set(routes.map(({ endpoint }) => endpoint.method))].join(', ');
    return { status: 405, headers: { Allow: allow }, body: { message: `Use ${allow}`, code: 'not-possible' } };
  }
  const { endpoint, params } = found;
  const parsed = endpoint.input.safeParse(await inputOf(ask, endpoint));
  if (!parsed.success) throw faultsOf(parsed.error);
  const body = await endpoint.run({ ...ctx, actor }, params, parsed.data as never);
  if (body instanceof TextAnswer) return { status: endpoint.status, headers: body.headers, body: body.text };
  return { status: endpoint.status, body };
}

async function inputOf(ask: Ask, { method }: Endpoint): Promise<unknown> {
  if (method === 'GET') return Object.fromEntries(ask.query);
  const bytes = await readBody(ask.request, bodies.api);
  if (bytes.length === 0) return {};
  const type = (ask.request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new AppError('unsupported-content', 'Send application/json');
  return parseJson(bytes);
}

export const restDoors: Door[] = [
  {
    pattern: '/api/v1/openapi.json',
    methods: ['GET'],
    guard: 'everyone',
    handle: async () => ({ status: 200, body: openapi(endpoints) }),
  },
  {
    pattern: '/api/v1/*',
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    guard: 'a token; then the policy, call by call',
    handle: call,
  },
];
