import { alertsByIds } from '@/server/alert/queries';
import { wantRoom } from '@/server/chat/commands';
import { roomName } from '@/server/chat/room';
import { type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import { openFollowUp } from '@/server/follow-up/commands';
import { notify, page, withdraw } from '@/server/notification/commands';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import * as runbook from '@/server/runbook/commands';
import { servicesByIds } from '@/server/service/queries';
import { membersOf, peopleByIds, teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { type Subject, subject } from '@/server/timeline/subject';
import type { Entry } from './entry';
import { type Incident, instantsFor, reference } from './incident';
import { type IncidentAct, isRunning, transition } from './lifecycle';
import { incidentById } from './queries';
import type { AddEntry, ChangeEntry, ChangeIncident, Close, Declare, IncidentFollowUp } from './schema';
import { meanings, nextUpdateAt } from './severity';
import * as store from './store';
import { responderNotice, roleNotice, updateDueNotice } from './wording';

const about = (id: string) => subject('incident', id);
const links = (id: string) => ({ incident: absolute(env.PUBLIC_URL, paths.incident(id)) });
const actingPerson = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);
const actingName = ({ actor }: Context): string =>
  actor.kind === 'person' || actor.kind === 'service' ? actor.name : 'Baton';

const say = (ctx: Context, { id, teamId }: Pick<Incident, 'id' | 'teamId'>, now: Date, kind: EventKind, data = {}) =>
  tell(ctx, now, { subject: about(id), teamId, kind, data });

/** Declares an incident, by hand or from alerts. Whoever declares it leads it until somebody else does. */
export async function declare(ctx: Context, input: Declare) {
  authorize(ctx.actor, 'incident.declare', { teamId: input.teamId });
  const incidentId = await inTransaction(ctx, async (ctx) => {
    await teamById(ctx, input.teamId);
    const alerts = await alertsOf(ctx, input.teamId, input.alertIds);
    const serviceIds = [...new Set([...input.serviceIds, ...alerts.map(({ service }) => service.id)])];
    await refuseServices(ctx, input.teamId, serviceIds);
    const leadId = input.leadId ?? actingPerson(ctx);
    const communicatorId = input.communicatorId ?? leadId;
    await refuseStrangers(ctx, input.teamId, { leadId: input.leadId, communicatorId: input.communicatorId });
    const now = await ctx.now();
    const id = crypto.randomUUID();
    const { teamId, title, severity, summary } = input;
    const number = await store.insert(ctx, {
      ...{ id, teamId, title, severity, summary, leadId, communicatorId },
      ...{ state: 'triage', declaredAt: now, declaredById: actingPerson(ctx) },
      ...{ acceptedAt: null, mitigatedAt: null, resolvedAt: null, closedAt: null, declinedAt: null },
      ...{ declineReason: null, mergedIntoId: null, impactTo: null, closing: null, reviewWanted: null },
      impactFrom: earliest(alerts.map(({ openedAt }) => openedAt)),
      nextUpdateAt: nextUpdateAt(severity, now),
      version: 1,
    });
    await store.setServices(ctx, id, serviceIds);
    await wantRoom(ctx, about(id), roomName(reference({ number }), title), now);
    await say(ctx, { id, teamId }, now, 'declared', { title, severity, alerts: alerts.map(named) });
    await link(ctx, { id, teamId }, input.alertIds, now);
    const responders = [...new Set([...input.responderIds, ...(leadId ? [leadId] : [])])];
    await store.addResponders(ctx, id, responders, { addedAt: now, pagedAt: null, joinedAt: null });
    return id;
  });
  if (input.responderIds.length > 0) return addResponders(ctx, { incidentId, personIds: input.responderIds });
  return incidentById(ctx, { incidentId });
}

const earliest = (instants: Date[]): Date | null =>
  instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));

type Linked = Awaited<ReturnType<typeof alertsByIds>>[number];
const named = ({ id, reference, title }: Linked) => ({ id, reference, title });

/** Alerts of the team; anything else does not exist for the caller. */
async function alertsOf(ctx: Context, teamId: string, alertIds: string[]): Promise<Linked[]> {
  const alerts = alertIds.length === 0 ? [] : await alertsByIds(ctx, [...new Set(alertIds)]);
  if (alerts.length !== new Set(alertIds).size || alerts.some((alert) => alert.teamId !== teamId))
    throw invalid({ alertIds: 'The team has no such alert: choose its own' });
  return alerts;
}

async function link(ctx: Context, incident: Pick<Incident, 'id' | 'teamId'>, alertIds: string[], now: Date) {
  if (alertIds.length === 0) return;
  await store.linkAlerts(ctx, incident.id, [...new Set(alertIds)], now);
  for (const alertId of new Set(alertIds)) {
    const event = { subject: subject('alert', alertId), teamId: incident.teamId, data: { incidentId: incident.id } };
    await tell(ctx, now, { ...event, kind: 'joined-incident' });
  }
}

async function refuseServices(ctx: Context, teamId: string, serviceIds: string[]): Promise<void> {
  const services = await servicesByIds(ctx, serviceIds);
  if (serviceIds.some((id) => services.get(id)?.teamId !== teamId))
    throw invalid({ serviceIds: 'The team has no such service: choose its own' });
}

/** Roles and pages go to people who are here: members of the team, or admins. */
async function refuseStrangers(ctx: Context, teamId: string, fields: Record<string, string | null | undefined>) {
  const wanted = Object.entries(fields).flatMap(([field, id]) => (id ? [{ field, id }] : []));
  if (wanted.length === 0) return;
  const [people, members] = await Promise.all([
    peopleByIds(
      ctx,
      wanted.map(({ id }) => id),
    ),
    membersOf(ctx, teamId),
  ]);
  const faults = wanted.flatMap(({ field, id }) => {
    const person = people.get(id);
    const here = person?.active && (person.role === 'admin' || members.some(({ personId }) => personId === id));
    return here && person.role !== 'viewer' ? [] : [[field, 'Choose an active engineer of the team']];
  });
  if (faults.length > 0) throw invalid(Object.fromEntries(faults));
}

/** The incident, locked; the caller may act on it. */
async function hold(ctx: Context, incidentId: string): Promise<Incident> {
  const [incident] = await store.lock(ctx, [incidentId]);
  if (!incident) throw notFound();
  authorize(ctx.actor, 'incident.act', { teamId: incident.teamId });
  return incident;
}

/** One step of the transition table, told and in effect; what holds already is answered as it is. */
async function move(
  ctx: Context,
  incidentId: string,
  act: IncidentAct,
  with_: Partial<Incident> = {},
  then: (ctx: Context, incident: Incident, now: Date) => Promise<void> = async () => undefined,
) {
  await inTransaction(ctx, async (ctx) => {
    const before = await hold(ctx, incidentId);
    const state = transition(before.state, act);
    if (state === 'holds') return;
    const now = await ctx.now();
    await store.save(ctx, before, { state, ...instantsFor(before, state, now), ...with_ });
    const { declineReason } = with_;
    await say(ctx, before, now, 'state-changed', { from: before.state, to: state, act, reason: declineReason ?? null });
    await then(ctx, { ...before, ...with_, state }, now);
    if (!isRunning(state)) await withdraw(ctx, [about(before.id)], now, (_, subjects) => asked(ctx, subjects));
  });
  return incidentById(ctx, { incidentId });
}

export const accept = (ctx: Context, input: { incidentId: string }) => move(ctx, input.incidentId, 'accept');
export const mitigate = (ctx: Context, input: { incidentId: string }) => move(ctx, input.incidentId, 'mitigate');
export const resolve = (ctx: Context, input: { incidentId: string }) => move(ctx, input.incidentId, 'resolve');
export const reopen = (ctx: Context, input: { incidentId: string }) => move(ctx, input.incidentId, 'reopen');

/** It is none: with the reason, which everybody can read. */
export const decline = (ctx: Context, { incidentId, reason }: { incidentId: string; reason: string }) =>
  move(ctx, incidentId, 'decline', { declineReason: reason });

/** Closes a resolved incident with what closing asks; its follow-ups are made in the same transaction. */
export async function close(ctx: Context, input: Close) {
  const { incidentId, followUps, review, impactFrom, impactTo, ...closing } = input;
  if (Date.parse(impactFrom) > Date.parse(impactTo)) throw invalid({ impactTo: 'The impact ended before it began' });
  const fields = { closing, reviewWanted: review, impactFrom: new Date(impactFrom), impactTo: new Date(impactTo) };
  return move(ctx, incidentId, 'close', fields, async (ctx, incident) => {
    for (const followUp of followUps) await owe(ctx, incident, followUp);
  });
}

/** Opens a follow-up of an incident, whatever its state; it weighs what its severity says. */
export async function addFollowUp(ctx: Context, { incidentId, ...followUp }: IncidentFollowUp) {
  await inTransaction(ctx, async (ctx) => owe(ctx, await hold(ctx, incidentId), followUp));
  return incidentById(ctx, { incidentId });
}

async function owe(
  ctx: Context,
  { id, teamId, severity }: Incident,
  { title, ownerId, dueOn }: Omit<IncidentFollowUp, 'incidentId'>,
): Promise<void> {
  const owed = { teamId, title, details: '', ownerId, priority: meanings[severity].followUps, dueOn };
  await openFollowUp(ctx, owed, { source: 'incident', subject: about(id), serviceId: null, key: null, rule: null });
}

/** The alerts and responders go over to `into`; this one is closed and says where it went. */
export async function merge(ctx: Context, { incidentId, into }: { incidentId: string; into: string }) {
  if (incidentId === into) throw invalid({ into: 'Choose another incident' });
  await inTransaction(ctx, async (ctx) => {
    const locked = await store.lock(ctx, [incidentId, into]);
    const [from, to] = [incidentId, into].map((id) => locked.find((one) => one.id === id));
    if (!from || !to) throw notFound();
    for (const { teamId } of [from, to]) authorize(ctx.actor, 'incident.act', { teamId });
    if (from.teamId !== to.teamId) throw new AppError('not-possible', 'They belong to different teams');
    if (!isRunning(to.state) && to.state !== 'resolved')
      throw new AppError('not-possible', 'The other one is over: reopen it first');
    const state = transition(from.state, 'merge');
    if (state === 'holds') return;
    const now = await ctx.now();
    await store.save(ctx, from, { state, closedAt: now, mergedIntoId: to.id, nextUpdateAt: null, reviewWanted: false });
    const alerts = (await store.alertsOf(ctx, [from.id])).map(({ alertId }) => alertId);
    await link(ctx, to, alerts, now);
    const helping = (await store.respondersOf(ctx, from.id)).map(({ personId }) => personId);
    await store.addResponders(ctx, to.id, helping, { addedAt: now, pagedAt: null, joinedAt: null });
    await say(ctx, from, now, 'merged', { into: to.id, number: to.number });
    await say(ctx, to, now, 'merged', { from: from.id, number: from.number, alerts: alerts.length });
    await withdraw(ctx, [about(from.id)], now, (_, subjects) => asked(ctx, subjects));
  });
  return incidentById(ctx, { incidentId: into });
}

/** Changes what is known of it. Throws `changed` where `version` is old. */
export async function changeIncident(ctx: Context, input: ChangeIncident) {
  const { incidentId, version, serviceIds, impactFrom, impactTo, nextUpdateAt: promised, ...plain } = input;
  await inTransaction(ctx, async (ctx) => {
    const before = await hold(ctx, incidentId);
    if (version !== undefined && version !== before.version)
      throw new AppError(
        'changed',
        'Somebody changed this incident while you were writing: look at it, then save again',
      );
    const instants = Object.fromEntries(
      Object.entries({ impactFrom, impactTo, nextUpdateAt: promised }).flatMap(([field, value]) =>
        value === undefined ? [] : [[field, value === null ? null : new Date(value)]],
      ),
    );
    const change = {
      ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
      ...instants,
    };
    const { impactFrom: begins, impactTo: ends } = { ...before, ...change };
    if (begins && ends && begins > ends) throw invalid({ impactTo: 'The impact ended before it began' });
    const now = await ctx.now();
    if (serviceIds) {
      await refuseServices(ctx, before.teamId, serviceIds);
      await store.setServices(ctx, incidentId, [...new Set(serviceIds)]);
    }
    await store.save(ctx, before, change);
    const was = Object.fromEntries(Object.keys(change).map((field) => [field, before[field as keyof Incident]]));
    await say(ctx, before, now, 'changed', { before: was, after: change, ...(serviceIds && { services: serviceIds }) });
  });
  return incidentById(ctx, { incidentId });
}

/** Who leads, who speaks: always named. The one who is named is told. */
export async function setRoles(
  ctx: Context,
  input: { incidentId: string; leadId?: string | undefined; communicatorId?: string | undefined },
) {
  const { incidentId, leadId, communicatorId } = input;
  await inTransaction(ctx, async (ctx) => {
    const before = await hold(ctx, incidentId);
    await refuseStrangers(ctx, before.teamId, { leadId, communicatorId });
    const now = await ctx.now();
    const change = { ...(leadId && { leadId }), ...(communicatorId && { communicatorId }) };
    await store.save(ctx, before, change);
    const roles = [
      { role: 'lead', was: before.leadId, is: leadId },
      { role: 'communications owner', was: before.communicatorId, is: communicatorId },
    ].filter(({ was, is }) => is !== undefined && is !== was);
    for (const { role, was, is = '' } of roles) {
      await say(ctx, before, now, 'role-changed', { role, was, is });
      await store.addResponders(ctx, incidentId, [is], { addedAt: now, pagedAt: null, joinedAt: null });
      if (is === actingPerson(ctx)) continue;
      const notice = roleNotice({ ...before, ...change }, role, actingName(ctx), links(incidentId));
      const mail = { about: { subject: about(incidentId), teamId: before.teamId }, notice, now };
      await notify(ctx, { ...mail, personIds: [is], key: `incident ${incidentId} ${role} ${before.version}` });
    }
  });
  return incidentById(ctx, { incidentId });
}

/** Pages people through their own rules and notes that they were asked. Those who are there already are paged again. */
export async function addResponders(
  ctx: Context,
  input: { incidentId: string; personIds: string[]; note?: string | undefined },
) {
  const { incidentId, note = null } = input;
  const personIds = [...new Set(input.personIds)];
  await inTransaction(ctx, async (ctx) => {
    const incident = await hold(ctx, incidentId);
    if (!isRunning(incident.state)) throw new AppError('not-possible', 'It is over: there is nothing to help with');
    const fields = Object.fromEntries(personIds.map((id, i) => [`personIds.${i}`, id]));
    await refuseStrangers(ctx, incident.teamId, fields);
    const now = await ctx.now();
    await store.addResponders(ctx, incidentId, personIds, { addedAt: now, pagedAt: now, joinedAt: null });
    const { unreachable } = await page(ctx, {
      subjects: [{ subject: about(incidentId), teamId: incident.teamId }],
      urgency: 'high',
      // Each asking is a page of its own.
      round: incident.version,
      step: 0,
      personIds,
      priority: 0,
      noticeFor: (_, subjects) => asked(ctx, subjects, note),
      thread: null,
      now,
    });
    await store.save(ctx, incident, {});
    const people = await peopleByIds(ctx, personIds);
    const names = (ids: string[]) => ids.map((id) => people.get(id)?.name ?? '');
    await say(ctx, incident, now, 'responders-paged', {
      people: names(personIds),
      unreachable: names(unreachable),
      note,
    });
  });
  return incidentById(ctx, { incidentId });
}

/** What a page says; where several were asked about within a minute, one message names them all. */
async function asked(ctx: Context, subjects: readonly Subject[], note: string | null = null): Promise<Notice> {
  const incidents = await store.byIds(
    ctx,
    subjects.map(({ id }) => id),
  );
  return responderNotice(incidents, actingName(ctx), note, (id) => links(id).incident);
}

/** "I am on it": whoever was paged, or comes by. Their pages end. */
export async function join(ctx: Context, input: { incidentId: string }) {
  await inTransaction(ctx, async (ctx) => {
    const incident = await hold(ctx, input.incidentId);
    const personId = actingPerson(ctx);
    if (!personId) throw new AppError('not-possible', 'People join incidents: sign in');
    const now = await ctx.now();
    await store.addResponders(ctx, incident.id, [personId], { addedAt: now, pagedAt: null, joinedAt: null });
    if (await store.markJoined(ctx, incident.id, personId, now)) await say(ctx, incident, now, 'responder-joined');
  });
  return incidentById(ctx, input);
}

/** Joins alerts of the same team; those of another incident move here. */
export async function attachAlerts(ctx: Context, input: { incidentId: string; alertIds: string[] }) {
  await inTransaction(ctx, async (ctx) => {
    const incident = await hold(ctx, input.incidentId);
    const alerts = await alertsOf(ctx, incident.teamId, input.alertIds);
    const now = await ctx.now();
    await link(ctx, incident, input.alertIds, now);
    const services = (await store.servicesOf(ctx, [incident.id])).map(({ serviceId }) => serviceId);
    await store.setServices(ctx, incident.id, [...new Set([...services, ...alerts.map(({ service }) => service.id)])]);
    await say(ctx, incident, now, 'alerts-linked', { alerts: alerts.map(named) });
  });
  return incidentById(ctx, input);
}

/** Starts a runbook about it. */
export async function startRunbook(ctx: Context, input: { incidentId: string; runbookId: string }) {
  const [incident] = await store.byIds(ctx, [input.incidentId]);
  if (!incident) throw notFound();
  authorize(ctx.actor, 'incident.act', { teamId: incident.teamId });
  return runbook.startRun(ctx, { runbookId: input.runbookId, subject: about(incident.id), teamId: incident.teamId });
}

/** Reminds who speaks for an incident that the promised update is due: once for each promise. For the worker. */
export async function remindOfUpdates(ctx: Context): Promise<number> {
  const now = await ctx.now();
  let reminded = 0;
  for (const incident of await store.updatesDue(ctx, now)) {
    const personId = incident.communicatorId ?? incident.leadId;
    if (!personId || !incident.nextUpdateAt) continue;
    const notice = updateDueNotice(incident, links(incident.id));
    const key = `incident update ${incident.id} ${incident.nextUpdateAt.getTime()}`;
    const mail = { about: { subject: about(incident.id), teamId: incident.teamId }, notice, key, now };
    await notify(ctx, { ...mail, personIds: [personId] });
    reminded += 1;
  }
  return reminded;
}

/** Somebody's finding, decision, action or update; in the past where it was learnt late. */
export async function addEntry(ctx: Context, input: AddEntry) {
  await inTransaction(ctx, async (ctx) => {
    const incident = await hold(ctx, input.incidentId);
    const personId = actingPerson(ctx);
    if (!personId) throw new AppError('not-possible', 'People write the timeline: sign in');
    const now = await ctx.now();
    const happenedAt = input.happenedAt === undefined ? now : new Date(input.happenedAt);
    if (happenedAt > now) throw invalid({ happenedAt: 'That lies ahead: give a time that has passed' });
    const { kind, text } = input;
    await write(ctx, incident, { kind, text, happenedAt, personId }, now);
    if (kind === 'update')
      await store.save(ctx, incident, {
        nextUpdateAt: isRunning(incident.state) ? nextUpdateAt(incident.severity, now) : null,
      });
  });
  return incidentById(ctx, { incidentId: input.incidentId });
}

type Written = Pick<Entry, 'kind' | 'text' | 'happenedAt' | 'personId'>;

async function write(ctx: Context, incident: Incident, entry: Written, now: Date, data: object = {}): Promise<string> {
  const id = crypto.randomUUID();
  const fresh = { writtenAt: now, starred: false, version: 1, removedAt: null };
  await store.insertEntry(ctx, { id, incidentId: incident.id, ...entry, ...fresh });
  await say(ctx, incident, now, 'entry-written', { entryId: id, kind: entry.kind, text: entry.text, ...data });
  return id;
}

/**
 * A status update stands on the timeline as an update, and promises the next one. In the caller's transaction; `make`
 * is handed the incident, locked, and answers what was said and until when. For the concept that tells people outside.
 */
export async function tellUpdate(
  ctx: Context,
  { incidentId, statusUpdate }: { incidentId: string; statusUpdate: string },
  make: (incident: Incident, now: Date) => Promise<{ text: string; nextUpdateAt: Date | null }>,
): Promise<{ incident: Incident; entryId: string; personId: string; now: Date }> {
  const incident = await hold(ctx, incidentId);
  const personId = actingPerson(ctx);
  if (!personId) throw new AppError('not-possible', 'People say how it is: sign in');
  const now = await ctx.now();
  const { text, nextUpdateAt: promised } = await make(incident, now);
  const entryId = await write(ctx, incident, { kind: 'update', text, happenedAt: now, personId }, now, {
    statusUpdate,
  });
  await store.save(ctx, incident, { nextUpdateAt: isRunning(incident.state) ? promised : null });
  return { incident, entryId, personId, now };
}

/** What somebody wrote in the incident's channel stands on its timeline, in their name. */
export async function noteFromChat(ctx: Context, { incidentId, text }: { incidentId: string; text: string }) {
  await inTransaction(ctx, async (ctx) => {
    const incident = await hold(ctx, incidentId);
    await say(ctx, incident, await ctx.now(), 'noted', { text, from: 'slack' });
  });
}

/** Longer than it takes to say again that one looks, so that a slow network does not make people flicker. */
const looksSeconds = 30;

/** Says that the caller looks at it now, and answers everybody who does. Machines do not look. */
export async function look(ctx: Context, { incidentId }: { incidentId: string }) {
  const incident = await seen(ctx, incidentId);
  const personId = actingPerson(ctx);
  const ids = personId === null ? [] : await store.look(ctx, incident.id, personId, looksSeconds);
  const people = [...(await peopleByIds(ctx, ids)).values()];
  return people.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/** The page is closed. */
export async function lookAway(ctx: Context, { incidentId }: { incidentId: string }): Promise<void> {
  const incident = await seen(ctx, incidentId);
  const personId = actingPerson(ctx);
  if (personId !== null) await store.lookAway(ctx, incident.id, personId);
}

async function seen(ctx: Context, incidentId: string): Promise<Incident> {
  const [incident] = await store.byIds(ctx, [incidentId]);
  if (!incident) throw notFound();
  authorize(ctx.actor, 'incident.view', { teamId: incident.teamId });
  return incident;
}

/** Edits an entry; what it said before is kept. Throws `changed` where somebody edited it meanwhile. */
export async function changeEntry(ctx: Context, input: ChangeEntry) {
  return onEntry(ctx, input.entryId, async (ctx, entry, incident, now) => {
    if (entry.version !== input.version)
      throw new AppError(
        'changed',
        'Somebody edited this entry while you were writing: look at theirs, then save again',
      );
    const happenedAt = input.happenedAt === undefined ? entry.happenedAt : new Date(input.happenedAt);
    if (happenedAt > now) throw invalid({ happenedAt: 'That lies ahead: give a time that has passed' });
    await keep(ctx, entry, now);
    await store.saveEntry(ctx, entry.id, { text: input.text ?? entry.text, happenedAt, version: entry.version + 1 });
    await say(ctx, incident, now, 'entry-changed', { entryId: entry.id, before: entry.text, after: input.text });
  });
}

/** Takes an entry off the timeline; it stays in the history. */
export async function removeEntry(ctx: Context, input: { entryId: string }) {
  return onEntry(ctx, input.entryId, async (ctx, entry, incident, now) => {
    await keep(ctx, entry, now);
    await store.saveEntry(ctx, entry.id, { removedAt: now, version: entry.version + 1 });
    await say(ctx, incident, now, 'entry-removed', { entryId: entry.id, before: entry.text });
  });
}

/** Marks a key moment, or takes the mark away. */
export async function starEntry(ctx: Context, input: { entryId: string; starred: boolean }) {
  return onEntry(ctx, input.entryId, async (ctx, entry, incident, now) => {
    await store.saveEntry(ctx, entry.id, { starred: input.starred });
    await say(ctx, incident, now, 'entry-changed', { entryId: entry.id, starred: input.starred });
  });
}

const keep = (ctx: Context, { id, version, text, happenedAt, personId }: Entry, now: Date) =>
  store.keepEntry(ctx, { entryId: id, version, text, happenedAt, at: now, personId: actingPerson(ctx) ?? personId });

async function onEntry(
  ctx: Context,
  entryId: string,
  act: (ctx: Context, entry: Entry, incident: Incident, now: Date) => Promise<void>,
) {
  const incidentId = await inTransaction(ctx, async (ctx) => {
    const entry = await store.lockEntry(ctx, entryId);
    if (!entry || entry.removedAt) throw notFound();
    const incident = await hold(ctx, entry.incidentId);
    await act(ctx, entry, incident, await ctx.now());
    return incident.id;
  });
  return incidentById(ctx, { incidentId });
}
