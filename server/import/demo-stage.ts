import type { Outbound } from '@/server/outbound';
import type { PersonActor, TeamRole } from '@/server/policy/actor';
import type { Known } from '@/server/service/integration';
import type { DemoPerson, DemoTeam } from './demo-company';
import type { Episode } from './demo-history';

export type Actor = PersonActor & { teams: Map<string, TeamRole> };
export type Team = DemoTeam & { id: string; rotationId: string };
export type Service = Known & { team: Team };
export type Held = { alertIds: string[]; holder: PersonActor | null };

/** Everything that has been made, for whatever happens next. */
export type Stage = {
  people: Map<DemoPerson, Actor>;
  teams: Team[];
  services: Map<string, Service>;
  held: Map<Episode, Held>;
};

/** Somebody of the demo, as if signed in. */
export const actorOf = (personId: string, name: string): Actor => ({
  kind: 'person',
  personId,
  name,
  role: 'engineer',
  teams: new Map(),
  sessionId: null,
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
});

export const idsOf = ({ people }: Stage, list: readonly DemoPerson[]): string[] =>
  list.flatMap((person) => people.get(person)?.personId ?? []);

export function teamOf(stage: Stage, name: string): Team {
  const team = stage.teams.find((one) => one.name === name);
  if (!team) throw new Error(`the demo has no team ${name}`);
  return team;
}

export function personOf({ people }: Stage, personId: string | null | undefined): Actor {
  const found = [...people.values()].find((one) => one.personId === personId);
  if (!found) throw new Error('the demo has nobody there');
  return found;
}

/** The world outside as it is in a history: every message arrived. */
export const pretended: Outbound = {
  isOn: () => true,
  send: async () => ({ outcome: 'accepted', providerId: null }),
};

/** What the two rotations have in common. */
export const turns = { cadence: { unit: 'week' }, pairing: 'secondary-then-primary' } as const;

/** A sender of a service as alerts come from it, but for its id and kind. */
export const senderOf = (team: Team, service: { id: string; name: string }, policy: { id: string }) => ({
  ...{ name: 'Alertmanager', serviceId: service.id, serviceName: service.name, teamId: team.id, policyId: policy.id },
  ...{ settings: {}, groupSeconds: 0, team },
});

export const idsIn = (things: ReadonlyMap<unknown, { id: string }>): string[] =>
  [...things.values()].map(({ id }) => id);

/** What is urgent rings; the rest may be read later. */
export const rulesOf = ({ topic, mail }: { topic: string; mail: string }) => [
  { urgency: 'high' as const, afterSeconds: 0, contactMethodId: topic },
  { urgency: 'low' as const, afterSeconds: 0, contactMethodId: mail },
];
