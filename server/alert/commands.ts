import type { z } from 'zod';
import { as, type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, type ErrorCode, invalid, isAppError, notFound } from '@/server/errors';
import * as escalation from '@/server/escalation/commands';
import { dueSubjects, type Fired, policiesByIds, runsOf } from '@/server/escalation/queries';
import { fault } from '@/server/fault';
import { page, withdraw } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize, can } from '@/server/policy/authorize';
import { startRun } from '@/server/runbook/commands';
import { digest, keyed } from '@/server/secret';
import { heardFrom, pulse, takeMissed } from '@/server/service/commands';
import type { Known as Integration } from '@/server/service/integration';
import { quietUntil, windowOver } from '@/server/service/maintenance';
import { servicesByIds, windowsAt, windowsByIds } from '@/server/service/queries';
import { peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { type Alert, type NewAlert, reference } from './alert';
import { mayClassify } from './classification';
import type { Decision } from './decision';
import * as decision from './decision';
import { type Folded, keyOf, placeOf, wavesOf } from './dedup';
import { flapHoldSeconds } from './flapping';
import { backAt, isToBeAsked } from './forgotten';
import { heard, missing, pulseKey } from './heartbeat';
import * as intake from './intake';
import { type Action, stateOf, transition } from './lifecycle';
import { isDue } from './next-action';
import { alertById, linkedAlerts, linkView, teamToActFor, toldOf } from './queries';
import type { actionBodies, Bulk, OpenAlert } from './schema';
import { urgencyOf } from './signal';
import * as store from './store';
import { labelsOf, noticeOf, placesIn, type Way } from './wording';

const about = (id: string) => subject('alert', id);

/**
 * Stores what senders sent, several requests in one transaction and a number of statements that does not depend on
 * how many they are. Answers per request once all of it is on disk. For the doors: the key was the authorisation.
 */
export async function receiveMany(ctx: Context, requests: intake.Request[]): Promise<{ accepted: number }[]> {
  if (requests.some(({ signals }) => signals.length > 0))
    await inTransaction(ctx, async (ctx) => {
      const arrived = intake.arrivalsOf(await unheard(ctx, requests), (signal) => keyOf(signal, digest));
      for (const wave of wavesOf(arrived)) await receiveWave(ctx, wave);
    });
  await heardFrom(ctx, [...new Set(requests.map(({ integration }) => integration.id))]);
  return requests.map(({ signals }) => ({ accepted: signals.length }));
}

/** Without those whose message came before: their sender did not hear our answer. */
async function unheard(ctx: Context, requests: intake.Request[]): Promise<intake.Request[]> {
  const named = requests.flatMap(({ integration, messageId }) =>
    messageId === undefined ? [] : [{ integrationId: integration.id, messageId: digest(messageId) }],
  );
  if (named.length === 0) return requests;
  const fresh = new Set((await store.takeMessages(ctx, named)).map((one) => `${one.integrationId} ${one.messageId}`));
  return requests.filter(
    ({ integration, messageId }) =>
      // Once: of two in this very group the second is a repeat.
      messageId === undefined || fresh.delete(`${integration.id} ${digest(messageId)}`),
  );
}

async function receiveWave(ctx: Context, wave: Folded<intake.Arrival>[]): Promise<void> {
  const open = await store.lockOpen(ctx, wave);
  const now = await ctx.now();
  const before = new Map(open.map((one) => [placeOf(one), one]));
  const unknown = wave.filter((folded) => !before.has(placeOf(folded)));
  const fresh = unknown.flatMap((folded) => intake.newAlertOf(folded, crypto.randomUUID()) ?? []);
  const stored = fresh.length > 0 ? await store.insertOpen(ctx, fresh, now) : [];
  const outcomes = intake.outcomesOf(wave, before, stored, new Set(fresh.map(({ id }) => id)));
  const repeats = intake.repeatsOf(outcomes, before);
  if (repeats.length > 0) await store.countRepeats(ctx, repeats, now);
  await escalation.makeUrgent(ctx, 'alert', intake.grownUrgent(outcomes));
  const climbing = intake.climbingOf(outcomes);
  const begun = fresh.filter(({ id }) => climbing.has(id));
  const flapping = new Set(stored.filter((one) => one.flapping).map(({ id }) => id));
  const policies = intake.policiesOf(unknown);
  const calm = begun.filter(({ id }) => !flapping.has(id));
  await climb(ctx, calm, policies, now);
  if (calm.length < begun.length)
    await climbSlowly(
      ctx,
      begun.filter(({ id }) => flapping.has(id)),
      policies,
      now,
    );
  await end(ctx, intake.closingsOf(outcomes), now);
  for (const { integration, events } of intake.eventsBySender(outcomes))
    await tell(as(ctx, { kind: 'integration', integrationId: integration.id, name: integration.name }), now, ...events);
}

/** From here on each of these alerts has a next action. `policyOf`: by service. */
async function climb(ctx: Context, alerts: NewAlert[], policyOf: Map<string, string>, now: Date): Promise<void> {
  if (alerts.length === 0) return;
  const policies = await policiesByIds(ctx, [...new Set(policyOf.values())]);
  const beginnings = alerts.map(({ id, teamId, serviceId, urgency }) => {
    const policy = policies.get(policyOf.get(serviceId) ?? '');
    if (!policy) throw new Error(`service ${serviceId} names a policy that does not exist`);
    return { subject: about(id), teamId, policy, urgency, source: serviceId, now };
  });
  await escalation.begin(ctx, beginnings);
}

/** What opens again and again is stored and shown, and pages whoever is next only if it stays. */
async function climbSlowly(ctx: Context, alerts: NewAlert[], policyOf: Map<string, string>, now: Date): Promise<void> {
  const until = new Date(now.getTime() + flapHoldSeconds * 1_000);
  await climb(ctx, alerts, policyOf, until);
  for (const alert of alerts) await say(ctx, alert, now, 'flapping', { until });
}

/** Closes alerts whose rows are locked: nothing fires any more, and what was not sent yet never is. */
async function end(ctx: Context, closings: Parameters<typeof store.close>[1], now: Date): Promise<void> {
  if (closings.length === 0) return;
  await store.close(ctx, closings, now);
  const ids = closings.map(({ id }) => id);
  await escalation.halt(ctx, 'alert', ids);
  await takeBack(ctx, ids, now);
}

/** By hand. Where the key is open at the service already, that alert is counted up. Answers the alert. */
export async function openAlert(ctx: Context, input: OpenAlert) {
  const service = (await servicesByIds(ctx, [input.serviceId])).get(input.serviceId);
  if (!service || service.archivedAt) throw notFound();
  authorize(ctx.actor, 'alert.open', { teamId: service.teamId });
  const id = crypto.randomUUID();
  const key = keyOf({ key: input.key ?? id, digestOf: null, title: '', text: '', fields: [] }, digest);
  const row = intake.newAlertByHand(input, service, { id, key, batchId: ctx.requestId });
  const alertId = await inTransaction(ctx, async (ctx) => {
    await store.lockOpen(ctx, [row]);
    const now = await ctx.now();
    const [stored] = await store.insertOpen(ctx, [row], now);
    if (stored && stored.id !== id) return stored.id;
    await climb(ctx, [row], new Map([[service.id, service.policyId]]), now);
    await say(ctx, row, now, 'opened', { key, priority: row.priority, title: row.title });
    return id;
  });
  return alertById(ctx, { alertId });
}

/** A heartbeat was heard: its silence counts from now, and the alert of its silence closes. For the door. */
export const hearBeat = (ctx: Context, integration: Integration): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await pulse(ctx, integration);
    const open = await store.lockOpen(ctx, [{ origin: integration.id, key: pulseKey }]);
    if (open.length === 0) return;
    await receiveMany(ctx, [{ integration, signals: [heard(integration)], batchId: ctx.requestId }]);
  });

/** Opens an alert for each heartbeat that was not heard in time; one that is open already counts up. For the worker. */
export const missHeartbeats = (ctx: Context): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const missed = await takeMissed(ctx, 100);
    const requests = missed.map(({ lastHeardAt, createdAt, ...integration }) => ({
      integration,
      signals: [missing(integration, lastHeardAt, createdAt)],
      batchId: crypto.randomUUID(),
    }));
    for (const wave of wavesOf(intake.arrivalsOf(requests, (signal) => keyOf(signal, digest))))
      await receiveWave(ctx, wave);
    return missed.length;
  });

/** Fires every step that is due, service by service. One that fails rests, and the others go on. For the worker. */
export async function advanceDue(ctx: Context, most = 500): Promise<number> {
  await releaseHeld(ctx);
  const due = await dueSubjects(ctx, 'alert', most);
  let fired = 0;
  for (const { serviceId, ids } of due.length > 0 ? await store.batchesOf(ctx, due) : [])
    fired += await advanceSafely(ctx, serviceId, ids);
  return fired;
}

/** Planned work that was ended early, or moved: what it kept quiet is paged then. */
async function releaseHeld(ctx: Context): Promise<void> {
  const kept = await store.heldByWindow(ctx);
  if (kept.length === 0) return;
  const windows = await windowsByIds(
    ctx,
    kept.map(({ windowId }) => windowId),
  );
  for (const { windowId, ids, until } of kept) {
    const endsAt = windows.get(windowId)?.endsAt;
    if (!endsAt || endsAt >= until) continue;
    await inTransaction(ctx, async (ctx) => {
      const alerts = (await store.lock(ctx, ids)).filter((one) => !one.closedAt && one.heldById === windowId);
      await store.change(
        ctx,
        alerts.map(({ id }) => id),
        { heldUntil: endsAt },
      );
      for (const { id } of alerts) await escalation.sleepUntil(ctx, about(id), endsAt);
    });
  }
}

async function advanceSafely(ctx: Context, serviceId: string, ids: string[]): Promise<number> {
  try {
    return await inTransaction(ctx, (ctx) => advanceTogether(ctx, serviceId, ids));
  } catch (error) {
    if (store.isDown(error)) throw error;
    if (store.isLocked(error)) return 0;
    let fired = 0;
    if (ids.length > 1) for (const id of ids) fired += await advanceSafely(ctx, serviceId, [id]);
    else await inTransaction(ctx, async (ctx) => escalation.rest(ctx, about(ids[0] ?? ''), await ctx.now(), error));
    return fired;
  }
}

async function advanceTogether(ctx: Context, serviceId: string, ids: string[]): Promise<number> {
  if (!(await store.claimBatch(ctx, serviceId))) return 0;
  const locked = (await store.lock(ctx, ids)).filter(({ closedAt }) => closedAt === null);
  const now = await ctx.now();
  const runs = await runsOf(ctx, 'alert', ids);
  const due = locked.filter(({ id }) => isDue(runs.get(id), now));
  const asked = due.filter(isToBeAsked);
  for (const alert of asked) await ask(ctx, alert, now);
  const kept = await keepQuiet(
    ctx,
    due.filter((one) => !asked.includes(one)),
    now,
  );
  const alerts = due.filter((one) => !asked.includes(one) && !kept.has(one.id));
  for (const alert of alerts) if (isBack(alert)) await carryOut(ctx, alert, decision.cameBack(alert, now), now);
  const outcome = await escalation.advance(ctx, {
    subjects: alerts.map(({ id, teamId, priority }) => ({ subject: about(id), teamId, priority })),
    now,
    source: serviceId,
    noticeFor: (person, fired) => word(ctx, fired.ids, person, fired, now),
    noticeForPlace: (fired) => wordForPlace(ctx, fired.ids, fired, now),
  });
  await fault('step.before-commit');
  return outcome || asked.length > 0 ? 1 : 0;
}

/** Its time has come: it is no longer put off, nor anybody's. */
const isBack = ({ snoozedUntil, acknowledgedAt }: Alert): boolean => (snoozedUntil ?? acknowledgedAt) !== null;

/** Acknowledged and not heard of since: whoever has it says whether they still do, or it comes back. */
async function ask(ctx: Context, alert: Alert, now: Date): Promise<void> {
  const personId = alert.acknowledgedById ?? '';
  const at = backAt(now);
  const event = { kind: 'asked-about', data: { personId, until: at } } as const;
  await carryOut(ctx, alert, { change: { remindedAt: now }, run: { to: 'wait', at }, event }, now);
  await pageByHand(ctx, alert, 'ask', [personId], now);
}

/** Those that planned work keeps quiet now. What people opened by hand it never does: they asked for somebody. */
async function keepQuiet(ctx: Context, alerts: Alert[], now: Date): Promise<Set<string>> {
  const sent = alerts.filter(({ integrationId }) => integrationId !== null);
  if (sent.length === 0) return new Set();
  const windows = await windowsAt(ctx, [...new Set(sent.map(({ teamId }) => teamId))], now);
  const kept = new Set<string>();
  for (const alert of windows.length > 0 ? sent : []) {
    const window = windowOver(windows, { ...alert, labels: labelsOf(alert) }, now);
    if (!window) continue;
    kept.add(alert.id);
    await carryOut(ctx, alert, decision.held(window, quietUntil(window, now)), now);
  }
  return kept;
}

type Paged = { id: string; name: string; timeZone: string };

/** For a channel or a webhook: no link that acts, for it would act in nobody's name. */
async function wordForPlace(ctx: Context, ids: string[], fired: Fired, now: Date) {
  const told = await toldOf(ctx, ids, { id: '', name: '', timeZone: 'UTC' }, fired, now);
  const alertUrl = absolute(env.PUBLIC_URL, paths.alert(ids[0] ?? ''));
  const notice = noticeOf({ ...told, way: 'step', acknowledgeUrl: alertUrl, alertUrl });
  const reason = `The escalation policy of ${placesIn(told)} names this place.`;
  return { ...notice, links: notice.links.slice(-1), reason };
}

async function word(ctx: Context, ids: string[], person: Paged, fired: Fired, now: Date, way: Way = 'step') {
  const alertId = ids[0] ?? '';
  // The token is made again from the link's id whenever it is needed; only its digest is kept.
  const token = (id: string) => keyed('acknowledge-link', id);
  const link = { id: crypto.randomUUID(), alertId, personId: person.id };
  const linkId = await store.linkOf(ctx, { ...link, tokenHash: digest(token(link.id)) }, now);
  const acknowledgeUrl = absolute(env.PUBLIC_URL, paths.link(token(linkId)));
  const told = await toldOf(ctx, ids, person, fired, now);
  return noticeOf({ ...told, way, acknowledgeUrl, alertUrl: absolute(env.PUBLIC_URL, paths.alert(alertId)) });
}

/** What was not sent about these never is; a bundle that waits speaks of the others alone. */
const takeBack = (ctx: Context, ids: string[], now: Date): Promise<void> =>
  withdraw(ctx, ids.map(about), now, (person, left) => {
    const others = left.map(({ id }) => id);
    return person ? word(ctx, others, person, byHand, now) : wordForPlace(ctx, others, byHand, now);
  });

type Data = Record<string, unknown>;

const say = (ctx: Context, { id, teamId }: NewAlert | Alert, now: Date, kind: EventKind, data: Data = {}) =>
  tell(ctx, now, { subject: about(id), teamId, kind, data });

/** What a decision says, done to a locked alert. */
async function carryOut(ctx: Context, alert: Alert, { change, run, withdraw: taken, event }: Decision, now: Date) {
  if (change) await store.change(ctx, [alert.id], change);
  if (run?.to === 'halted') await escalation.halt(ctx, 'alert', [alert.id]);
  if (run?.to === 'next-step') await escalation.escalateNow(ctx, about(alert.id), now);
  if (run?.to === 'new-round') await escalation.restart(ctx, about(alert.id), now, run.at);
  if (run?.to === 'wait') await escalation.sleepUntil(ctx, about(alert.id), run.at);
  if (taken) await takeBack(ctx, [alert.id], now);
  await say(ctx, alert, now, event.kind, event.data);
}

type OnAlert = { alertId: string };
type Noted = { note?: string | undefined };
type Decide = (ctx: Context, alert: Alert, now: Date) => Promise<Decision | null> | Decision | null;

/** Locks, authorises, asks the transition table; what holds already changes nothing, nor does null. */
const act = (ctx: Context, { alertId }: OnAlert, action: Action, decide: Decide): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const [alert] = await store.lock(ctx, [alertId]);
    if (!alert) throw notFound();
    authorize(ctx.actor, 'alert.act', { teamId: alert.teamId });
    if (transition(alert, action) === 'holds') return;
    const now = await ctx.now();
    const decision = await decide(ctx, alert, now);
    if (decision) await carryOut(ctx, alert, decision, now);
  });

/** Whoever acts, where it is a person. */
const selfOf = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.personId : null);

async function ableTo(ctx: Context, personIds: string[], path: string): Promise<{ id: string; name: string }[]> {
  const people = await peopleByIds(ctx, personIds);
  return personIds.map((id) => {
    const person = people.get(id);
    if (!person?.active || person.role === 'viewer') throw invalid({ [path]: 'Name an active person who may act' });
    return { id, name: person.name };
  });
}

const serviceOf = async (ctx: Context, { serviceId }: Alert) =>
  (await servicesByIds(ctx, [serviceId])).get(serviceId) ?? { forgottenSeconds: null };

async function takenBy(ctx: Context, alert: Alert, personId: string, event: Decision['event'], now: Date) {
  const [person = { id: personId, name: '' }] = await ableTo(ctx, [personId], 'personId');
  return decision.taken(await serviceOf(ctx, alert), person, event, now);
}

const byHand: Fired = { ids: [], firing: null, people: [], asked: new Map() };

/** Beside the steps of the ladder, which count from 0. */
const besideSteps = { assign: -1, respond: -2, ask: -3 } as const;

/** Pages somebody through their own rules, without a step having fired. */
async function pageByHand(ctx: Context, alert: Alert, how: keyof typeof besideSteps, personIds: string[], now: Date) {
  const round = (await runsOf(ctx, 'alert', [alert.id])).get(alert.id)?.position.round ?? 0;
  return page(ctx, {
    subjects: [{ subject: about(alert.id), teamId: alert.teamId }],
    urgency: how === 'ask' ? 'low' : alert.urgency,
    round,
    step: besideSteps[how],
    personIds,
    priority: how === 'ask' ? 4 : 0,
    source: alert.serviceId,
    noticeFor: (person, subjects) =>
      word(
        ctx,
        subjects.map(({ id }) => id),
        person,
        byHand,
        now,
        how,
      ),
    thread: alert.id,
    now,
  });
}

/** What people do to one alert, without reading it again afterwards: many may follow one another. */
const acts = {
  /** In a named person's name: one's own, or one whom a service token, an admin or a manager names. Nothing more is sent. */
  acknowledge: (ctx: Context, input: OnAlert & Noted & { personId?: string | undefined }) =>
    act(ctx, input, 'acknowledge', (ctx, alert, now) => {
      const self = selfOf(ctx);
      const personId = input.personId ?? self;
      if (!personId) throw invalid({ personId: 'Name the person who takes it: a service token is nobody' });
      if (self && personId !== self && !can(ctx.actor, 'team.edit', { teamId: alert.teamId }))
        throw new AppError('not-allowed', 'Only a manager of the team or an admin acknowledges for somebody else');
      const renewed = alert.acknowledgedById !== null;
      if (renewed && alert.acknowledgedById !== personId) return null;
      return takenBy(ctx, alert, personId, { kind: 'acknowledged', data: { note: input.note ?? null, renewed } }, now);
    }),
  /** Nobody has it any more: the policy starts a new round. */
  unacknowledge: (ctx: Context, input: OnAlert) =>
    act(ctx, input, 'unacknowledge', (_, alert) => decision.givenBack(alert)),
  escalate: (ctx: Context, input: OnAlert) => act(ctx, input, 'escalate', (_, alert) => decision.helpAsked(alert)),
  /** Puts an alert off, acknowledged or not: at `until` it is open again, and a new round begins. */
  snooze: (ctx: Context, input: OnAlert & { until: string }) =>
    act(ctx, input, 'snooze', (_, __, now) => {
      const until = new Date(input.until);
      if (until <= now) throw invalid({ until: 'Choose a time to come' });
      return decision.putOff(until);
    }),
  /** Hands an alert to somebody, who is told at once and has it from now on. */
  assign: (ctx: Context, input: OnAlert & { personId: string }) =>
    act(ctx, input, 'assign', async (ctx, alert, now) => {
      const event = { kind: 'assigned', data: { before: alert.acknowledgedById } } as const;
      await carryOut(ctx, alert, await takenBy(ctx, alert, input.personId, event, now), now);
      await pageByHand(ctx, alert, 'assign', [input.personId], now);
      return null;
    }),
  /** Pages people beside those of the policy; the alert stays whose it is, and the escalation goes on. */
  responders: (ctx: Context, input: OnAlert & { personIds: string[] }) =>
    act(ctx, input, 'add-responders', async (ctx, alert, now) => {
      const people = await ableTo(ctx, [...new Set(input.personIds)], 'personIds');
      const { reached } = await pageByHand(
        ctx,
        alert,
        'respond',
        people.map(({ id }) => id),
        now,
      );
      const unreachable = people.filter(({ id }) => !reached.includes(id));
      return { event: { kind: 'responders-added', data: { people, unreachable } } };
    }),
  /** Looked after as another open alert of its team from now on: its pages stop, its source is still listened to. */
  merge: (ctx: Context, input: OnAlert & { into: string }) =>
    act(ctx, input, 'merge', async (ctx, alert, now) => {
      const [into] = (await store.lock(ctx, [alert.id, input.into])).filter(({ id }) => id !== alert.id);
      if (into?.teamId !== alert.teamId || into.closedAt || into.mergedIntoId)
        throw invalid({ into: 'Name another open alert of the same team' });
      if (alert.mergedIntoId === into.id) return null;
      await store.moveMerged(ctx, alert.id, into.id);
      const named = { reference: reference(alert), title: alert.title };
      await say(ctx, into, now, 'merged-here', { from: alert.id, ...named });
      return decision.merged(into, { reference: reference(into), title: into.title });
    }),
  /** Says what it was: one of the nine answers, open or closed, until three weeks after it closed. */
  classify: (ctx: Context, input: OnAlert & z.output<(typeof actionBodies)['classify']>) =>
    act(ctx, input, 'classify', async (ctx, alert, now) => {
      if (!mayClassify(alert, now))
        throw new AppError('not-possible', 'Its week is settled: what was said of it stays');
      if (input.duplicateOf !== undefined) {
        const [other] = await store.byIds(ctx, [input.duplicateOf]);
        if (other?.teamId !== alert.teamId || other.id === alert.id)
          throw invalid({ duplicateOf: 'Name another alert of the same team' });
      }
      return decision.classified(input, alert, selfOf(ctx), now);
    }),
  resolve: (ctx: Context, input: OnAlert & Noted) =>
    act(ctx, input, 'resolve', async (ctx, alert, now) => {
      const closedBy = ctx.actor.kind === 'system' ? 'system' : 'person';
      await end(ctx, [{ id: alert.id, closedBy, closedById: selfOf(ctx) }], now);
      return { event: { kind: 'resolved', data: { by: closedBy, note: input.note ?? null } } };
    }),
  /** Open again, in a new round. Throws `not-possible` when the same trouble has opened as another alert meanwhile. */
  reopen: (ctx: Context, input: OnAlert) =>
    act(ctx, input, 'reopen', async (ctx, alert) => {
      if (!(await store.reopen(ctx, alert)))
        throw new AppError('not-possible', 'The same trouble is open again already, as another alert');
      return { run: { to: 'new-round' }, event: { kind: 'reopened' } };
    }),
  note: (ctx: Context, input: OnAlert & { text: string }) =>
    act(ctx, input, 'note', () => decision.noted('noted', input.text)),
  /** For the record only: nothing waits for it. */
  triedToReachPrimary: (ctx: Context, input: OnAlert) =>
    act(ctx, input, 'tried-to-reach-primary', () => decision.noted('tried-to-reach-primary')),
};

/** What its sender says of it after it opened; fields are merged by name. For the doors. */
export const amend = (ctx: Context, { alertId, ...said }: OnAlert & decision.Said): Promise<void> =>
  act(ctx, { alertId }, 'note', async (ctx, alert) => {
    if (alert.closedAt) return null;
    if (said.priority !== undefined && urgencyOf(said.priority) === 'high' && alert.urgency === 'low')
      await escalation.makeUrgent(ctx, 'alert', [alert.id]);
    return decision.amended(said, alert);
  });

/** Acts, and answers the alert as it is then. */
const viewed =
  <I extends OnAlert>(one: (ctx: Context, input: I) => Promise<void>) =>
  async (ctx: Context, input: I) => {
    await one(ctx, input);
    return alertById(ctx, { alertId: input.alertId });
  };

export const acknowledge = viewed(acts.acknowledge);
export const unacknowledge = viewed(acts.unacknowledge);
export const escalate = viewed(acts.escalate);
export const snooze = viewed(acts.snooze);
export const assign = viewed(acts.assign);
export const addResponders = viewed(acts.responders);
export const merge = viewed(acts.merge);
export const classify = viewed(acts.classify);
export const resolve = viewed(acts.resolve);
export const reopen = viewed(acts.reopen);
export const note = viewed(acts.note);
export const triedToReachPrimary = viewed(acts.triedToReachPrimary);

type Done = { alertId: string; done: boolean; refusal: { code: ErrorCode; message: string } | null };

/** One act on many alerts, each by itself: what one of them refuses keeps none of the others from it. */
export async function actOnMany(ctx: Context, { alertIds, action, ...body }: Bulk): Promise<{ results: Done[] }> {
  // Each alert is asked about by itself; a stranger has none to ask about.
  authorize(ctx.actor, 'organisation.view');
  const one = acts[action] as (ctx: Context, input: OnAlert) => Promise<void>;
  const results: Done[] = [];
  for (const alertId of new Set(alertIds))
    try {
      await one(ctx, { ...body, alertId });
      results.push({ alertId, done: true, refusal: null });
    } catch (error) {
      if (!isAppError(error)) throw error;
      results.push({ alertId, done: false, refusal: { code: error.code, message: error.message } });
    }
  return { results };
}

/** Starts one of the team's runbooks about it. Answers the run: a new one, or the one that is under way. */
export const startRunbook = async (ctx: Context, { alertId, runbookId }: OnAlert & { runbookId: string }) =>
  startRun(ctx, { runbookId, subject: about(alertId), teamId: await teamToActFor(ctx, alertId) });

/**
 * What a signed link asks for, in its person's name: takes the alert, and those that the same request opened. The link
 * is the authorisation, its person's rights are read anew. Answers what is true now, whoever was first.
 */
export async function acknowledgeByLink(ctx: Context, input: { token: string }) {
  const { actor, alerts } = await linkedAlerts(ctx, digest(input.token));
  for (const { id } of alerts)
    await inTransaction(as(ctx, actor), async (ctx) => {
      const [alert] = await store.lock(ctx, [id]);
      const now = await ctx.now();
      // Also whoever has it already and was asked whether they are still on it.
      const mine = alert?.remindedAt && alert.acknowledgedById === actor.personId;
      if (!alert || (stateOf(alert) !== 'open' && !mine)) return;
      const event = { kind: 'acknowledged', data: { via: 'link', renewed: Boolean(mine) } } as const;
      await carryOut(ctx, alert, await takenBy(ctx, alert, actor.personId, event, now), now);
    });
  return linkView(ctx, input);
}
