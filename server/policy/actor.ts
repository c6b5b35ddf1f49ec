/** What a person may be in a team. A team's viewers are its members whose role in the organisation is `viewer`. */
export type TeamRole = 'member' | 'manager';
export type PersonRole = 'viewer' | 'engineer' | 'admin';
export type TokenScope = 'read' | 'write';

/** A person, by cookie, by a token of theirs, or by a signed link. Rights are read anew for every request. */
export type PersonActor = {
  kind: 'person';
  personId: string;
  name: string;
  role: PersonRole;
  teams: ReadonlyMap<string, TeamRole>;
  /** The session the request came with; null for tokens and links. */
  sessionId: string | null;
  /** When that session was signed in: some changes ask for a recent sign-in. */
  signedInAt: Date | null;
  via: 'session' | 'token' | 'link';
  scopes: ReadonlySet<TokenScope>;
};

/** A machine that is nobody: a service token. It never acknowledges in its own name. */
export type ServiceActor = {
  kind: 'service';
  tokenId: string;
  name: string;
  role: PersonRole;
  teams: ReadonlyMap<string, TeamRole>;
  scopes: ReadonlySet<TokenScope>;
};

/** A sender, proven by its integration's key. */
export type IntegrationActor = { kind: 'integration'; integrationId: string; name: string };
/** Baton itself: the worker, the command line, the set-up of the first admin. */
export type SystemActor = { kind: 'system'; name: string };
export type Stranger = { kind: 'stranger' };

export type Actor = PersonActor | ServiceActor | IntegrationActor | SystemActor | Stranger;

export const stranger: Stranger = { kind: 'stranger' };
export const system = (name: string): SystemActor => ({ kind: 'system', name });

/** Who it was, for the record: never more than a kind and an id. */
export function actorReference(actor: Actor): { actorKind: string; actorId: string | null } {
  switch (actor.kind) {
    case 'person':
      return { actorKind: 'person', actorId: actor.personId };
    case 'service':
      return { actorKind: 'service', actorId: actor.tokenId };
    case 'integration':
      return { actorKind: 'integration', actorId: actor.integrationId };
    case 'system':
      return { actorKind: 'system', actorId: actor.name };
    default:
      return { actorKind: 'stranger', actorId: null };
  }
}

/** The same rights, nobody's in particular; `key` is equal exactly where the rights are. */
export function withoutIdentity(actor: Actor): { actor: Actor; key: string } {
  if (actor.kind !== 'person' && actor.kind !== 'service') return { actor, key: JSON.stringify(actor) };
  const { kind, role, teams, scopes } = actor;
  const key = JSON.stringify([kind, role, [...teams].sort(), [...scopes].sort()]);
  const nobody = actor.kind === 'person' ? { personId: '', sessionId: null, signedInAt: null } : { tokenId: '' };
  return { actor: { ...actor, ...nobody, name: '' } as Actor, key };
}
