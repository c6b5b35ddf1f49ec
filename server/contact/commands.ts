import type { z } from 'zod';
import { type Context, inTransaction } from '@/server/context';
import * as delivery from '@/server/delivery/commands';
import { type Outcome, plainParcel } from '@/server/delivery/parcel';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { hit } from '@/server/quota';
import { digest, hashPassword, mintCode, mintKeyPair, seal, verifyPassword } from '@/server/secret';
import { peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { subject } from '@/server/timeline/subject';
import {
  aboutMethod,
  type BrokenMethod,
  type ContactMethod,
  isUsable,
  readAddress,
  readSecret,
} from './contact-method';
import { secretsOf } from './queries';
import type { QuietHours } from './quiet';
import { attempts, type NotificationRule } from './rule';
import type { newContactMethod, newQuietHours, newRules, testPage, verification } from './schema';
import * as store from './store';
import { codeNotice, testNotice } from './wording';

const links = () => ({ settings: absolute(env.PUBLIC_URL, paths.profile()) });

/** To one contact method, verified or not: a code, a test. */
async function sendTo(ctx: Context, method: ContactMethod, name: string, notice: Notice, now: Date): Promise<void> {
  const { personId, channel, address } = method;
  const identity = delivery.identityOf('once', crypto.randomUUID());
  const to = { person: { id: personId, name }, channel, address };
  const secret = (await secretsOf(ctx, [method])).get(method.id) ?? null;
  const parcel = plainParcel(aboutMethod(method), { ...to, identity, notice, priority: 1, now });
  await delivery.enqueue(ctx, now, [{ ...parcel, secret }]);
}

async function personOr404(ctx: Context, personId: string) {
  const person = (await peopleByIds(ctx, [personId])).get(personId);
  if (!person) throw notFound();
  return person;
}

async function methodOr404(ctx: Context, personId: string, id: string): Promise<ContactMethod> {
  const method = await store.methodById(ctx, personId, id);
  if (!method) throw notFound();
  return method;
}

/**
 * Adds an address and sends a code to it; an admin may vouch for it instead (`verified`). What is there already is
 * answered as it is, with a new code while it is not verified. 429 past three codes to one address in an hour.
 */
export async function addContactMethod(ctx: Context, input: z.infer<typeof newContactMethod>): Promise<ContactMethod> {
  authorize(ctx.actor, input.verified ? 'contact-method.vouch' : 'contact-method.edit', { personId: input.personId });
  const person = await personOr404(ctx, input.personId);
  const read = readAddress(input.channel, input.address);
  if ('fault' in read) throw invalid({ address: read.fault });
  const secret = readSecret(input.channel, input.token);
  if (secret && 'fault' in secret) throw invalid({ token: secret.fault });
  const code = input.verified || isOwnDevice(ctx, input) ? null : mintCode();
  if (code) await hit(ctx, 'code-address', `${input.channel} ${digest(read.address)}`);
  const codeHash = code && (await hashPassword(code));
  return inTransaction(ctx, async (ctx) => {
    const now = await ctx.now();
    const row = {
      id: crypto.randomUUID(),
      personId: person.id,
      channel: input.channel,
      address: read.address,
      label: input.label ?? null,
      sealedSecret: secret ? seal(secret.secret) : null,
      createdAt: now,
    };
    const made = await store.insertMethod(ctx, { ...row, verifiedAt: code ? null : now });
    const method = made ?? (await store.methodByAddress(ctx, person.id, input.channel, read.address));
    if (!method) throw new AppError('changed', 'Somebody changed this at the same time: look again');
    if (made)
      await tell(ctx, now, {
        ...aboutMethod(method),
        kind: 'created',
        data: { personId: person.id, channel: method.channel, vouched: !code },
      });
    if (!made && row.sealedSecret) await store.changeMethod(ctx, method.id, { sealedSecret: row.sealedSecret });
    if (!code || !codeHash) {
      if (!method.verifiedAt) await store.changeMethod(ctx, method.id, { verifiedAt: now });
      return { ...method, verifiedAt: method.verifiedAt ?? now };
    }
    if (method.verifiedAt) return method;
    await store.putCode(ctx, method.id, { codeHash, expiresAt: new Date(now.getTime() + 600_000) });
    await sendTo(ctx, method, person.name, codeNotice(code, links()), now);
    return method;
  });
}

/** A browser that one is signed in with is proven to be one's own by that. */
const isOwnDevice = ({ actor }: Context, { channel, personId }: { channel: string; personId: string }): boolean =>
  channel === 'push' && actor.kind === 'person' && actor.via === 'session' && actor.personId === personId;

/** Verifies with the code. A wrong one counts; the fifth, or ten minutes, void it: then add the address again. */
export async function verifyContactMethod(ctx: Context, input: z.infer<typeof verification>): Promise<ContactMethod> {
  authorize(ctx.actor, 'contact-method.edit', { personId: input.personId });
  const code = input.code.replace(/\s/g, '');
  // The count of tries has to stay, so a wrong code is an answer of the transaction and not its failure.
  const method = await inTransaction(ctx, async (ctx) => {
    const method = await methodOr404(ctx, input.personId, input.methodId);
    if (method.verifiedAt) return method;
    const stored = await store.tryCode(ctx, method.id);
    const now = await ctx.now();
    if (!stored || stored.tries > 5 || stored.expiresAt <= now || !(await verifyPassword(code, stored.codeHash)))
      return null;
    await store.dropCode(ctx, method.id);
    await store.changeMethod(ctx, method.id, { verifiedAt: now, brokenAt: null, brokenReason: null });
    await tell(ctx, now, {
      ...aboutMethod(method),
      kind: 'changed',
      data: { personId: method.personId, channel: method.channel, verified: true },
    });
    return { ...method, verifiedAt: now, brokenAt: null, brokenReason: null };
  });
  if (!method)
    throw invalid({ code: 'This code is not right or no longer good: after 5 tries or 10 minutes ask for a new one' });
  return method;
}

/** Takes an address away, and its rules with it; pages already sent keep their record. */
export async function removeContactMethod(ctx: Context, input: { personId: string; methodId: string }): Promise<void> {
  authorize(ctx.actor, 'contact-method.edit', { personId: input.personId });
  await inTransaction(ctx, async (ctx) => {
    const method = await methodOr404(ctx, input.personId, input.methodId);
    const now = await ctx.now();
    await store.changeMethod(ctx, method.id, { removedAt: now });
    await store.removeRulesOfMethod(ctx, method.id);
    await store.dropCode(ctx, method.id);
    await tell(ctx, now, {
      ...aboutMethod(method),
      kind: 'removed',
      data: { personId: method.personId, channel: method.channel },
    });
  });
}

/** Replaces a person's rules. Without rules every verified method is tried at once. */
export async function setRules(
  ctx: Context,
  { personId, rules }: z.infer<typeof newRules>,
): Promise<NotificationRule[]> {
  authorize(ctx.actor, 'contact-method.edit', { personId });
  await personOr404(ctx, personId);
  return inTransaction(ctx, async (ctx) => {
    const methods = await store.methodsOf(ctx, [personId]);
    const faults = rules.flatMap(({ contactMethodId }, i) =>
      methods.some(({ id }) => id === contactMethodId)
        ? []
        : [[`rules.${i}.contactMethodId`, 'Name one of the person’s own contact methods']],
    );
    if (faults.length > 0) throw invalid(Object.fromEntries(faults));
    const before = await store.rulesOf(ctx, [personId]);
    await store.replaceRules(ctx, personId, rules);
    const data = { what: 'notification rules', before: before.map(({ personId: _, ...rule }) => rule), after: rules };
    await tell(ctx, await ctx.now(), { subject: subject('person', personId), teamId: null, kind: 'changed', data });
    return rules;
  });
}

/** When mail that is no page waits; null: never. Pages never wait. */
export async function setQuietHours(
  ctx: Context,
  { personId, hours }: z.infer<typeof newQuietHours>,
): Promise<QuietHours | null> {
  authorize(ctx.actor, 'contact-method.edit', { personId });
  await personOr404(ctx, personId);
  return inTransaction(ctx, async (ctx) => {
    const before = (await store.quietHoursOf(ctx, [personId])).get(personId) ?? null;
    await store.saveQuietHours(ctx, personId, hours);
    const data = { what: 'quiet hours', before, after: hours };
    await tell(ctx, await ctx.now(), { subject: subject('person', personId), teamId: null, kind: 'changed', data });
    return hours;
  });
}

/** Sends a test page to one method, or to the one that a real page would try first. 429 past five in ten minutes. */
export async function sendTestPage(ctx: Context, input: z.infer<typeof testPage>): Promise<{ methodId: string }> {
  authorize(ctx.actor, 'contact-method.edit', { personId: input.personId });
  const person = await personOr404(ctx, input.personId);
  const methods = await store.methodsOf(ctx, [person.id]);
  const rules = await store.rulesOf(ctx, [person.id]);
  const method = input.methodId
    ? methods.find(({ id }) => id === input.methodId)
    : attempts(rules, methods, 'high')[0]?.method;
  if (!method && input.methodId) throw notFound();
  if (!method) throw new AppError('not-possible', 'There is no verified contact method: add one first');
  if (!method.verifiedAt)
    throw new AppError('not-possible', 'This contact method is not verified yet: enter its code first');
  await hit(ctx, 'test-page-person', person.id);
  await inTransaction(ctx, async (ctx) => {
    const notice = testNotice(person.name, method, links());
    await sendTo(ctx, method, person.name, notice, await ctx.now());
  });
  return { methodId: method.id };
}

/**
 * What became of an attempt at an address: acceptance proves it, a permanent refusal marks it broken. In the
 * transaction that records the attempt. Returns the method that pages went to until now, where they no longer do.
 */
export async function recordOutcome(ctx: Context, outcome: Outcome): Promise<BrokenMethod | null> {
  const { personId, channel, address } = outcome;
  if (!personId || channel === 'status-page' || outcome.state === 'due') return null;
  const method = await store.methodByAddress(ctx, personId, channel, address);
  if (!method) return null;
  const now = await ctx.now();
  if (outcome.state === 'sent') {
    await store.changeMethod(ctx, method.id, { provenAt: now, brokenAt: null, brokenReason: null });
    const data = { personId, channel, broken: null };
    if (method.brokenAt) await tell(ctx, now, { ...aboutMethod(method), kind: 'changed', data });
    return null;
  }
  if (!outcome.permanent || method.brokenAt) return null;
  const broken = { brokenAt: now, brokenReason: outcome.reason ?? 'refused' };
  await store.changeMethod(ctx, method.id, broken);
  const data = { personId, channel, broken: broken.brokenReason };
  await tell(ctx, now, { ...aboutMethod(method), kind: 'changed', data });
  return isUsable(method) ? { ...method, ...broken } : null;
}

/** Makes the keys for pushes where there are none yet, once for all machines. For the start of web and worker. */
export async function ensurePushKeys(ctx: Context): Promise<void> {
  const createdAt = await ctx.now();
  await store.installationSecret(ctx, 'push keys', () => ({ sealed: seal(JSON.stringify(mintKeyPair())), createdAt }));
}
