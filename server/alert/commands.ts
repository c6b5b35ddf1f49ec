import type { z } from 'zod';
import { as, type Context, inTransaction } from '@/server/context';
import { env } from '@/server/env';
import { AppError, type ErrorCode, invalid, isAppError, notFound } from '@/server/errors';
import * as escalation from '@/server/escalation/commands';
import { type Fired, runsOf } from '@/server/escalation/queries';
import { page, withdraw } from '@/server/notification/commands';
import { absolute, paths } from '@/server/paths';
import { authorize, can } from '@/server/policy/authorize';
import { startRun } from '@/server/runbook/commands';
import { digest, keyed } from '@/server/secret';
import { servicesByIds } from '@/server/service/queries';
import { peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import type { EventKind } from '@/server/timeline/event';
import { subject } from '@/server/timeline/subject';
import { type Alert, reference } from './alert';
import { mayClassify } from './classification';
import type { Decision } from './decision';
import * as decision from './decision';
import { type Action, stateOf, transition } from './lifecycle';
import { alertById, linkedAlerts, linkView, noticeForPlace, teamToActFor, toldOf } from './queries';
import type { actionBodies, Bulk } from './schema';
import * as store from './store';
import { noticeOf, type Way } from './wording';

const about = (id: string) => subject('alert', id);
const idsOf = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

/** Internal: locks alerts in the one order and reads them, closed ones too. */
export const lockAlerts = (ctx: Context, alertIds: string[]): Promise<Alert[]> => store.lock(ctx, alertIds);

/** Internal: closes alerts whose rows are locked: nothing fires any more, and what was not sent yet never is. */
export async function closeLocked(ctx: Context, closings: Parameters<typeof store.close>[1], now: Date): Promise<void> {
  if (closings.length === 0) return;
  await store.close(ctx, closings, now);
  const ids = idsOf(closings);
  await escalation.halt(ctx, 'alert', ids);
  await takeBack(ctx, ids, now);
}

type Paged = { id: string; name: string; timeZone: string };

/** Internal: a page about these alerts to one person, with the link that takes them in that person's name. */
export async function noticeFor(
  ctx: Context,
  ids: string[],
  person: Paged,
  fired: Fired,
  now: Date,
  way: Way = 'step',
) {
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
    const others = idsOf(left);
    return person ? noticeFor(ctx, others, person, byHand, now) : noticeForPlace(ctx, others, byHand, now);
  });

type Data = Record<string, unknown>;
type Identity = Pick<Alert, 'id' | 'teamId'>;

/** Internal: writes an event into an alert's history. */
export const say = (ctx: Context, { id, teamId }: Identity, now: Date, kind: EventKind, data: Data = {}) =>
  tell(ctx, now, { subject: about(id), teamId, kind, data });

/** Internal: what a decision says, done to a locked alert. */
export async function carryOut(ctx: Context, alert: Alert, what: Decision, now: Date): Promise<void> {
  const { change, run, withdraw: taken, event } = what;
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

/** Internal: locks, authorises, asks the transition table; what holds already changes nothing, nor does null. */
export const act = (ctx: Context, { alertId }: OnAlert, action: Action, decide: Decide): Promise<void> =>
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
type Beside = keyof typeof besideSteps;

/** Internal: pages somebody through their own rules, without a step having fired. */
export async function pageByHand(ctx: Context, alert: Alert, how: Beside, personIds: string[], now: Date) {
  const round = (await runsOf(ctx, 'alert', [alert.id])).get(alert.id)?.position.round ?? 0;
  return page(ctx, {
    subjects: [{ subject: about(alert.id), teamId: alert.teamId }],
    urgency: how === 'ask' ? 'low' : alert.urgency,
    round,
    step: besideSteps[how],
    personIds,
    priority: how === 'ask' ? 4 : 0,
    source: alert.serviceId,
    noticeFor: (person, subjects) => noticeFor(ctx, idsOf(subjects), person, byHand, now, how),
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
      const { reached } = await pageByHand(ctx, alert, 'respond', idsOf(people), now);
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
      await closeLocked(ctx, [{ id: alert.id, closedBy, closedById: selfOf(ctx) }], now);
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
