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
import { dueBySeverity } from '@/server/severity/queries';
import { meanings } from '@/server/severity/severity';
import { membersOf, peopleByIds, teamById } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { type Subject, subject } from '@/server/timeline/subject';
import { changeOf } from './change';
import { rolesOf, strangersIn } from './crew';
import { begun, type Incident, instantsFor, reference } from './incident';
import { type IncidentAct, isRunning, refuseMerge, transition } from './lifecycle';
import { incidentById } from './queries';
import type { AddResponders, ChangeIncident, Close, Declare, IncidentFollowUp, SetRoles } from './schema';
import * as store from './store';
import { responderNotice, roleNotice } from './wording';

const about = (id: string) => subject('incident', id);
const linkTo = (id: string): string => absolute(env.PUBLIC_URL, paths.incident(id));
const actingPerson = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);
const actingName = ({ actor }: Context): string =>
  actor.kind === 'person' || actor.kind === 'service' ? actor.name : 'Baton';

type Told = Pick<Incident, 'id' | 'teamId'>;

/** What happened to an incident, told on its timeline. In the caller's transaction. */
export const say = (ctx: Context, { id, teamId }: Told, now: Date, kind: EventKind, data = {}) =>
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
    const people = { leadId, communicatorId, declaredById: actingPerson(ctx) };
    const number = await store.insert(ctx, begun({ id, teamId, title, severity, summary, ...people }, alerts, now));
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

type Linked = Awaited<ReturnType<typeof alertsByIds>>[number];
const named = ({ id, reference, title }: Linked) => ({ id, reference, title });

/** Alerts of the team; anything else does not exist for the caller. */
async function alertsOf(ctx: Context, teamId: string, alertIds: string[]): Promise<Linked[]> {
  const alerts = alertIds.length === 0 ? [] : await alertsByIds(ctx, [...new Set(alertIds)]);
  if (alerts.length !== new Set(alertIds).size || alerts.some((alert) => alert.teamId !== teamId))
    throw invalid({ alertIds: 'The team has no such alert: choose its own' });
  return alerts;
}

async function link(ctx: Context, incident: Told, alertIds: string[], now: Date) {
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

async function refuseStrangers(ctx: Context, teamId: string, fields: Record<string, string | null | undefined>) {
  const ids = Object.values(fields).flatMap((id) => id || []);
  if (ids.length === 0) return;
  const [people, members] = await Promise.all([peopleByIds(ctx, ids), membersOf(ctx, teamId)]);
  const faults = strangersIn(fields, people, members);
  if (Object.keys(faults).length > 0) throw invalid(faults);
}

/** The incident, locked, for whoever may act on it. In the caller's transaction. Throws `not-found`, `not-allowed`. */
export async function hold(ctx: Context, incidentId: string): Promise<Incident> {
  const [incident] = await store.lock(ctx, [incidentId]);
  if (!incident) throw notFound();
  authorize(ctx.actor, 'incident.act', { teamId: incident.teamId });
  return incident;
}

/** What somebody does to an incident, in one transaction; answers the incident as it is then. */
export async function act(ctx: Context, incidentId: string, done: (ctx: Context, before: Incident) => Promise<void>) {
  await inTransaction(ctx, async (ctx) => done(ctx, await hold(ctx, incidentId)));
  return incidentById(ctx, { incidentId });
}

/** One step of the transition table, told and in effect; what holds already is answered as it is. */
const move = (
  ctx: Context,
  incidentId: string,
  step: IncidentAct,
  with_: Partial<Incident> = {},
  then: (ctx: Context, incident: Incident, now: Date) => Promise<void> = async () => undefined,
) =>
  act(ctx, incidentId, async (ctx, before) => {
    const state = transition(before.state, step);
    if (state === 'holds') return;
    const now = await ctx.now();
    await store.save(ctx, before, { state, ...instantsFor(before, state, now), ...with_ });
    const told = { from: before.state, to: state, act: step, reason: with_.declineReason ?? null };
    await say(ctx, before, now, 'state-changed', told);
    await then(ctx, { ...before, ...with_, state }, now);
    if (!isRunning(state)) await withdraw(ctx, [about(before.id)], now, (_, subjects) => asked(ctx, subjects));
  });

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
export const addFollowUp = (ctx: Context, { incidentId, ...followUp }: IncidentFollowUp) =>
  act(ctx, incidentId, (ctx, incident) => owe(ctx, incident, followUp));

async function owe(
  ctx: Context,
  { id, teamId, severity }: Incident,
  { title, ownerId, dueOn }: Omit<IncidentFollowUp, 'incidentId'>,
): Promise<void> {
  const { followUpDays } = (await dueBySeverity(ctx))[severity];
  const owed = { teamId, title, details: '', ownerId, priority: meanings[severity].followUps, dueOn, followUpDays };
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
    refuseMerge(from, to);
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
  const { incidentId, version, serviceIds } = input;
  return act(ctx, incidentId, async (ctx, before) => {
    if (version !== undefined && version !== before.version)
      throw new AppError(
        'changed',
        'Somebody changed this incident while you were writing: look at it, then save again',
      );
    const { was, change } = changeOf(before, input);
    const now = await ctx.now();
    if (serviceIds) {
      await refuseServices(ctx, before.teamId, serviceIds);
      await store.setServices(ctx, incidentId, [...new Set(serviceIds)]);
    }
    await store.save(ctx, before, change);
    await say(ctx, before, now, 'changed', { before: was, after: change, ...(serviceIds && { services: serviceIds }) });
  });
}

/** Who leads, who speaks: always named. The one who is named is told. */
export async function setRoles(ctx: Context, { incidentId, ...named }: SetRoles) {
  return act(ctx, incidentId, async (ctx, before) => {
    await refuseStrangers(ctx, before.teamId, named);
    const now = await ctx.now();
    const { change, taken } = rolesOf(before, named);
    await store.save(ctx, before, change);
    for (const { role, was, is } of taken) {
      await say(ctx, before, now, 'role-changed', { role, was, is });
      await store.addResponders(ctx, incidentId, [is], { addedAt: now, pagedAt: null, joinedAt: null });
      if (is === actingPerson(ctx)) continue;
      const notice = roleNotice({ ...before, ...change }, role, actingName(ctx), linkTo(incidentId));
      const mail = { about: { subject: about(incidentId), teamId: before.teamId }, notice, now };
      await notify(ctx, { ...mail, personIds: [is], key: `incident ${incidentId} ${role} ${before.version}` });
    }
  });
}

/** Pages people through their own rules and notes that they were asked. Those who are there already are paged again. */
export async function addResponders(ctx: Context, { incidentId, note, ...asks }: AddResponders) {
  const personIds = [...new Set(asks.personIds)];
  return act(ctx, incidentId, async (ctx, incident) => {
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
      noticeFor: (_, subjects) => asked(ctx, subjects, note ?? null),
      thread: null,
      now,
    });
    await store.save(ctx, incident, {});
    const people = await peopleByIds(ctx, personIds);
    const names = (ids: string[]) => ids.map((id) => people.get(id)?.name ?? '');
    const told = { people: names(personIds), unreachable: names(unreachable), note: note ?? null };
    await say(ctx, incident, now, 'responders-paged', told);
  });
}

/** What a page says; where several were asked about within a minute, one message names them all. */
async function asked(ctx: Context, subjects: readonly Subject[], note: string | null = null): Promise<Notice> {
  const ids = subjects.map(({ id }) => id);
  return responderNotice(await store.byIds(ctx, ids), actingName(ctx), note, linkTo);
}

/** "I am on it": whoever was paged, or comes by. Their pages end. */
export async function join(ctx: Context, input: { incidentId: string }) {
  return act(ctx, input.incidentId, async (ctx, incident) => {
    const personId = actingPerson(ctx);
    if (!personId) throw new AppError('not-possible', 'People join incidents: sign in');
    const now = await ctx.now();
    await store.addResponders(ctx, incident.id, [personId], { addedAt: now, pagedAt: null, joinedAt: null });
    if (await store.markJoined(ctx, incident.id, personId, now)) await say(ctx, incident, now, 'responder-joined');
  });
}

/** Joins alerts of the same team; those of another incident move here. */
export async function attachAlerts(ctx: Context, input: { incidentId: string; alertIds: string[] }) {
  return act(ctx, input.incidentId, async (ctx, incident) => {
    const alerts = await alertsOf(ctx, incident.teamId, input.alertIds);
    const now = await ctx.now();
    await link(ctx, incident, input.alertIds, now);
    const services = (await store.servicesOf(ctx, [incident.id])).map(({ serviceId }) => serviceId);
    await store.setServices(ctx, incident.id, [...new Set([...services, ...alerts.map(({ service }) => service.id)])]);
    await say(ctx, incident, now, 'alerts-linked', { alerts: alerts.map(named) });
  });
}

/** Starts a runbook about it. */
export async function startRunbook(ctx: Context, input: { incidentId: string; runbookId: string }) {
  const [incident] = await store.byIds(ctx, [input.incidentId]);
  if (!incident) throw notFound();
  authorize(ctx.actor, 'incident.act', { teamId: incident.teamId });
  return runbook.startRun(ctx, { runbookId: input.runbookId, subject: about(incident.id), teamId: incident.teamId });
}

/** Internal: people were just told something of it; they hear more at `nextUpdateAt`, unless it is over. */
export const promiseUpdate = (ctx: Context, incident: Incident, nextUpdateAt: Date | null): Promise<void> =>
  store.save(ctx, incident, { nextUpdateAt: isRunning(incident.state) ? nextUpdateAt : null });
