import type { Context } from '@/server/context';
import { channelsConfigured, env } from '@/server/env';
import { AppError, notFound } from '@/server/errors';
import type { Channel } from '@/server/outbound';
import { authorize } from '@/server/policy/authorize';
import { unseal, webhookSecrets } from '@/server/secret';
import { type ContactMethod, isUsable } from './contact-method';
import { afterQuiet, type QuietHours } from './quiet';
import { reachabilityOf as judge, type Reachability } from './reachability';
import { type Attempt, attempts, type NotificationRule, type Urgency } from './rule';
import * as store from './store';

type PushKeys = { publicKey: string; privateKey: string };

/** By what the signing secret of a webhook without one of its own is made. */
const webhookName = (methodId: string): string => `contact-method ${methodId}`;

export type ReachableBy = {
  methods: ContactMethod[];
  rules: NotificationRule[];
  reachability: Reachability;
  quiet: QuietHours | null;
};

/** A person's contact methods, rules and readiness mark; for the person and admins. */
export async function contactMethodsOf(ctx: Context, personId: string): Promise<ReachableBy> {
  authorize(ctx.actor, 'contact-method.view', { personId });
  const [methods, rules, quiet] = await Promise.all([
    store.methodsOf(ctx, [personId]),
    store.rulesOf(ctx, [personId]),
    store.quietHoursOf(ctx, [personId]),
  ]);
  return {
    methods,
    rules: rules.map(({ personId: _, ...rule }) => rule),
    reachability: judge(methods),
    quiet: quiet.get(personId) ?? null,
  };
}

/** Which channels this installation can page by, and what a browser needs to subscribe to pushes. */
export async function channelsOn(ctx: Context): Promise<{ on: Record<Channel, boolean>; pushKey: string | null }> {
  authorize(ctx.actor, 'person.view');
  const keys = await pushKeys(ctx);
  return { on: { ...channelsConfigured(env), push: keys !== null }, pushKey: keys?.publicKey ?? null };
}

/**
 * What a webhook contact method is signed by, where its owner gave no secret of their own; for the person and admins.
 * Throws `not-possible` for one that has its own: it is not shown again.
 */
export async function webhookSecret(
  ctx: Context,
  { personId, methodId }: { personId: string; methodId: string },
): Promise<{ secret: string }> {
  authorize(ctx.actor, 'contact-method.edit', { personId });
  const method = await store.methodById(ctx, personId, methodId);
  if (!method) throw notFound();
  if (method.channel !== 'webhook') throw new AppError('not-possible', 'Only webhooks are signed');
  if ((await store.sealedSecrets(ctx, [methodId])).size > 0)
    throw new AppError('not-possible', 'This webhook is signed by the secret you gave: it is not shown again');
  return { secret: webhookSecrets(webhookName(methodId))[0] ?? '' };
}

/** Internal: what each of these is used with: one's own secret, or the one a webhook without it is signed by. */
export async function secretsOf(ctx: Context, methods: ContactMethod[]): Promise<Map<string, string>> {
  const keyed = methods.filter(({ channel }) => channel === 'ntfy' || channel === 'webhook');
  const own = await store.sealedSecrets(
    ctx,
    keyed.map(({ id }) => id),
  );
  return new Map(
    keyed.flatMap(({ id, channel }) => {
      const sealed = own.get(id);
      if (sealed) return [[id, unseal(sealed)]];
      return channel === 'webhook' ? [[id, webhookSecrets(webhookName(id)).join(' ')]] : [];
    }),
  );
}

/** The readiness marks of people, without their addresses: everybody may know who can be reached. */
export async function reachabilityOf(ctx: Context, personIds: string[]): Promise<Map<string, Reachability>> {
  authorize(ctx.actor, 'person.view');
  const methods = await store.methodsOf(ctx, personIds);
  return new Map(personIds.map((id) => [id, judge(methods.filter(({ personId }) => personId === id))]));
}

/** Internal: those of the people whom a page could reach. */
export async function usableIds(ctx: Context, personIds: string[]): Promise<string[]> {
  const usable = (await store.methodsOf(ctx, personIds)).filter(isUsable);
  return personIds.filter((id) => usable.some(({ personId }) => personId === id));
}

/** Internal: by which methods a page of this urgency tries each of them, and how long after the step; none: no way. */
export async function attemptsFor(
  ctx: Context,
  personIds: string[],
  urgency: Urgency,
): Promise<Map<string, Attempt<ContactMethod>[]>> {
  const [methods, rules] = await Promise.all([store.methodsOf(ctx, personIds), store.rulesOf(ctx, personIds)]);
  const own = <T extends { personId: string }>(rows: T[], id: string) => rows.filter(({ personId }) => personId === id);
  return new Map(personIds.map((id) => [id, attempts(own(rules, id), own(methods, id), urgency)]));
}

/** Internal: over which channels, and how long after the step, a page of this urgency goes to each. */
export async function reachOf(
  ctx: Context,
  personIds: string[],
  urgency: Urgency,
): Promise<Map<string, { methodId: string; channel: Channel; afterSeconds: number }[]>> {
  const planned = await attemptsFor(ctx, personIds, urgency);
  return new Map(
    [...planned].map(([id, ways]) => [
      id,
      ways
        .map(({ method, afterSeconds }) => ({ methodId: method.id, channel: method.channel, afterSeconds }))
        .sort((a, b) => a.afterSeconds - b.afterSeconds),
    ]),
  );
}

/** Internal: when mail that is no page may go to those who have quiet hours; to the others, at once. */
export async function afterQuietHours(
  ctx: Context,
  people: { id: string; timeZone: string }[],
  now: Date,
): Promise<Map<string, Date>> {
  const quiet = await store.quietHoursOf(
    ctx,
    people.map(({ id }) => id),
  );
  return new Map(
    people.flatMap(({ id, timeZone }) => {
      const hours = quiet.get(id);
      return hours ? [[id, afterQuiet(now, hours, timeZone)]] : [];
    }),
  );
}

/**
 * Verified phone numbers by person. Internal: for the screen that says how whoever is on call is reached, to people who
 * may see that rotation.
 */
export async function phonesOf(ctx: Context, personIds: string[]): Promise<Map<string, string[]>> {
  const phones = (await store.methodsOf(ctx, personIds)).filter(
    (method) => (method.channel === 'voice' || method.channel === 'sms') && isUsable(method),
  );
  return new Map(
    personIds.map((id) => [
      id,
      [...new Set(phones.filter(({ personId }) => personId === id).map(({ address }) => address))],
    ]),
  );
}

/** Who has proven that a number is theirs. Internal, for the door of replies. */
export const holdersOfNumber = (ctx: Context, number: string): Promise<string[]> =>
  store.holdersOf(ctx, ['sms', 'voice'], number);

/** Who has proven that a member of Slack is them. Internal. */
export const holdersInSlack = (ctx: Context, slackId: string): Promise<string[]> =>
  store.holdersOf(ctx, ['slack'], slackId);

/** Slack's ids of people that they have proven, by person. Internal. */
export async function provenInSlack(ctx: Context, personIds: string[]): Promise<Map<string, string>> {
  const methods = await store.methodsOf(ctx, personIds);
  return new Map(
    methods.flatMap(({ personId, channel, address, verifiedAt }) =>
      channel === 'slack' && verifiedAt ? [[personId, address]] : [],
    ),
  );
}

/**
 * The keys by which this installation proves itself to push services: of the environment, or made once and shared by
 * all its machines. Internal, for the worker; screens are given the public one.
 */
export async function pushKeys(ctx: Context): Promise<PushKeys | null> {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = env;
  if (publicKey && privateKey) return { publicKey, privateKey };
  const sealed = await store.installationSecret(ctx, 'push keys');
  return sealed ? (JSON.parse(unseal(sealed)) as PushKeys) : null;
}
