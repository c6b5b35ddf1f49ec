import type { Shape } from '@/server/policy/abilities';
import { ownDue } from '@/server/severity/due';
import type { Belongings } from './callers';

/**
 * One valid input for every procedure and every call, made of one team's belongings, and what the policy is asked
 * about it. Where somebody else's ids are put in, the answer must be that of ids of nothing.
 */
export type Sample = {
  input?: (of: Belongings) => unknown;
  /** The parts in braces of a call's path. */
  params?: (of: Belongings) => Record<string, string>;
  shape?: (of: Belongings, caller: { personId?: string }) => Shape;
  /** Refused whoever asks, for a reason that is no matter of rights: a wrong password, a wrong code. */
  neverDone?: true;
};

const inTeam = ({ team }: Belongings): Shape => ({ teamId: team });
const ofEngineer = ({ engineer }: Belongings): Shape => ({ personId: engineer });
/** Of whoever asks. */
const ofCaller = (_: Belongings, { personId }: { personId?: string }): Shape => (personId ? { personId } : {});
const soon = '2026-11-16T10:00:00Z';
const password = 'an uncommon set of words';
const unknownLink = 'a'.repeat(43);

const newPerson = () => ({ name: 'Eve', email: 'eve@example.org', timeZone: 'UTC' });
const newTeam = (of: Belongings) => ({ name: 'Third', memberIds: [of.engineer], managerIds: [of.manager] });
const weekly = (of: Belongings) => ({
  timeZone: 'UTC',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-11-16T09:00',
  queue: [of.engineer, of.manager],
});
const movedUp = (of: Belongings) => ({
  rotationId: of.rotation,
  version: 1,
  change: 'move',
  personId: of.engineer,
  position: 1,
});
const newOverride = (of: Belongings) => ({
  version: 1,
  role: 'primary',
  personId: of.manager,
  from: '2026-12-01T09:00:00Z',
  to: '2026-12-02T09:00:00Z',
});
const newRotation = (of: Belongings) => ({ teamId: of.team, name: 'Another', ...weekly(of) });
const preview = (of: Belongings) => ({ definition: weekly(of), from: soon, to: '2026-11-23T10:00:00Z' });
const window = { from: soon, to: '2026-11-23T10:00:00Z' };
const policyFields = (of: Belongings) => ({
  name: 'Another',
  steps: [
    {
      afterSeconds: 0,
      targets: [{ rotationId: of.rotation, role: 'primary' }, { teamId: of.team }, { personId: of.manager }],
    },
  ],
  fallback: [{ rotationId: of.rotation, role: 'secondary' }],
});
const newService = (of: Belongings) => ({ teamId: of.team, name: 'Another', policyId: of.policy });
const sender = { kind: 'generic', name: 'Another', settings: {} };
const newWindow = (of: Belongings) => ({
  serviceId: of.service,
  title: 'Move',
  startsAt: soon,
  endsAt: '2026-11-16T12:00:00Z',
});
const newAlert = (of: Belongings) => ({
  serviceId: of.service,
  title: 'By hand',
  links: [{ href: 'https://example.org' }],
});
const rules = (of: Belongings) => ({ rules: [{ urgency: 'high', afterSeconds: 0, contactMethodId: of.method }] });
const newMethod = { channel: 'email', address: 'new@example.org' };

const onAlert = (more: (of: Belongings) => object = () => ({})): Sample => ({
  input: (of) => ({ alertId: of.alert, ...more(of) }),
  shape: inTeam,
});

/** Asked about whoever asks only where they hand over or take over. */
const onHandoff = (more: (of: Belongings) => object = () => ({})): Sample => ({
  input: (of) => ({ noteId: of.handoff, ...more(of) }),
  shape: (of, { personId }) => {
    const isPart = personId === of.engineer || personId === of.manager;
    return { teamId: of.team, ...(personId && isPart ? { personId } : {}) };
  },
});

const cover = (of: Belongings) => ({
  ...{ kind: 'cover', role: 'primary', reason: 'travel' },
  ...{ from: '2026-11-17T10:00:00Z', to: '2026-11-17T11:00:00Z' },
  with: of.manager,
});
/** Whoever is among them may, and nobody else: the shape says so of the caller. */
const oneOf =
  (...who: ('manager' | 'engineer')[]) =>
  (of: Belongings, { personId = '' }: { personId?: string }): Shape => ({
    teamId: of.team,
    personId: who.some((key) => of[key] === personId) ? personId : '',
  });
type Requested = 'asked' | 'agreed' | 'covered' | 'takenOver';
const onRequest = (which: Requested, who: ('manager' | 'engineer')[], more: object = {}): Sample => ({
  input: (of) => ({ id: of[which], ...more }),
  shape: oneOf(...who),
});
const onRunbook = (more: (of: Belongings) => object = () => ({})): Sample => ({
  input: (of) => ({ runbookId: of.runbook, ...more(of) }),
  shape: inTeam,
});

const onIncident = (more: (of: Belongings) => object = () => ({})): Sample => ({
  input: (of) => ({ incidentId: of.incident, ...more(of) }),
  shape: inTeam,
});
const onEntry = (more: (of: Belongings) => object = () => ({})): Sample => ({
  input: (of) => ({ entryId: of.entry, ...more(of) }),
  shape: inTeam,
});
const onReview = (more: (of: Belongings) => object = () => ({})): Sample => ({
  input: (of) => ({ reviewId: of.review, ...more(of) }),
  shape: inTeam,
});
const closing = {
  impactFrom: soon,
  impactTo: soon,
  whatHappened: 'The disk filled up',
  whatWasDone: 'Logs were removed',
  remainingRisk: 'None',
  followUps: [],
  review: false,
  reviewReason: 'Small and known',
};

export const procedureSamples: Record<string, Sample> = {
  'account.sessions': { shape: ofCaller },
  'account.endSessions': { input: () => ({ id: null }), shape: ofCaller },
  'account.confirmPassword': { input: () => ({ password }), neverDone: true },
  'account.changePassword': {
    input: () => ({ current: password, password: `${password} too` }),
    shape: ofCaller,
    neverDone: true,
  },
  'account.tokens': { shape: ofCaller },
  'account.createToken': { input: () => ({ name: 'Another', days: 1 }), shape: ofCaller },
  'account.revokeToken': { input: (of) => ({ id: of.token }), shape: ofEngineer },
  'account.issueResetLink': { input: (of) => ({ id: of.engineer }) },
  'account.resetLink': { input: () => ({ token: unknownLink }), neverDone: true },
  'account.takeResetLink': { input: () => ({ token: unknownLink, password }), neverDone: true },

  'team.setupState': {},
  'team.createFirstAdmin': { input: () => ({ ...newPerson(), password }), neverDone: true },
  'team.saveSetupStep': { input: () => ({ step: 'company' }) },
  'team.organisation': {},
  'team.saveOrganisation': { input: () => ({ name: 'Example', timeZone: 'UTC' }) },
  'team.me': {},
  'team.people': {},
  'team.addPeople': { input: (of) => ({ text: 'Eve, eve@example.org', timeZone: 'UTC', teamId: of.team }) },
  'team.updatePerson': { input: (of) => ({ id: of.engineer, name: 'Engineer' }), shape: ofEngineer },
  'team.deactivatePerson': { input: (of) => ({ id: of.viewer }) },
  'team.reactivatePerson': { input: (of) => ({ id: of.viewer }) },
  'timeOff.list': { input: (of) => ({ personId: of.engineer }), shape: ofEngineer },
  'timeOff.feed': { input: (of) => ({ personId: of.engineer }), shape: ofEngineer },
  'timeOff.setFeed': {
    input: (of) => ({ personId: of.engineer, address: 'https://calendar.example.org/away.ics' }),
    shape: ofEngineer,
  },
  'timeOff.add': {
    input: (of) => ({ personId: of.engineer, firstDay: '2026-12-24', lastDay: '2026-12-27' }),
    shape: ofEngineer,
  },
  'timeOff.remove': { input: (of) => ({ id: of.timeOff }), shape: ofEngineer },
  'team.delegation': { input: (of) => ({ personId: of.manager }), shape: ({ manager }) => ({ personId: manager }) },
  'team.setDelegation': {
    input: (of) => ({ personId: of.manager, toPersonId: of.engineer, from: soon, to: '2026-11-23T10:00:00Z' }),
    shape: ({ manager }) => ({ personId: manager }),
  },
  'team.teams': {},
  'team.createTeam': { input: newTeam },
  'team.updateTeam': { input: (of) => ({ id: of.team, name: 'Renamed' }), shape: inTeam },
  'team.setMembership': {
    input: (of) => ({ teamId: of.team, personId: of.viewer, role: 'member' }),
    shape: inTeam,
  },
  'team.removeMember': { input: (of) => ({ teamId: of.team, personId: of.viewer }), shape: inTeam },

  'import.demoState': {},
  'import.loadDemo': { neverDone: true },
  'import.removeDemo': {},

  'contact.contactMethods': { input: (of) => ({ personId: of.engineer }), shape: ofEngineer },
  'contact.reachability': { input: (of) => ({ personIds: [of.engineer, of.manager] }) },
  'contact.add': { input: (of) => ({ personId: of.engineer, ...newMethod }), shape: ofEngineer },
  'contact.verify': {
    input: (of) => ({ personId: of.engineer, methodId: of.unverified, code: '000000' }),
    shape: ofEngineer,
    neverDone: true,
  },
  'contact.remove': { input: (of) => ({ personId: of.engineer, methodId: of.method }), shape: ofEngineer },
  'contact.setRules': { input: (of) => ({ personId: of.engineer, ...rules(of) }), shape: ofEngineer },
  'contact.channels': {},
  'contact.webhookSecret': {
    input: (of) => ({ personId: of.engineer, methodId: of.method }),
    shape: ofEngineer,
    neverDone: true,
  },
  'contact.setQuietHours': {
    input: (of) => ({ personId: of.engineer, hours: { from: '22:00', to: '07:00' } }),
    shape: ofEngineer,
  },
  'delivery.list': { input: () => ({}) },
  'delivery.health': {},
  'contact.sendTestPage': { input: (of) => ({ personId: of.engineer, methodId: of.method }), shape: ofEngineer },

  'rotation.list': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'rotation.byId': { input: (of) => ({ rotationId: of.rotation }), shape: inTeam },
  'rotation.editor': { input: (of) => ({ rotationId: of.rotation }), shape: inTeam },
  'rotation.history': { input: (of) => ({ rotationId: of.rotation }), shape: inTeam },
  'rotation.preview': { input: preview },
  'rotation.queue': { input: movedUp, shape: inTeam },
  'rotation.change': {
    input: (of) => ({ rotationId: of.rotation, version: 1, queue: [of.manager, of.engineer] }),
    shape: inTeam,
  },
  'rotation.create': { input: newRotation, shape: inTeam },
  'rotation.versions': { input: (of) => ({ rotationId: of.rotation }), shape: inTeam },
  'rotation.restore': { input: (of) => ({ rotationId: of.rotation, version: 1, restored: 1 }), shape: inTeam },
  'rotation.layOverride': { input: (of) => ({ rotationId: of.rotation, ...newOverride(of) }), shape: inTeam },
  'rotation.takeBackOverride': {
    input: (of) => ({ rotationId: of.rotation, version: 1, overrideId: of.override }),
    shape: inTeam,
  },
  'rotation.archive': { input: (of) => ({ rotationId: of.rotation, version: 1, archived: false }), shape: inTeam },

  'oncall.now': {},
  'oncall.watch': {},
  'oncall.shifts': { input: (of) => ({ rotationId: of.rotation, ...window }), shape: inTeam },
  'oncall.coverageAhead': {},
  'oncall.calendar': { input: (of) => ({ teamId: of.team, rotationId: of.rotation }), shape: inTeam },
  'oncall.team': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'oncall.feeds': { shape: ofCaller },
  'oncall.createFeed': { input: (of) => ({ rotationId: of.rotation }), shape: inTeam },
  'oncall.replaceFeedToken': { input: (of) => ({ feedId: of.feed }), shape: ofEngineer },
  'oncall.revokeFeed': { input: (of) => ({ feedId: of.feed }), shape: ofEngineer },

  'request.list': { input: () => ({ tab: 'waiting' }) },
  'request.waiting': {},
  'request.byId': { input: (of) => ({ id: of.asked }), shape: inTeam },
  'request.form': {},
  'request.preview': { input: (of) => ({ rotationId: of.rotation, ...cover(of) }), shape: inTeam },
  'request.onCalendar': { input: (of) => ({ ...window, teamId: of.team, rotationId: of.rotation }), shape: inTeam },
  'request.why': { input: (of) => ({ rotationId: of.rotation, role: 'primary', at: soon }), shape: inTeam },
  'request.ask': { input: (of) => ({ rotationId: of.rotation, ...cover(of) }), shape: inTeam },
  'request.accept': onRequest('asked', ['engineer']),
  'request.decline': onRequest('asked', ['engineer']),
  'request.approve': onRequest('agreed', ['manager']),
  'request.reject': onRequest('agreed', ['manager'], { note: 'No' }),
  'request.cancel': onRequest('asked', ['manager']),
  'request.reverse': onRequest('covered', ['manager', 'engineer']),
  'request.end': onRequest('takenOver', ['manager', 'engineer']),
  'request.remind': onRequest('asked', ['manager']),
  'request.takeOver': { input: (of) => ({ rotationId: of.rotation, role: 'secondary', hours: 1 }), shape: inTeam },
  'request.decideMany': { input: (of) => ({ ids: [of.agreed], decision: 'approve' }) },

  'escalation.list': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'escalation.byId': { input: (of) => ({ policyId: of.policy }), shape: inTeam },
  // The policy of the sample names no webhook.
  'escalation.webhookSecret': {
    input: (of) => ({ policyId: of.policy, webhookUrl: 'https://hooks.example.org/page' }),
    shape: inTeam,
    neverDone: true,
  },
  'escalation.simulate': {
    input: (of) => ({ policyId: of.policy, at: '2026-11-17T08:12:00Z', priority: 'P1' }),
    shape: inTeam,
  },
  'escalation.create': { input: (of) => ({ teamId: of.team, ...policyFields(of) }), shape: inTeam },
  'escalation.update': { input: (of) => ({ policyId: of.policy, ...policyFields(of) }), shape: inTeam },
  'escalation.archive': { input: (of) => ({ policyId: of.policy }), shape: inTeam },

  'runbook.list': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'runbook.byId': onRunbook(),
  'runbook.version': onRunbook(() => ({ version: 1 })),
  'runbook.create': { input: (of) => ({ teamId: of.team, title: 'Another', body: '- [ ] Look' }), shape: inTeam },
  'runbook.save': onRunbook(() => ({ version: 1, body: '- [ ] Look' })),
  'runbook.reviewed': onRunbook(),
  'runbook.tested': onRunbook(),
  'runbook.archive': onRunbook(),
  'runbook.run': { input: (of) => ({ runId: of.run }), shape: inTeam },
  'runbook.tick': { input: (of) => ({ runId: of.run, step: 1, state: 'done' }), shape: inTeam },
  'runbook.helped': {
    input: (of) => ({ runId: of.run, helped: 'yes' }),
    shape: inTeam,
    neverDone: true,
  },
  'runbook.endRun': { input: (of) => ({ runId: of.run }), shape: inTeam },

  'severity.due': {},
  'severity.saveDue': { input: () => ownDue },
  'incident.list': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'incident.byId': onIncident(),
  'incident.timeline': onIncident(),
  'incident.declare': {
    input: (of) => ({ teamId: of.team, title: 'Another', severity: 'minor', alertIds: [of.alert] }),
    shape: inTeam,
  },
  'incident.accept': onIncident(),
  'incident.decline': onIncident(() => ({ reason: 'It is none' })),
  'incident.mitigate': onIncident(),
  'incident.resolve': onIncident(),
  'incident.close': { input: (of) => ({ incidentId: of.otherIncident, ...closing }), shape: inTeam },
  'incident.reopen': onIncident(),
  'incident.merge': onIncident((of) => ({ into: of.otherIncident })),
  'incident.change': onIncident(() => ({ title: 'Another' })),
  'incident.setRoles': onIncident((of) => ({ leadId: of.manager })),
  'incident.addResponders': onIncident((of) => ({ personIds: [of.manager] })),
  'incident.join': onIncident(),
  'incident.attachAlerts': onIncident((of) => ({ alertIds: [of.alert] })),
  'incident.startRunbook': onIncident((of) => ({ runbookId: of.runbook })),
  'incident.addFollowUp': onIncident((of) => ({ title: 'Look after it', ownerId: of.manager })),
  'incidentLog.history': onEntry(),
  'incidentLog.add': onIncident(() => ({ kind: 'finding', text: 'The disk is full' })),
  'incidentLog.change': onEntry(() => ({ version: 1, text: 'Another' })),
  'incidentLog.remove': onEntry(),
  'incidentLog.star': onEntry(() => ({ starred: true })),
  'presence.look': onIncident(),
  'presence.lookAway': onIncident(),

  'statusUpdate.ofIncident': onIncident(),
  'statusUpdate.post': onIncident(() => ({ text: 'We are looking into it' })),
  'statusUpdate.publishAgain': {
    input: (of) => ({ updateId: of.statusUpdate, place: 'status-page' }),
    shape: inTeam,
  },
  'statusUpdate.settings': {},
  'statusUpdate.saveStatusPage': { input: () => ({ pageId: 'kctbh9vrtdwd', apiKey: 'key', version: 0 }) },
  'statusUpdate.removeStatusPage': {},
  'statusUpdate.saveComponents': { input: () => ({ components: [] }) },
  'statusUpdate.saveTemplate': { input: () => ({ severity: 'minor', state: 'resolved', text: 'It is over.' }) },

  'review.list': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'review.ofIncident': { input: (of) => ({ incidentId: of.otherIncident }), shape: inTeam },
  'review.byId': onReview(),
  'review.versions': onReview(() => ({ key: 'summary' })),
  'review.version': onReview(() => ({ key: 'summary', version: 1 })),
  'review.file': onReview(),
  'review.template': {},
  'review.shared': { input: () => ({ token: unknownLink }), neverDone: true },
  'review.begin': { input: (of) => ({ incidentId: of.otherIncident }), shape: inTeam },
  'review.saveSection': onReview(() => ({
    key: 'summary',
    baseVersion: 1,
    splice: { at: 0, remove: 0, insert: 'It was down.' },
  })),
  'review.ask': onReview((of) => ({ reviewerIds: [of.manager] })),
  'review.approve': onReview(),
  'review.finish': { ...onReview(), neverDone: true },
  'review.reopen': onReview(() => ({ reason: 'Something was missing' })),
  'review.comment': onReview(() => ({ text: 'Good' })),
  'review.settleComment': { input: (of) => ({ commentId: of.comment }), shape: inTeam },
  'review.import': onReview(() => ({ markdown: '<!-- section: summary -->\n## Summary\n\nDown\n\n<!-- end -->\n' })),
  'review.share': onReview(() => ({ days: 1 })),
  'review.revokeShare': { input: (of) => ({ shareId: of.share }), shape: inTeam },
  'review.saveTemplate': { input: () => ({ sections: null }) },

  'search.find': { input: () => ({ q: 'disk' }) },
  'health.report': {
    input: (of) => ({ teamId: of.team, rotationId: of.rotation, serviceId: of.service }),
    shape: inTeam,
  },

  'health.rows': { input: (of) => ({ teamId: of.team, metric: 'A0' }), shape: inTeam },
  'health.csv': { input: (of) => ({ teamId: of.team, format: 'csv' }), shape: inTeam },
  'health.timeOnCall': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'whatIf.replay': { input: (of) => ({ teamId: of.team, serviceId: of.service }), shape: inTeam },
  'health.settings': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'health.saveQuestions': { input: (of) => ({ teamId: of.team, questions: null }), shape: inTeam },
  'health.savePay': { input: (of) => ({ teamId: of.team, pay: null }), shape: inTeam },
  'health.saveThreshold': { input: (of) => ({ rotationId: of.rotation, rule: 'A1', value: 10 }), shape: inTeam },
  'health.week': { input: (of) => ({ rotationId: of.rotation }), shape: inTeam },
  'health.writeWeek': {
    input: (of) => ({ rotationId: of.rotation, from: '2026-11-16T08:00:00Z', kind: 'note', text: 'Quiet' }),
    shape: inTeam,
  },
  'health.removeWeekEntry': { input: (of) => ({ entryId: of.weekEntry }), shape: inTeam },
  'health.helped': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'health.openFollowUp': {
    input: (of) => ({ teamId: of.team, serviceId: of.service, key: 'disk-full', ownerId: of.engineer }),
    shape: inTeam,
  },

  'followUp.list': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'followUp.byId': { input: (of) => ({ followUpId: of.followUp }), shape: inTeam },
  'followUp.create': {
    input: (of) => ({ teamId: of.team, title: 'Another', ownerId: of.engineer }),
    shape: inTeam,
  },
  'followUp.change': { input: (of) => ({ followUpId: of.followUp, title: 'Another' }), shape: inTeam },
  'followUp.reportStep': { input: (of) => ({ runId: of.run, step: 1, words: 'It is gone' }), shape: inTeam },
  'followUp.export': { input: (of) => ({ followUpId: of.followUp }), shape: inTeam, neverDone: true },
  'followUp.tracker': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'followUp.setTracker': {
    input: (of) => ({ teamId: of.team, kind: 'github', project: 'acme/shop', token: 'abc' }),
    shape: inTeam,
  },
  'followUp.removeTracker': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'followUp.reassign': { input: (of) => ({ followUpIds: [of.followUp], ownerId: of.engineer }) },

  'service.list': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'service.byId': { input: (of) => ({ serviceId: of.service }), shape: inTeam },
  'service.create': { input: newService, shape: inTeam },
  'service.update': { input: (of) => ({ serviceId: of.service, policyId: of.policy }), shape: inTeam },
  'service.createIntegration': { input: (of) => ({ serviceId: of.service, ...sender }), shape: inTeam },
  'service.revokeIntegration': { input: (of) => ({ integrationId: of.integration }), shape: inTeam },
  'service.importRunbooks': {
    input: (of) => ({ teamId: of.team, files: [{ name: 'a.md', text: '# Another' }], preview: true }),
    shape: inTeam,
  },
  'service.runbookFile': onRunbook(),
  'service.setRunbookServices': onRunbook((of) => ({ serviceIds: [of.service] })),

  'handoff.byId': { input: (of) => ({ noteId: of.handoff }), shape: inTeam },
  'handoff.forRotation': { input: (of) => ({ rotationId: of.rotation }), shape: inTeam },
  'handoff.mine': {},
  'handoff.save': onHandoff(() => ({ prompt: 'risks', text: 'The disk fills', baseVersion: 0 })),
  'handoff.publish': onHandoff(),
  'handoff.accept': onHandoff(() => ({ checklist: { laptop: true, internet: true, runbooks: false } })),
  'handoff.pulse': onHandoff(() => ({ slept: 4, supported: 5, again: 3 })),
  // Those who hand over take over themselves: nobody has a lead to pass.
  'handoff.passLead': {
    input: (of) => ({ noteId: of.handoff, incidentId: of.incident }),
    shape: inTeam,
    neverDone: true,
  },
  'service.windows': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'service.createWindow': { input: (of) => ({ teamId: of.team, ...newWindow(of) }), shape: inTeam },
  'service.updateWindow': { input: (of) => ({ windowId: of.window, ...newWindow(of) }), shape: inTeam },
  'service.endWindow': { input: (of) => ({ windowId: of.window }), shape: inTeam },

  'alert.list': { input: (of) => ({ team: of.team, service: of.service }) },
  'alert.byId': onAlert(),
  'alert.othersPaged': { input: (of) => ({ alertIds: [of.alert] }), shape: inTeam },
  'alert.waiting': {},
  'alert.acknowledge': onAlert(),
  'alert.unacknowledge': onAlert(),
  'alert.escalate': onAlert(),
  'alert.snooze': onAlert(() => ({ until: soon })),
  'alert.assign': onAlert((of) => ({ personId: of.manager })),
  'alert.resolve': onAlert(() => ({ note: 'Done' })),
  'alert.reopen': onAlert(),
  'alert.note': onAlert(() => ({ text: 'Seen' })),
  'alert.triedToReachPrimary': onAlert(),
  'alert.responders': onAlert((of) => ({ personIds: [of.manager] })),
  'alert.merge': onAlert((of) => ({ into: of.otherAlert })),
  'alert.classify': onAlert(() => ({ classification: 'acted' })),
  'alert.bulk': { input: (of) => ({ alertIds: [of.alert], action: 'note', text: 'Seen' }) },
  'alert.runbooks': onAlert(),
  'alert.startRunbook': onAlert((of) => ({ runbookId: of.runbook })),
  'alert.link': { input: () => ({ token: unknownLink }), neverDone: true },
};

const one = (id: (of: Belongings) => string, input?: (of: Belongings) => unknown, shape = inTeam): Sample => ({
  params: (of) => ({ id: id(of) }),
  ...(input && { input }),
  shape,
});
const person = (of: Belongings) => of.engineer;
const rotation = (of: Belongings) => of.rotation;
const alert = (of: Belongings) => of.alert;
const ofMethod = (method: 'method' | 'unverified', input: object = {}): Sample => ({
  params: (of) => ({ id: of.engineer, methodId: of[method] }),
  input: () => input,
  shape: ofEngineer,
});

const on = (which: Requested, who: ('manager' | 'engineer')[]): Sample => ({
  params: (of) => ({ id: of[which] }),
  shape: oneOf(...who),
});

export const callSamples: Record<string, Sample> = {
  'GET /audit': {},

  'POST /people': { input: newPerson },
  'GET /people': {},
  'POST /teams': { input: newTeam },
  'GET /teams': {},

  'GET /people/{id}/time-off': one(person, undefined, ofEngineer),
  'POST /people/{id}/time-off': one(person, () => ({ firstDay: '2026-12-24', lastDay: '2026-12-26' }), ofEngineer),
  'DELETE /time-off/{id}': one((of) => of.timeOff, undefined, ofEngineer),
  'GET /people/{id}/time-off-feed': one(person, undefined, ofEngineer),
  'PUT /people/{id}/time-off-feed': one(person, () => ({ address: 'https://example.org/me.ics' }), ofEngineer),
  'GET /people/{id}/feeds': one(person, undefined, ofEngineer),
  'POST /people/{id}/feeds': one(person, () => ({}), ofEngineer),
  'POST /feeds/{id}/replace': one((of) => of.feed, undefined, ofEngineer),
  'DELETE /feeds/{id}': one((of) => of.feed, undefined, ofEngineer),

  'GET /people/{id}/contact-methods': one(person, undefined, ofEngineer),
  'POST /people/{id}/contact-methods': one(person, () => newMethod, ofEngineer),
  'POST /people/{id}/contact-methods/{methodId}/verify': {
    ...ofMethod('unverified', { code: '000000' }),
    neverDone: true,
  },
  'DELETE /people/{id}/contact-methods/{methodId}': ofMethod('method'),
  'PUT /people/{id}/rules': one(person, rules, ofEngineer),

  'POST /rotations': { input: newRotation, shape: inTeam },
  'POST /rotations/preview': { input: preview },
  'GET /rotations/{id}': one(rotation),
  'POST /rotations/{id}/preview': one(rotation, (of) => ({ version: 1, queue: [of.manager, of.engineer] })),
  'PATCH /rotations/{id}': one(rotation, (of) => ({ version: 1, queue: [of.manager, of.engineer] })),
  'POST /rotations/{id}/queue': one(rotation, (of) => ({
    version: 1,
    change: 'move',
    personId: of.engineer,
    position: 1,
  })),
  'POST /rotations/{id}/overrides': one(rotation, newOverride),
  'DELETE /rotations/{id}/overrides/{overrideId}': {
    params: (of) => ({ id: of.rotation, overrideId: of.override }),
    input: () => ({ version: 1 }),
    shape: inTeam,
  },
  'GET /rotations/{id}/on-call': one(rotation),
  'GET /rotations/{id}/shifts': one(rotation, () => window),

  'POST /rotations/{id}/requests': one(rotation, cover),
  'POST /rotations/{id}/take-over': one(rotation, () => ({ role: 'secondary', until: '2026-11-16T11:00:00Z' })),
  'GET /requests': {},
  'GET /requests/{id}': one((of) => of.asked),
  'POST /requests/{id}/accept': on('asked', ['engineer']),
  'POST /requests/{id}/decline': on('asked', ['engineer']),
  'POST /requests/{id}/approve': on('agreed', ['manager']),
  'POST /requests/{id}/reject': on('agreed', ['manager']),
  'POST /requests/{id}/cancel': on('asked', ['manager']),
  'POST /requests/{id}/reverse': on('covered', ['manager', 'engineer']),
  'POST /requests/{id}/end': on('takenOver', ['manager', 'engineer']),
  'POST /runbooks': { input: (of) => ({ teamId: of.team, title: 'Another', body: '- [ ] Look' }), shape: inTeam },
  'GET /runbooks': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /runbooks/{id}': one((of) => of.runbook),
  'PATCH /runbooks/{id}': one(
    (of) => of.runbook,
    () => ({ version: 1, body: '- [ ] Look' }),
  ),
  'POST /runbooks/{id}/tested': one((of) => of.runbook),
  'DELETE /runbooks/{id}': one((of) => of.runbook),
  'POST /follow-ups': { input: (of) => ({ teamId: of.team, title: 'Another', ownerId: of.engineer }), shape: inTeam },
  'GET /follow-ups': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /follow-ups/{id}': one((of) => of.followUp),
  'POST /follow-ups/{id}/export': { ...one((of) => of.followUp), neverDone: true },
  'PATCH /follow-ups/{id}': one(
    (of) => of.followUp,
    () => ({ title: 'Another' }),
  ),
  'POST /incidents': { input: (of) => ({ teamId: of.team, title: 'Another', severity: 'minor' }), shape: inTeam },
  'GET /incidents': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /incidents/{id}': one((of) => of.incident),
  'GET /incidents/{id}/timeline': one((of) => of.incident),
  'PATCH /incidents/{id}': one(
    (of) => of.incident,
    () => ({ title: 'Another' }),
  ),
  'POST /incidents/{id}/accept': one((of) => of.incident),
  'POST /incidents/{id}/decline': one(
    (of) => of.incident,
    () => ({ reason: 'It is none' }),
  ),
  'POST /incidents/{id}/timeline': one(
    (of) => of.incident,
    () => ({ kind: 'finding', text: 'The disk is full' }),
  ),
  'POST /incidents/{id}/roles': one(
    (of) => of.incident,
    (of) => ({ leadId: of.manager }),
  ),
  'POST /incidents/{id}/responders': one(
    (of) => of.incident,
    (of) => ({ personIds: [of.manager] }),
  ),
  'POST /incidents/{id}/mitigate': one((of) => of.incident),
  'POST /incidents/{id}/resolve': one((of) => of.incident),
  'POST /incidents/{id}/close': one(
    (of) => of.otherIncident,
    () => closing,
  ),
  'POST /incidents/{id}/reopen': one((of) => of.incident),
  'POST /incidents/{id}/merge': one(
    (of) => of.incident,
    (of) => ({ into: of.otherIncident }),
  ),
  'POST /incidents/{id}/updates': one(
    (of) => of.incident,
    () => ({ text: 'We are looking into it' }),
  ),
  'POST /reviews': { input: (of) => ({ incidentId: of.otherIncident }), shape: inTeam },
  'GET /reports/health': {
    input: (of) => ({ teamId: of.team, from: '2026-11-02T00:00:00Z', to: soon, format: 'csv' }),
    shape: inTeam,
  },
  'GET /reports/time-on-call': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /reviews': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /reviews/{id}': one((of) => of.review),
  'GET /reviews/{id}/markdown': one((of) => of.review),

  'POST /policies': { input: (of) => ({ teamId: of.team, ...policyFields(of) }), shape: inTeam },
  'GET /policies': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /policies/{id}': one((of) => of.policy),

  'POST /services': { input: newService, shape: inTeam },
  'PATCH /services/{id}': one(
    (of) => of.service,
    (of) => ({ policyId: of.policy, groupSeconds: 60 }),
  ),
  'POST /maintenance-windows': { input: (of) => ({ teamId: of.team, ...newWindow(of) }), shape: inTeam },
  'GET /maintenance-windows': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /maintenance-windows/{id}': one((of) => of.window),
  'PUT /maintenance-windows/{id}': one((of) => of.window, newWindow),
  'DELETE /maintenance-windows/{id}': one((of) => of.window),
  'GET /services': { input: (of) => ({ teamId: of.team }), shape: inTeam },
  'GET /services/{id}': one((of) => of.service),
  'POST /services/{id}/integrations': one(
    (of) => of.service,
    () => sender,
  ),
  'DELETE /integrations/{id}': one((of) => of.integration),

  'GET /handoffs/{id}': one((of) => of.handoff),

  'POST /alerts': { input: newAlert, shape: inTeam },
  'GET /search': { input: () => ({ q: 'disk' }) },
  'GET /alerts': { input: (of) => ({ team: of.team, service: of.service }) },
  'GET /alerts/{id}': one(alert),
  'POST /alerts/{id}/acknowledge': one(alert, (of) => ({ personId: of.engineer })),
  'POST /alerts/{id}/unacknowledge': one(alert),
  'POST /alerts/{id}/escalate': one(alert),
  'POST /alerts/{id}/snooze': one(alert, () => ({ until: soon })),
  'POST /alerts/{id}/assign': one(alert, (of) => ({ personId: of.manager })),
  'POST /alerts/{id}/resolve': one(alert),
  'POST /alerts/{id}/reopen': one(alert),
  'POST /alerts/bulk': { input: (of) => ({ alertIds: [of.alert], action: 'note', text: 'Seen' }) },
  'POST /alerts/{id}/responders': one(alert, (of) => ({ personIds: [of.manager] })),
  'POST /alerts/{id}/merge': one(alert, (of) => ({ into: of.otherAlert })),
  'POST /alerts/{id}/classify': one(alert, () => ({ classification: 'acted' })),
  'POST /alerts/{id}/note': one(alert, () => ({ text: 'Seen' })),
};
