import type { Ability } from './abilities';

/**
 * Who gets through: an ability of the policy, asked by the query or command behind the door; `own` for what is the
 * caller's by nature; `open` for the written list of doors that strangers may use, each with its reason.
 */
export type Guard = { ability: Ability } | { own: string } | { open: string };

const needs = (ability: Ability): Guard => ({ ability });
const own = (why: string): Guard => ({ own: why });
const open = (why: string): Guard => ({ open: why });

/** Every tRPC procedure. One that is missing here, or stands here and nowhere else, fails the matrix. */
export const procedures: Record<string, Guard> = {
  'timeline.audit': needs('audit.read'),
};

/** Every call of `/api/v1`; all of them ask for a token first. */
export const calls: Record<string, Guard> = {
  'GET /audit': needs('audit.read'),
  'POST /people': needs('person.create'),
  'GET /people': needs('person.view'),
  'POST /teams': needs('team.create'),
  'GET /teams': needs('team.view'),
  'POST /services': needs('service.edit'),
  'GET /services': needs('service.view'),
  'GET /services/{id}': needs('service.view'),
  'POST /services/{id}/integrations': needs('service.edit'),
  'DELETE /integrations/{id}': needs('service.edit'),
  'POST /policies': needs('policy.edit'),
  'GET /policies': needs('policy.view'),
  'GET /policies/{id}': needs('policy.view'),
  'POST /rotations': needs('rotation.edit'),
  'POST /rotations/preview': needs('rotation.preview'),
  'GET /rotations/{id}': needs('rotation.view'),
  'GET /rotations/{id}/on-call': needs('rotation.view'),
  'GET /rotations/{id}/shifts': needs('rotation.view'),
};

/** Everything else that answers: machines' doors, Next's own routes, pages. */
export const addresses: Record<string, Guard> = {
  '/ingest/:kind/:key': open('the key is the proof'),
  '/ingest/generic/:key/*': open('the key is the proof'),
  '/api/v1/openapi.json': open('describes the calls, and nothing of the company'),
  '/api/v1/*': own('a token; then the call'),
  '/api/health/ready': open('the bare state; reasons for this machine only'),
  '/metrics': own('a token, or this machine without a proxy'),
  '/api/test/clock': own('this machine, with BATON_TEST_CLOCK=1'),
  'route /api/auth/[...nextauth]': open('signing in and out'),
  'route /api/trpc/[trpc]': own('a session; then the procedure'),
  'route /api/health/live': open('says that the process answers'),
};

export const guards = { needs, own, open };
