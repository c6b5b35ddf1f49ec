import { expect, it } from 'vitest';
import { addresses } from '@/server/policy/addresses';
import { nextRoutes, refusalBeforeNext } from './before-next';

const told = (method: string, path: string) => refusalBeforeNext(method, path.slice(1).split('/'));

it('knows every route of Next that the policy table names, and no other', () => {
  const stated = Object.keys(addresses).flatMap((name) => (name.startsWith('route ') ? [name.slice(6)] : []));
  const pattern = (route: string) => route.replace(/\[\.\.\.\w+\]/, '*').replace(/\[(\w+)\]/g, ':$1');
  const shape = (text: string) => text.replace(/:\w+/g, ':');
  expect(nextRoutes.map(({ pattern }) => shape(pattern)).sort()).toEqual(stated.map(pattern).map(shape).sort());
});

it('lets through what Next serves, and says in JSON what is wrong with the rest', () => {
  for (const path of ['/', '/alerts', '/_next/static/x.js', '/api/health/live', '/api/auth/csrf', '/api/trpc/team.me'])
    expect(told('GET', path)).toBeUndefined();
  for (const path of ['/api/auth/callback/credentials', '/api/trpc/a.b,c.d', '/l/token/acknowledge'])
    expect(told('POST', path)).toBeUndefined();
  for (const path of ['/api/nothing', '/api', '/ingest/generic', '/v2/nothing', '/metrics/x', '/opsgenie'])
    expect(told('GET', path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  for (const path of ['/', '/alerts', '/api/health/live'])
    expect(told('POST', path)).toMatchObject({ status: 405, headers: { Allow: 'GET, HEAD' } });
  expect(told('GET', '/l/token/acknowledge')).toMatchObject({ status: 405, headers: { Allow: 'POST' } });
  expect(refusalBeforeNext('GET', undefined)).toMatchObject({ status: 400, body: { code: 'invalid' } });
});
