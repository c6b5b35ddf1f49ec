import { act, closeLocked, say } from '@/server/alert/commands';
import { alertById } from '@/server/alert/queries';
import { as, type Context, inTransaction } from '@/server/context';
import { notFound } from '@/server/errors';
import * as escalation from '@/server/escalation/commands';
import { policiesByIds } from '@/server/escalation/queries';
import { authorize } from '@/server/policy/authorize';
import { digest } from '@/server/secret';
import { heardFrom, pulse, takeMissed } from '@/server/service/commands';
import type { Known as Integration } from '@/server/service/integration';
import { servicesByIds } from '@/server/service/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import { amended, type Said } from './amendment';
import * as arrival from './arrival';
import { type Folded, keyOf, placeOf, wavesOf } from './dedup';
import { flapHoldSeconds } from './flapping';
import { heard, missing, pulseKey } from './heartbeat';
import { type NewAlert, newAlertByHand, newAlertOf } from './new-alert';
import type { OpenAlert } from './schema';
import { urgencyOf } from './signal';
import * as store from './store';

/**
 * Stores what senders sent, several requests in one transaction and a number of statements that does not depend on
 * how many they are. Answers per request once all of it is on disk. For the doors: the key was the authorisation.
 */
export async function receiveMany(ctx: Context, requests: arrival.Request[]): Promise<{ accepted: number }[]> {
  if (requests.some(({ signals }) => signals.length > 0))
    await inTransaction(ctx, async (ctx) => {
      const arrived = arrival.arrivalsOf(await unheard(ctx, requests), (signal) => keyOf(signal, digest));
      for (const wave of wavesOf(arrived)) await receiveWave(ctx, wave);
    });
  await heardFrom(ctx, [...new Set(requests.map(({ integration }) => integration.id))]);
  return requests.map(({ signals }) => ({ accepted: signals.length }));
}

/** Without those whose message came before: their sender did not hear our answer. */
async function unheard(ctx: Context, requests: arrival.Request[]): Promise<arrival.Request[]> {
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

async function receiveWave(ctx: Context, wave: Folded<arrival.Arrival>[]): Promise<void> {
  const open = await store.lockOpen(ctx, wave);
  const now = await ctx.now();
  const before = new Map(open.map((one) => [placeOf(one), one]));
  const unknown = wave.filter((folded) => !before.has(placeOf(folded)));
  const fresh = unknown.flatMap((folded) => newAlertOf(folded, crypto.randomUUID()) ?? []);
  const stored = fresh.length > 0 ? await store.insertOpen(ctx, fresh, now) : [];
  const outcomes = arrival.outcomesOf(wave, before, stored, new Set(fresh.map(({ id }) => id)));
  const repeats = arrival.repeatsOf(outcomes, before);
  if (repeats.length > 0) await store.countRepeats(ctx, repeats, now);
  await escalation.makeUrgent(ctx, 'alert', arrival.grownUrgent(outcomes));
  const climbing = arrival.climbingOf(outcomes);
  const begun = fresh.filter(({ id }) => climbing.has(id));
  const flapping = new Set(stored.filter((one) => one.flapping).map(({ id }) => id));
  const policies = arrival.policiesOf(unknown);
  const calm = begun.filter(({ id }) => !flapping.has(id));
  await climb(ctx, calm, policies, now);
  if (calm.length < begun.length)
    await climbSlowly(
      ctx,
      begun.filter(({ id }) => flapping.has(id)),
      policies,
      now,
    );
  await closeLocked(ctx, arrival.closingsOf(outcomes), now);
  for (const { integration, events } of arrival.eventsBySender(outcomes))
    await tell(as(ctx, { kind: 'integration', integrationId: integration.id, name: integration.name }), now, ...events);
}

/** From here on each of these alerts has a next action. `policyOf`: by service. */
async function climb(ctx: Context, alerts: NewAlert[], policyOf: Map<string, string>, now: Date): Promise<void> {
  if (alerts.length === 0) return;
  const policies = await policiesByIds(ctx, [...new Set(policyOf.values())]);
  const beginnings = alerts.map(({ id, teamId, serviceId, urgency }) => {
    const policy = policies.get(policyOf.get(serviceId) ?? '');
    if (!policy) throw new Error(`service ${serviceId} names a policy that does not exist`);
    return { subject: subject('alert', id), teamId, policy, urgency, source: serviceId, now };
  });
  await escalation.begin(ctx, beginnings);
}

/** What opens again and again is stored and shown, and pages whoever is next only if it stays. */
async function climbSlowly(ctx: Context, alerts: NewAlert[], policyOf: Map<string, string>, now: Date): Promise<void> {
  const until = new Date(now.getTime() + flapHoldSeconds * 1_000);
  await climb(ctx, alerts, policyOf, until);
  for (const alert of alerts) await say(ctx, alert, now, 'flapping', { until });
}

/** By hand. Where the key is open at the service already, that alert is counted up. Answers the alert. */
export async function openAlert(ctx: Context, input: OpenAlert) {
  const service = (await servicesByIds(ctx, [input.serviceId])).get(input.serviceId);
  if (!service || service.archivedAt) throw notFound();
  authorize(ctx.actor, 'alert.open', { teamId: service.teamId });
  const id = crypto.randomUUID();
  const key = keyOf({ key: input.key ?? id, digestOf: null, title: '', text: '', fields: [] }, digest);
  const row = newAlertByHand(input, service, { id, key, batchId: ctx.requestId });
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
    for (const wave of wavesOf(arrival.arrivalsOf(requests, (signal) => keyOf(signal, digest))))
      await receiveWave(ctx, wave);
    return missed.length;
  });

/** What its sender says of it after it opened; fields are merged by name. For the doors. */
export const amend = (ctx: Context, { alertId, ...said }: { alertId: string } & Said): Promise<void> =>
  act(ctx, { alertId }, 'note', async (ctx, alert) => {
    if (alert.closedAt) return null;
    if (said.priority !== undefined && urgencyOf(said.priority) === 'high' && alert.urgency === 'low')
      await escalation.makeUrgent(ctx, 'alert', [alert.id]);
    return amended(said, alert);
  });
