import type { z } from 'zod';
import { type Context, inTransaction } from '@/server/context';
import * as delivery from '@/server/delivery/commands';
import { type About, type Later, type Outcome, plainParcel, type Recent } from '@/server/delivery/parcel';
import { env } from '@/server/env';
import { AppError, invalid, notFound } from '@/server/errors';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { authorize } from '@/server/policy/authorize';
import { hit } from '@/server/quota';
import {
  digest,
  hashPassword,
  mintCode,
  mintKeyPair,
  seal,
  unseal,
  verifyPassword,
  webhookSecrets,
} from '@/server/secret';
import { managersOf, peopleByIds } from '@/server/team/queries';
import { tell } from '@/server/timeline/commands';
import { type Subject, subject } from '@/server/timeline/subject';
import { placeOf } from './bundle';
import { type ContactMethod, isUsable, methodName, readAddress, readSecret } from './contact-method';
import {
  type AddressRequest,
  type Draft,
  draftsFor,
  newIn,
  type PageRequest,
  pagesTo,
  parcelOf,
  parcelToPlace,
  type Rewording,
  type StoredPage,
} from './page';
import { targetSecrets } from './queries';
import { afterQuiet, type QuietHours } from './quiet';
import { attempts, type NotificationRule } from './rule';
import type { newContactMethod, newQuietHours, newRules, testPage, verification } from './schema';
import * as store from './store';
import { brokenNotice, codeNotice, testNotice } from './wording';

/** R6: the same parts make the same identity; 32 URL-safe characters, as a push topic allows. */
const identityOf = (...parts: (string | number)[]): string => digest(JSON.stringify(parts)).slice(0, 32);

/** What the messages about one subject have in common. */
const threadOf = ({ thread }: Pick<PageRequest, 'thread'>, { subject: { kind, id } }: About): string =>
  identityOf('thread', thread ?? `${kind} ${id}`);

const linkTo = (path: string) => ({ settings: absolute(env.PUBLIC_URL, path) });

/**
 * Writes the pages of one step into the outbox, in the caller's transaction: to each person over their methods, when
 * their rules say. Safe to repeat: a page that was written before is not written again. `unreachable` are those without
 * a usable method and those deactivated. For the commands that drive escalations; authorises nothing.
 */
export async function page(ctx: Context, request: PageRequest): Promise<{ reached: string[]; unreachable: string[] }> {
  const [first] = request.subjects;
  if (!first) return { reached: [], unreachable: [] };
  const wanted = [...new Set(request.personIds)];
  // One at a time for each person: two that do not see each other would ring the same phone twice in a minute.
  await store.lockPaged(ctx, wanted);
  const people = await peopleByIds(ctx, wanted);
  const [methods, rules] = await Promise.all([store.methodsOf(ctx, wanted), store.rulesOf(ctx, wanted)]);
  const recent = await recentPages(ctx, { personIds: wanted }, first.subject.kind);
  const thread = threadOf(request, first);
  const reached: string[] = [];
  for (const personId of wanted) {
    const person = people.get(personId);
    const own = <T extends { personId: string | null }>(rows: T[]) => rows.filter((row) => row.personId === personId);
    const planned = person?.active ? attempts(own(rules), own(methods), request.urgency) : [];
    if (!person || planned.length === 0) continue;
    reached.push(personId);
    const drafts = draftsFor(personId, planned, request, own(recent));
    const written = await store.insertPages(
      ctx,
      drafts.flatMap(({ pages }) => pages),
    );
    if (written.length === 0) continue;
    const wordsFor: Words = (subjects) => request.noticeFor(person, subjects);
    for (const draft of drafts)
      if (draft.joins) await addTo(ctx, draft.joins, newIn(draft, written, request), request, wordsFor);
    await send(ctx, drafts, written, request, person, thread);
  }
  return { reached, unreachable: wanted.filter((id) => !reached.includes(id)) };
}

/** Only what is still wanted counts: whoever took what they were paged for is free to be paged for the next thing. */
async function recentPages(
  ctx: Context,
  to: Parameters<typeof delivery.recentTo>[1],
  kind: Subject['kind'],
): Promise<Recent[]> {
  const recent = await delivery.recentTo(ctx, to, kind);
  const wanted = await store.stillWanted(
    ctx,
    recent.map(({ id }) => id),
  );
  return recent.filter(({ id }) => wanted.has(id));
}

type To = { id: string; name: string; timeZone: string };
type Words = (subjects: Subject[]) => Notice | Promise<Notice>;

/** Bundling: what waits already says this too, in new words, under the identity it has. */
async function addTo(
  ctx: Context,
  waiting: Recent,
  fresh: About[],
  { source, priority }: Pick<PageRequest, 'source' | 'priority'>,
  wordsFor: Words,
): Promise<void> {
  if (fresh.length === 0) return;
  const before = new Set(waiting.message.about.map(({ subject }) => subject.id));
  const about = [...waiting.message.about, ...fresh.filter(({ subject }) => !before.has(subject.id))];
  const sources = [...new Set([...(waiting.message.sources ?? []), ...(source ? [source] : [])])];
  const notice = await wordsFor(about.map(({ subject }) => subject));
  await delivery.rewrite(ctx, waiting, { notice, about, sources, priority });
  waiting.message = { ...waiting.message, about, sources };
}

/** The messages that stand by themselves. */
async function send(
  ctx: Context,
  drafts: Draft[],
  written: StoredPage[],
  request: PageRequest,
  { id, name, timeZone }: To,
  thread: string,
): Promise<void> {
  const own = drafts.filter(({ joins }) => joins === null);
  const fresh = new Set(own.flatMap((draft) => newIn(draft, written, request)));
  if (fresh.size === 0) return;
  const subjects = [...fresh].map(({ subject }) => subject);
  const said = { notice: await request.noticeFor({ id, name, timeZone }, subjects), thread, person: { id, name } };
  const secrets = await secretsOf(
    ctx,
    own.map(({ method }) => method),
  );
  const parcels = own.flatMap((draft) => {
    const [oldest, ...others] = newIn(draft, written, request);
    if (!oldest) return [];
    const parcel = parcelOf(draft, [oldest, ...others], request, said, identityOf);
    return [{ ...parcel, secret: secrets.get(draft.method.id) ?? null }];
  });
  await delivery.enqueue(ctx, request.now, parcels);
}

/**
 * Writes the page of a step to a channel of Slack or to a webhook into the outbox, in the caller's transaction: the
 * first at once, in a storm bundled as for people. Safe to repeat; withdrawn with the pages of its subjects. For the
 * commands that drive escalations; authorises nothing.
 */
export async function pageAddress(ctx: Context, request: AddressRequest): Promise<void> {
  const { channel, address, now, source = null } = request;
  await store.lockPaged(ctx, [`${channel} ${address}`]);
  const told = await store.toldToPlace(ctx, request);
  const [first, ...others] = request.subjects.filter(({ subject }) => !told.has(subject.id));
  if (!first) return;
  const fresh = { ...request, subjects: [first, ...others] };
  const recent = await recentPages(ctx, { channel, address }, first.subject.kind);
  const place = placeOf(now, recent, source);
  if ('join' in place) {
    await store.insertPages(ctx, pagesTo(place.join.id, fresh));
    return addTo(ctx, place.join, fresh.subjects, request, request.noticeFor);
  }
  const parcel = parcelToPlace(
    fresh,
    [first, ...others],
    {
      notice: await request.noticeFor(fresh.subjects.map(({ subject }) => subject)),
      secret: channel === 'webhook' ? targetSecrets(first.teamId ?? '', address).join(' ') : null,
      thread: threadOf(request, first),
      dueAt: place.dueAt,
    },
    identityOf,
  );
  const made = await delivery.enqueue(ctx, now, [parcel]);
  if (made.length > 0) await store.insertPages(ctx, pagesTo(parcel.id, fresh));
}

/** What each of these addresses is used with: one's own secret, or the one a webhook without it is signed by. */
async function secretsOf(ctx: Context, methods: ContactMethod[]): Promise<Map<string, string>> {
  const keyed = methods.filter(({ channel }) => channel === 'ntfy' || channel === 'webhook');
  const own = await store.sealedSecrets(
    ctx,
    keyed.map(({ id }) => id),
  );
  return new Map(
    keyed.flatMap(({ id, channel }) => {
      const sealed = own.get(id);
      if (sealed) return [[id, unseal(sealed)]];
      return channel === 'webhook' ? [[id, webhookSecrets(methodName(id)).join(' ')]] : [];
    }),
  );
}

/**
 * Nobody needs to hear of these any more: what is not yet sent is cancelled, in the caller's transaction. A bundle
 * goes out as long as any of its subjects is still wanted, and `reword` says what is left. For the commands that end escalations.
 */
export async function withdraw(ctx: Context, about: Subject[], now: Date, reword: Rewording): Promise<void> {
  const touched = await store.withdrawPages(ctx, about, now);
  if (touched.length === 0) return;
  // Locked before looking: two subjects of one bundle ending at once must not each leave it to the other.
  const waiting = await delivery.lockUnended(ctx, touched);
  if (waiting.length === 0) return;
  const wanted = await store.stillWanted(ctx, waiting);
  await delivery.withdraw(
    ctx,
    waiting.filter((id) => !wanted.has(id)),
    now,
  );
  if (wanted.size > 0) await leaveOut(ctx, new Set(about.map(({ id }) => id)), [...wanted], reword);
}

/** A bundle that is still wanted no longer speaks of what has ended. */
async function leaveOut(ctx: Context, ended: Set<string>, ids: string[], reword: Rewording): Promise<void> {
  const bundles = await delivery.unbegun(ctx, ids);
  const people = await peopleByIds(
    ctx,
    bundles.flatMap(({ personId }) => personId ?? []),
  );
  for (const { id, personId, message } of bundles) {
    const person = personId === null ? null : people.get(personId);
    const left = message.about.filter(({ subject }) => !ended.has(subject.id));
    if (person === undefined || left.length === 0 || left.length === message.about.length) continue;
    const subjects = left.map(({ subject }) => subject);
    const reader = person && { id: person.id, name: person.name, timeZone: person.timeZone };
    const notice = await reword(reader, subjects);
    await delivery.rewrite(ctx, { id, message }, { notice, about: left, priority: 9 });
  }
}

/** `key`: what makes this mail this mail and no other. */
type Mail = {
  personIds: string[];
  about: About;
  notice: Notice;
  key: string;
  now: Date;
  /** It may not wait for the end of somebody's quiet hours. */
  atOnce?: boolean;
};

/**
 * A plain mail to people's own addresses, behind every page, and after their quiet hours; in the caller's transaction.
 * For commands.
 */
export async function notify(ctx: Context, { personIds, about, notice, key, now, atOnce }: Mail): Promise<void> {
  const people = await peopleByIds(ctx, [...new Set(personIds)]);
  const quiet = atOnce ? new Map<string, QuietHours>() : await store.quietHoursOf(ctx, [...people.keys()]);
  const parcels = [...people.values()]
    .filter(({ active }) => active)
    .map(({ id, name, email, timeZone }) => {
      const identity = identityOf('mail', key, id);
      const to = { person: { id, name }, channel: 'email' as const, address: email };
      const parcel = plainParcel(about, { ...to, identity, notice, priority: 5, now });
      const hours = quiet.get(id);
      return hours ? { ...parcel, dueAt: afterQuiet(now, hours, timeZone) } : parcel;
    });
  await delivery.enqueue(ctx, now, parcels);
}

const aboutMethod = ({ id }: { id: string }): About => ({ subject: subject('contact-method', id), teamId: null });

/** To one contact method, verified or not: a code, a test. */
async function sendTo(ctx: Context, method: ContactMethod, name: string, notice: Notice, now: Date): Promise<void> {
  const { personId, channel, address } = method;
  const identity = identityOf('once', crypto.randomUUID());
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
    await sendTo(ctx, method, person.name, codeNotice(code, linkTo(paths.profile())), now);
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
    const notice = testNotice(person.name, method, linkTo(paths.profile()));
    await sendTo(ctx, method, person.name, notice, await ctx.now());
  });
  return { methodId: method.id };
}

/**
 * Hears what became of an attempt: acceptance proves the address, a permanent refusal marks it broken and tells the
 * person and the managers of the teams concerned (F29). In the transaction that records the attempt. For the worker.
 */
export async function hearOutcome(ctx: Context, outcome: Outcome): Promise<void> {
  const { personId, channel, address } = outcome;
  if (!personId || channel === 'status-page' || outcome.state === 'due') return;
  const method = await store.methodByAddress(ctx, personId, channel, address);
  if (!method) return;
  const now = await ctx.now();
  if (outcome.state === 'sent')
    return store.changeMethod(ctx, method.id, { provenAt: now, brokenAt: null, brokenReason: null });
  if (!outcome.permanent || method.brokenAt) return;
  const reason = outcome.reason ?? 'refused';
  await store.changeMethod(ctx, method.id, { brokenAt: now, brokenReason: reason });
  await tell(ctx, now, { ...aboutMethod(method), kind: 'changed', data: { personId, channel, broken: reason } });
  if (isUsable(method)) await tellOfBroken(ctx, method, outcome, reason, now);
}

/** Hears what a provider says later of a message it had accepted (F31). For the doors of providers. */
export async function hearLater(ctx: Context, later: Later): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const outcome = await delivery.hearLater(ctx, later);
    if (outcome) await hearOutcome(ctx, outcome);
  });
}

async function tellOfBroken(
  ctx: Context,
  method: ContactMethod,
  { personName, about }: Outcome,
  reason: string,
  now: Date,
): Promise<void> {
  const key = `broken ${method.id} ${now.toISOString()}`;
  const name = personName ?? 'Somebody';
  const owner = (await peopleByIds(ctx, [method.personId])).get(method.personId);
  if (owner && !(method.channel === 'email' && owner.email.toLowerCase() === method.address.toLowerCase()))
    await notify(ctx, {
      personIds: [owner.id],
      about: aboutMethod(method),
      notice: brokenNotice({ name, own: true }, method, reason, linkTo(paths.profile())),
      key,
      now,
      atOnce: true,
    });
  const teamIds = [...new Set(about.flatMap(({ teamId }) => (teamId ? [teamId] : [])))];
  const managers = (await Promise.all(teamIds.map((teamId) => managersOf(ctx, teamId)))).flat();
  const others = managers.filter((id) => id !== method.personId);
  await notify(ctx, {
    personIds: others,
    about: aboutMethod(method),
    notice: brokenNotice({ name, own: false }, method, reason, linkTo(paths.team())),
    key,
    now,
    atOnce: true,
  });
}

/** Makes the keys for pushes where there are none yet, once for all machines. For the start of web and worker. */
export async function ensurePushKeys(ctx: Context): Promise<void> {
  const createdAt = await ctx.now();
  await store.installationSecret(ctx, 'push keys', () => ({ sealed: seal(JSON.stringify(mintKeyPair())), createdAt }));
}
