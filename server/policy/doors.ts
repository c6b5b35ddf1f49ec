import type { Ability } from './abilities';

/**
 * Who gets through: an ability of the policy, asked by the query or command behind the door; `own` for what is the
 * caller's by nature; `open` for the written list of doors that strangers may use, each with its reason.
 */
export type Guard = { ability: Ability } | { own: string } | { open: string };

const needs = (ability: Ability): Guard => ({ ability });
const own = (why: string): Guard => ({ own: why });
const open = (why: string): Guard => ({ open: why });
const gate = own('a session; what is on it, the queries behind it decide');

/** Every tRPC procedure. One that is missing here, or stands here and nowhere else, fails the matrix. */
export const procedures: Record<string, Guard> = {
  'timeline.audit': needs('audit.read'),

  'account.sessions': needs('session.own'),
  'account.endSessions': needs('session.own'),
  'account.confirmPassword': own('the password of whoever asks'),
  'account.changePassword': needs('session.own'),
  'account.tokens': needs('token.own'),
  'account.createToken': needs('token.own'),
  'account.revokeToken': needs('token.own'),
  'account.issueResetLink': needs('person.deactivate'),
  'account.resetLink': open('the link is the proof'),
  'account.takeResetLink': open('the link is the proof'),

  'team.setupState': open('strangers learn whether set-up is closed, and nothing else'),
  'team.createFirstAdmin': open('until there is an admin; closed for ever from then on'),
  'team.saveSetupStep': needs('organisation.edit'),
  'team.organisation': needs('organisation.view'),
  'team.saveOrganisation': needs('organisation.edit'),
  'team.me': own('whoever asks'),
  'team.people': needs('person.view'),
  'team.person': needs('person.view'),
  'team.createPerson': needs('person.create'),
  'team.addPeople': needs('person.create'),
  'team.updatePerson': needs('person.edit'),
  'team.deactivatePerson': needs('person.deactivate'),
  'team.reactivatePerson': needs('person.deactivate'),
  'team.timeOff': needs('time-off.view'),
  'team.timeOffFeed': needs('time-off.view'),
  'team.setTimeOffFeed': needs('time-off.edit'),
  'team.addTimeOff': needs('time-off.edit'),
  'team.removeTimeOff': needs('time-off.edit'),
  'team.teams': needs('organisation.view'),
  'team.createTeam': needs('team.create'),
  'team.updateTeam': needs('team.edit'),
  'team.setMembership': needs('team.edit'),
  'team.removeMember': needs('team.edit'),

  'import.demoState': open('until there is an admin; from then on whoever is none learns nothing'),
  'import.loadDemo': open('into an empty Baton, until there is an admin; then admins only'),
  'import.removeDemo': needs('demo.load'),

  'notification.contactMethods': needs('contact-method.view'),
  'notification.reachability': needs('person.view'),
  'notification.add': needs('contact-method.edit'),
  'notification.verify': needs('contact-method.edit'),
  'notification.remove': needs('contact-method.edit'),
  'notification.setRules': needs('contact-method.edit'),
  'notification.sendTestPage': needs('contact-method.edit'),

  'rotation.list': needs('rotation.view'),
  'rotation.byId': needs('rotation.view'),
  'rotation.editor': needs('rotation.view'),
  'rotation.history': needs('rotation.view'),
  'rotation.preview': needs('rotation.preview'),
  'rotation.previewChange': needs('rotation.view'),
  'rotation.change': needs('rotation.edit'),
  'rotation.previewQueue': needs('rotation.view'),
  'rotation.queue': needs('rotation.edit'),
  'rotation.create': needs('rotation.edit'),

  'oncall.now': needs('organisation.view'),
  'oncall.watch': own('says that something happened, never what'),
  'oncall.at': needs('rotation.view'),
  'oncall.shifts': needs('rotation.view'),
  'oncall.calendar': needs('rotation.view'),
  'oncall.gapsAhead': needs('organisation.view'),

  'oncall.team': needs('team.view'),
  'oncall.feeds': needs('feed.own'),
  'oncall.createFeed': needs('feed.create'),
  'oncall.replaceFeedToken': needs('feed.own'),
  'oncall.revokeFeed': needs('feed.own'),

  'escalation.list': needs('policy.view'),
  'escalation.byId': needs('policy.view'),
  'escalation.create': needs('policy.edit'),
  'escalation.update': needs('policy.edit'),
  'escalation.archive': needs('policy.edit'),

  'runbook.list': needs('runbook.view'),
  'runbook.byId': needs('runbook.view'),
  'runbook.version': needs('runbook.view'),
  'runbook.create': needs('runbook.edit'),
  'runbook.save': needs('runbook.edit'),
  'runbook.reviewed': needs('runbook.edit'),
  'runbook.tested': needs('runbook.edit'),
  'runbook.archive': needs('runbook.edit'),
  'runbook.run': needs('runbook.view'),
  'runbook.tick': needs('runbook.run'),
  'runbook.endRun': needs('runbook.run'),

  'service.list': needs('service.view'),
  'service.byId': needs('service.view'),
  'service.create': needs('service.edit'),
  'service.update': needs('service.edit'),
  'service.createIntegration': needs('service.edit'),
  'service.revokeIntegration': needs('service.edit'),

  'alert.list': needs('organisation.view'),

  'alert.waiting': needs('organisation.view'),
  'alert.byId': needs('alert.view'),
  'alert.watch': own('says that something happened, never what'),
  'alert.open': needs('alert.open'),
  'alert.acknowledge': needs('alert.act'),
  'alert.unacknowledge': needs('alert.act'),
  'alert.escalate': needs('alert.act'),
  'alert.snooze': needs('alert.act'),
  'alert.assign': needs('alert.act'),
  'alert.resolve': needs('alert.act'),
  'alert.reopen': needs('alert.act'),
  'alert.note': needs('alert.act'),
  'alert.triedToReachPrimary': needs('alert.act'),
  'alert.link': open('the signed link is the proof'),
  'alert.acknowledgeByLink': open('the signed link is the proof'),

  'followUp.list': needs('follow-up.view'),
  'followUp.byId': needs('follow-up.view'),
  'followUp.create': needs('follow-up.edit'),
  'followUp.change': needs('follow-up.edit'),
  'followUp.reassign': own('those that the caller may change; the others are named as refused'),
};

/** Every call of `/api/v1`; all of them ask for a token first. */
export const calls: Record<string, Guard> = {
  'GET /audit': needs('audit.read'),

  'POST /people': needs('person.create'),
  'GET /people': needs('person.view'),
  'POST /teams': needs('team.create'),
  'GET /teams': needs('organisation.view'),

  'GET /people/{id}/contact-methods': needs('contact-method.view'),
  'POST /people/{id}/contact-methods': needs('contact-method.edit'),
  'POST /people/{id}/contact-methods/{methodId}/verify': needs('contact-method.edit'),
  'DELETE /people/{id}/contact-methods/{methodId}': needs('contact-method.edit'),
  'PUT /people/{id}/rules': needs('contact-method.edit'),

  'POST /rotations': needs('rotation.edit'),
  'POST /rotations/preview': needs('rotation.preview'),
  'GET /rotations/{id}': needs('rotation.view'),
  'POST /rotations/{id}/preview': needs('rotation.view'),
  'PATCH /rotations/{id}': needs('rotation.edit'),
  'POST /rotations/{id}/queue': needs('rotation.edit'),
  'GET /rotations/{id}/on-call': needs('rotation.view'),
  'GET /rotations/{id}/shifts': needs('rotation.view'),

  'POST /policies': needs('policy.edit'),
  'GET /policies': needs('policy.view'),
  'GET /policies/{id}': needs('policy.view'),

  'POST /services': needs('service.edit'),
  'GET /services': needs('service.view'),
  'GET /services/{id}': needs('service.view'),
  'POST /services/{id}/integrations': needs('service.edit'),
  'DELETE /integrations/{id}': needs('service.edit'),

  'POST /alerts': needs('alert.open'),
  'GET /alerts': needs('organisation.view'),
  'GET /alerts/{id}': needs('alert.view'),
  'POST /alerts/{id}/acknowledge': needs('alert.act'),
  'POST /alerts/{id}/unacknowledge': needs('alert.act'),
  'POST /alerts/{id}/escalate': needs('alert.act'),
  'POST /alerts/{id}/snooze': needs('alert.act'),
  'POST /alerts/{id}/assign': needs('alert.act'),
  'POST /alerts/{id}/resolve': needs('alert.act'),
  'POST /alerts/{id}/reopen': needs('alert.act'),
  'POST /alerts/{id}/note': needs('alert.act'),
};

/** Everything else that answers: machines' doors, Next's own routes, pages, files that Next makes. */
export const addresses: Record<string, Guard> = {
  'door /ingest/:kind/:key': open('the key is the proof'),
  'door /ingest/generic/:key/*': open('the key is the proof'),
  'door /api/v1/openapi.json': open('describes the calls, and nothing of the company'),
  'door /api/v1/*': own('a token; then the call'),
  'door /calendar/:file': open('the token in the address is the proof; its owner’s rights decide'),
  'door /api/health/ready': open('the bare state; reasons for this machine only'),
  'door /metrics': own('a token, or this machine without a proxy'),
  'door /api/test/clock': own('this machine, with BATON_TEST_CLOCK=1'),

  'route /api/auth/[...nextauth]': open('signing in and out'),
  'route /api/trpc/[trpc]': own('a session; then the procedure'),
  'route /api/health/live': open('says that the process answers'),
  'route /l/[token]/acknowledge': open('the signed link is the proof; asked by a form of our own page'),

  'page /': gate,
  'page /alerts': gate,
  'page /alerts/[id]': gate,
  'page /calendar': gate,
  'page /settings': gate,
  'page /settings/people': gate,
  'page /settings/policies': gate,
  'page /settings/policies/[id]': gate,
  'page /settings/policies/new': gate,
  'page /settings/profile': gate,
  'page /settings/rotations': gate,
  'page /settings/rotations/[id]': gate,
  'page /settings/rotations/new': gate,
  'page /settings/services': gate,
  'page /settings/services/[id]': gate,
  'page /team': gate,
  'page /l/[token]': open('the signed link is the proof; it shows and asks'),
  'page /setup': open('until there is an admin; then for admins'),
  'page /sign-in': open('where strangers are led to'),
  'page /sign-in/reset/[token]': open('the link is the proof'),

  'file /manifest': open('name and icon of the product'),
  'file /icon': open('name and icon of the product'),
};
