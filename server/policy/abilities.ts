import type { Actor, PersonActor, ServiceActor } from './actor';

/** What a rule needs to know of the thing acted on. */
export type Shape = { teamId?: string; personId?: string };

type Member = PersonActor | ServiceActor;
type Rule = (actor: Member, shape: Shape) => boolean;

const admin: Rule = (actor) => actor.role === 'admin';
const inTeam: Rule = (actor, { teamId }) => teamId !== undefined && actor.teams.has(teamId);
const manages: Rule = (actor, { teamId }) => teamId !== undefined && actor.teams.get(teamId) === 'manager';
const self: Rule = (actor, { personId }) => actor.kind === 'person' && actor.personId === personId;
const works: Rule = (actor, shape) => inTeam(actor, shape) && actor.role !== 'viewer';
const engineer: Rule = (actor, shape) => actor.kind === 'person' && works(actor, shape);
const managerInPerson: Rule = (actor, shape) => actor.kind === 'person' && manages(actor, shape);
const adminInPerson: Rule = (actor, shape) => actor.kind === 'person' && admin(actor, shape);
const anyone: Rule = () => true;
const either =
  (...rules: Rule[]): Rule =>
  (actor, shape) =>
    rules.some((rule) => rule(actor, shape));

/**
 * Who may do what: one sentence a line, the only place that says so. `see` decides between "not allowed" and
 * "not found": what may not be seen does not exist for the caller. `write` needs a token with that scope.
 */
export const abilities = {
  'organisation.view': { may: anyone, see: anyone, write: false },
  'organisation.edit': { may: admin, see: anyone, write: true },
  'person.view': { may: anyone, see: anyone, write: false },
  'person.create': { may: admin, see: anyone, write: true },
  'person.edit': { may: either(self, admin), see: anyone, write: true },
  'person.deactivate': { may: admin, see: anyone, write: true },
  'time-off.view': { may: either(self, admin), see: either(self, admin), write: false },
  'time-off.edit': { may: either(self, admin), see: either(self, admin), write: true },
  'contact-method.view': { may: either(self, admin), see: anyone, write: false },
  'contact-method.edit': { may: either(self, admin), see: anyone, write: true },
  'contact-method.vouch': { may: admin, see: anyone, write: true },
  'session.own': { may: self, see: self, write: true },
  'token.own': { may: self, see: self, write: true },
  /** What being on call takes of one person; what it takes of the team everybody in it may know. */
  'load.view': { may: either(self, manages, admin), see: either(inTeam, admin), write: false },
  'feed.create': { may: either(inTeam, admin), see: either(inTeam, admin), write: true },
  'feed.own': { may: self, see: self, write: true },
  'team.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'team.create': { may: admin, see: anyone, write: true },
  'team.edit': { may: either(manages, admin), see: either(inTeam, admin), write: true },
  'rotation.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'rotation.preview': { may: anyone, see: anyone, write: false },
  'rotation.edit': { may: either(manages, admin), see: either(inTeam, admin), write: true },
  'policy.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'policy.edit': { may: either(manages, admin), see: either(inTeam, admin), write: true },
  'service.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'service.edit': { may: either(manages, admin), see: either(inTeam, admin), write: true },
  'maintenance.edit': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'alert.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'alert.open': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'alert.act': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'handoff.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  /** `personId`: whoever hands over, where that is the one who asks; so with the two below. */
  'handoff.write': { may: either(self, manages, admin), see: either(inTeam, admin), write: true },
  'handoff.accept': { may: self, see: either(inTeam, admin), write: true },
  'handoff.pulse': { may: self, see: either(inTeam, admin), write: true },
  /** What each answered is for that person and their manager; an admin who is neither sees the team's share. */
  'handoff.read-pulses': { may: managerInPerson, see: either(inTeam, admin), write: false },
  /** Who decides for a manager while they are away. */
  'delegation.view': { may: either(self, admin), see: either(self, admin), write: false },
  'delegation.edit': { may: either(self, admin), see: either(self, admin), write: true },
  'request.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  /** For oneself; what somebody holds, the request itself checks. Machines ask for nobody. */
  'request.ask': { may: either(engineer, adminInPerson), see: either(inTeam, admin), write: true },
  'request.ask-for': { may: either(manages, adminInPerson), see: either(inTeam, admin), write: true },
  /** `personId` is who may, by the table of transitions: the one asked, an approver, whoever asked. */
  'request.act': { may: self, see: either(inTeam, admin), write: true },
  'request.take-over': { may: engineer, see: either(inTeam, admin), write: true },
  'delivery.view': { may: admin, see: anyone, write: false },
  'runbook.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'runbook.edit': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'runbook.run': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'follow-up.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'follow-up.edit': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'incident.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'incident.declare': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'incident.act': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'review.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  'review.edit': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'health.view': { may: either(inTeam, admin), see: either(inTeam, admin), write: false },
  /** What the figures say of one person: for that person and their manager; an admin who is neither sees the team's. */
  'health.person': { may: either(self, managerInPerson), see: either(inTeam, admin), write: false },
  'health.edit': { may: either(manages, admin), see: either(inTeam, admin), write: true },
  /** What a team writes down when it looks at its week. */
  'health.review': { may: either(works, admin), see: either(inTeam, admin), write: true },
  'audit.read': { may: admin, see: anyone, write: false },
  'demo.load': { may: admin, see: anyone, write: true },
} as const satisfies Record<string, { may: Rule; see: Rule; write: boolean }>;

export type Ability = keyof typeof abilities;

export type Verdict = 'allowed' | 'signed-out' | 'not-allowed' | 'not-found';

/** The one decision. Baton itself may do everything; strangers and senders nothing of this list. */
export function judge(actor: Actor, ability: Ability, shape: Shape = {}): Verdict {
  if (actor.kind === 'system') return 'allowed';
  if (actor.kind !== 'person' && actor.kind !== 'service') return 'signed-out';
  const { may, see, write } = abilities[ability];
  if (!see(actor, shape)) return 'not-found';
  if (!actor.scopes.has(write ? 'write' : 'read')) return 'not-allowed';
  return may(actor, shape) ? 'allowed' : 'not-allowed';
}
