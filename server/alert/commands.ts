import { as, type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import * as escalation from '@/server/escalation/commands';
import { dueSubjects, type Fired, policiesByIds, runsOf } from '@/server/escalation/queries';
import { fault } from '@/server/fault';
import { page, withdraw } from '@/server/notification/commands';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { authorize, can } from '@/server/policy/authorize';
import { startRun } from '@/server/runbook/commands';
import { digest, keyed } from '@/server/secret';
import { heardFrom } from '@/server/service/commands';
import { servicesByIds } from '@/server/service/queries';
import { peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import type { Alert, NewAlert } from './alert';
import { type Folded, keyOf, placeOf, wavesOf } from './dedup';
import * as intake from './intake';
import { type Action, openAgain, transition } from './lifecycle';
import { isDue } from './next-action';
import { alertById, linkedAlerts, linkView, teamToActFor, toldOf } from './queries';
import type { OpenAlert } from './schema';
import * as store from './store';
import { noticeOf } from './wording';

const about = (id: string) => subject('alert', id);

/**
 * Stores what senders sent, several requests in one transaction and a number of statements that does not depend on
 * how many they are. Answers per request once all of it is on disk. For the doors: the key was the authorisation.
 */
export async function receiveMany(ctx: Context, requests: intake.Request[]): Promise<{ accepted: number }[]> {
  const arrived = intake.arrivalsOf(requests, (signal) => keyOf(signal, digest));
  if (arrived.length > 0)
    await inTransaction(ctx, async (ctx) => {
      for (const wave of wavesOf(arrived)) await receiveWave(ctx, wave);
    });
  await heardFrom(ctx, [...new Set(requests.map(({ integration }) => integration.id))]);
  return requests.map(({ signals }) => ({ accepted: signals.length }));
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
  await climb(ctx, begun, intake.policiesOf(unknown), now);
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
    return { subject: about(id), teamId, policy, urgency, now };
  });
  await escalation.begin(ctx, beginnings);
}

/** Closes alerts whose rows are locked: nothing fires any more, and what was not sent yet never is. */
async function end(ctx: Context, closings: Parameters<typeof store.close>[1], now: Date): Promise<void> {
  if (closings.length === 0) return;
  await store.close(ctx, closings, now);
  const ids = closings.map(({ id }) => id);
  await escalation.halt(ctx, 'alert', ids);
  for (const id of ids) await withdraw(ctx, about(id), now);
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

/** Fires every step that is due, request by request. One that fails rests, and the others go on. For the worker. */
export async function advanceDue(ctx: Context, most = 50): Promise<number> {
  const due = await dueSubjects(ctx, 'alert', most);
  let fired = 0;
  for (const ids of due.length > 0 ? await store.batchesOf(ctx, due) : []) fired += await advanceSafely(ctx, ids);
  return fired;
}

async function advanceSafely(ctx: Context, ids: string[]): Promise<number> {
  try {
    return await inTransaction(ctx, (ctx) => advanceTogether(ctx, ids));
  } catch (error) {
    if (store.isDown(error)) throw error;
    if (store.isLocked(error)) return 0;
    let fired = 0;
    if (ids.length > 1) for (const id of ids) fired += await advanceSafely(ctx, [id]);
    else await inTransaction(ctx, async (ctx) => escalation.rest(ctx, about(ids[0] ?? ''), await ctx.now(), error));
    return fired;
  }
}

async function advanceTogether(ctx: Context, ids: string[]): Promise<number> {
  if (!(await store.claimBatch(ctx, ids[0] ?? ''))) return 0;
  const locked = (await store.lock(ctx, ids)).filter(({ closedAt }) => closedAt === null);
  const now = await ctx.now();
  const runs = await runsOf(ctx, 'alert', ids);
  const alerts = locked.filter(({ id }) => isDue(runs.get(id), now));
  await wake(ctx, alerts, now);
  const outcome = await escalation.advance(ctx, {
    subjects: alerts.map(({ id, teamId }) => ({ subject: about(id), teamId })),
    now,
    noticeFor: (person, fired) =>
      word(
        ctx,
        alerts.filter(({ id }) => fired.ids.includes(id)),
        person,
        fired,
        now,
      ),
  });
  await fault('step.before-commit');
  return outcome ? 1 : 0;
}

const wasTaken = ({ acknowledgedById }: Alert) => ({ wasTakenBy: acknowledgedById });

/** Alerts whose time has come are no longer put off, and nobody's: they came back. */
async function wake(ctx: Context, alerts: Alert[], now: Date): Promise<void> {
  const back = alerts.filter(({ snoozedUntil, acknowledgedAt }) => snoozedUntil ?? acknowledgedAt);
  const ids = back.map(({ id }) => id);
  if (ids.length > 0) await store.change(ctx, ids, openAgain);
  for (const alert of back) await say(ctx, alert, now, 'unacknowledged', { ...wasTaken(alert), cameBack: true });
}

type Paged = { id: string; name: string; timeZone: string };

async function word(ctx: Context, alerts: Alert[], person: Paged, fired: Fired, now: Date): Promise<Notice> {
  const alertId = alerts[0]?.id ?? '';
  // The token is made again from the link's id whenever it is needed; only its digest is kept.
  const token = (id: string) => keyed('acknowledge-link', id);
  const link = { id: crypto.randomUUID(), alertId, personId: person.id };
  const linkId = await store.linkOf(ctx, { ...link, tokenHash: digest(token(link.id)) }, now);
  const acknowledgeUrl = absolute(env.PUBLIC_URL, paths.link(token(linkId)));
  const told = await toldOf(ctx, alerts, person, fired, now);
  return noticeOf({ ...told, acknowledgeUrl, alertUrl: absolute(env.PUBLIC_URL, paths.alert(alertId)) });
}

type Data = Record<string, unknown>;

const say = (ctx: Context, { id, teamId }: NewAlert | Alert, now: Date, kind: EventKind, data: Data = {}) =>
  tell(ctx, now, { subject: about(id), teamId, kind, data });

type OnAlert = { alertId: string };
type Noted = { note?: string | undefined };
type Apply = (ctx: Context, alert: Alert, now: Date) => Promise<void>;

/** Locks, authorises, asks the transition table; what holds already changes nothing. Answers the alert as it is then. */
async function act(ctx: Context, { alertId }: OnAlert, action: Action, apply: Apply) {
  await inTransaction(ctx, async (ctx) => {
    const [alert] = await store.lock(ctx, [alertId]);
    if (!alert) throw notFound();
    authorize(ctx.actor, 'alert.act', { teamId: alert.teamId });
    if (transition(alert, action) !== 'holds') await apply(ctx, alert, await ctx.now());
  });
  return alertById(ctx, { alertId });
}

/** In a named person's name: one's own, or one whom a service token, an admin or a manager names. Nothing more is sent. */
export const acknowledge = (ctx: Context, input: OnAlert & Noted & { personId?: string | undefined }) =>
  act(ctx, input, 'acknowledge', async (ctx, alert, now) => {
    const self = ctx.actor.kind === 'person' ? ctx.actor.personId : undefined;
    const personId = input.personId ?? self;
    if (personId === undefined) throw invalid({ personId: 'Name the person who takes it: a service token is nobody' });
    if (self && personId !== self && !can(ctx.actor, 'team.edit', { teamId: alert.teamId }))
      throw new AppError('not-allowed', 'Only a manager of the team or an admin acknowledges for somebody else');
    await take(ctx, alert, personId, now, 'acknowledged', { note: input.note ?? null });
  });

const byHand: Fired = { ids: [], firing: null, people: [], asked: new Map() };

/** Hands an alert to somebody, who is told at once and has it from now on. */
export const assign = (ctx: Context, input: OnAlert & { personId: string }) =>
  act(ctx, input, 'assign', async (ctx, alert, now) => {
    const round = (await runsOf(ctx, 'alert', [alert.id])).get(alert.id)?.position.round ?? 0;
    await take(ctx, alert, input.personId, now, 'assigned', { before: alert.acknowledgedById });
    await page(ctx, {
      subjects: [{ subject: about(alert.id), teamId: alert.teamId }],
      urgency: alert.urgency,
      round,
      step: -1, // beside the steps of the ladder, which count from 0
      personIds: [input.personId],
      priority: 0,
      noticeFor: (person) => word(ctx, [alert], person, byHand, now),
      thread: alert.id,
      now,
    });
  });

async function take(ctx: Context, alert: Alert, personId: string, now: Date, kind: EventKind, data: Data) {
  const person = (await peopleByIds(ctx, [personId])).get(personId);
  if (!person?.active || person.role === 'viewer') throw invalid({ personId: 'Name an active person who may act' });
  await store.change(ctx, [alert.id], { acknowledgedAt: now, acknowledgedById: personId, snoozedUntil: null });
  await escalation.halt(ctx, 'alert', [alert.id]);
  await withdraw(ctx, about(alert.id), now);
  await say(ctx, alert, now, kind, { personId, name: person.name, ...data });
}

/** Nobody has it any more: the policy starts a new round. */
export const unacknowledge = (ctx: Context, input: OnAlert) =>
  act(ctx, input, 'unacknowledge', async (ctx, alert, now) => {
    await store.change(ctx, [alert.id], openAgain);
    await escalation.restart(ctx, about(alert.id), now);
    await say(ctx, alert, now, 'unacknowledged', wasTaken(alert));
  });

/** The next step now. An acknowledged alert is open again: whoever took it asks for help. */
export const escalate = (ctx: Context, input: OnAlert) =>
  act(ctx, input, 'escalate', async (ctx, alert, now) => {
    await store.change(ctx, [alert.id], openAgain);
    await escalation.escalateNow(ctx, about(alert.id), now);
    await say(ctx, alert, now, 'escalated-by-hand', wasTaken(alert));
  });

/** Puts an alert off, acknowledged or not: its next step is due at `until`. */
export const snooze = (ctx: Context, input: OnAlert & { until: string }) =>
  act(ctx, input, 'snooze', async (ctx, alert, now) => {
    const until = new Date(input.until);
    if (until <= now) throw invalid({ until: 'Choose a time to come' });
    await store.change(ctx, [alert.id], { snoozedUntil: until });
    await escalation.sleepUntil(ctx, about(alert.id), until);
    await withdraw(ctx, about(alert.id), now);
    await say(ctx, alert, now, 'snoozed', { until });
  });

export const resolve = (ctx: Context, input: OnAlert & Noted) =>
  act(ctx, input, 'resolve', async (ctx, alert, now) => {
    const closedById = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const closedBy = ctx.actor.kind === 'system' ? 'system' : 'person';
    await end(ctx, [{ id: alert.id, closedBy, closedById }], now);
    await say(ctx, alert, now, 'resolved', { by: closedBy, note: input.note ?? null });
  });

/** Open again, in a new round. Throws `not-possible` when the same trouble has opened as another alert meanwhile. */
export const reopen = (ctx: Context, input: OnAlert) =>
  act(ctx, input, 'reopen', async (ctx, alert, now) => {
    if (!(await store.reopen(ctx, alert.id)))
      throw new AppError('not-possible', 'The same trouble is open again already, as another alert');
    await escalation.restart(ctx, about(alert.id), now);
    await say(ctx, alert, now, 'reopened');
  });

export const note = (ctx: Context, input: OnAlert & { text: string }) =>
  act(ctx, input, 'note', (ctx, alert, now) => say(ctx, alert, now, 'noted', { text: input.text }));

/** For the record only: nothing waits for it. */
export const triedToReachPrimary = (ctx: Context, input: OnAlert) =>
  act(ctx, input, 'tried-to-reach-primary', (ctx, alert, now) => say(ctx, alert, now, 'tried-to-reach-primary'));

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
      if (alert && !alert.closedAt && !alert.acknowledgedAt)
        await take(ctx, alert, actor.personId, await ctx.now(), 'acknowledged', { via: 'link' });
    });
  return linkView(ctx, input);
}
