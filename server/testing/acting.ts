import type { PersonActor } from '@/server/policy/actor';

/** Somebody signed in by cookie: an engineer of these teams, unless `more` says otherwise. Named by their id. */
export const signedIn = (
  personId: string,
  teams: Record<string, 'member' | 'manager'>,
  more: Partial<PersonActor> = {},
): PersonActor => ({
  kind: 'person',
  personId,
  name: personId,
  role: 'engineer',
  teams: new Map(Object.entries(teams)),
  sessionId: 's',
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
  ...more,
});
