import { recordOutcome } from '@/server/contact/commands';
import { aboutMethod, type BrokenMethod } from '@/server/contact/contact-method';
import { afterQuietHours, attemptsFor, secretsOf } from '@/server/contact/queries';
import { type Context, inTransaction } from '@/server/context';
import * as delivery from '@/server/delivery/commands';
import { type About, type Later, type Outcome, plainParcel, type Recent } from '@/server/delivery/parcel';
import { env } from '@/server/env';
import type { Notice } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { managersOf, peopleByIds } from '@/server/team/queries';
import type { Subject } from '@/server/timeline/subject';
import { placeOf } from './bundle';
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
import * as store from './store';
import { brokenNotice } from './wording';

/** What the messages about one subject have in common. */
const threadOf = ({ thread }: Pick<PageRequest, 'thread'>, { subject: { kind, id } }: About): string =>
  delivery.identityOf('thread', thread ?? `${kind} ${id}`);

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
  const attempts = await attemptsFor(ctx, wanted, request.urgency);
  const recent = await recentPages(ctx, { personIds: wanted }, first.subject.kind);
  const thread = threadOf(request, first);
  const reached: string[] = [];
  for (const personId of wanted) {
    const person = people.get(personId);
    const planned = attempts.get(personId) ?? [];
    if (!person?.active || planned.length === 0) continue;
    reached.push(personId);
    const own = recent.filter((one) => one.personId === personId);
    const drafts = draftsFor(personId, planned, request, own);
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
    const parcel = parcelOf(draft, [oldest, ...others], request, said, delivery.identityOf);
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
    delivery.identityOf,
  );
  const made = await delivery.enqueue(ctx, now, [parcel]);
  if (made.length > 0) await store.insertPages(ctx, pagesTo(parcel.id, fresh));
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
  const later = atOnce ? new Map<string, Date>() : await afterQuietHours(ctx, [...people.values()], now);
  const parcels = [...people.values()]
    .filter(({ active }) => active)
    .map(({ id, name, email }) => {
      const identity = delivery.identityOf('mail', key, id);
      const to = { person: { id, name }, channel: 'email' as const, address: email };
      const parcel = plainParcel(about, { ...to, identity, notice, priority: 5, now });
      return { ...parcel, dueAt: later.get(id) ?? parcel.dueAt };
    });
  await delivery.enqueue(ctx, now, parcels);
}

/**
 * Hears what became of an attempt: acceptance proves the address, a permanent refusal marks it broken and tells the
 * person and the managers of the teams concerned (F29). In the transaction that records the attempt. For the worker.
 */
export async function hearOutcome(ctx: Context, outcome: Outcome): Promise<void> {
  const broken = await recordOutcome(ctx, outcome);
  if (broken) await tellOfBroken(ctx, broken, outcome);
}

/** Hears what a provider says later of a message it had accepted (F31). For the doors of providers. */
export async function hearLater(ctx: Context, later: Later): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const outcome = await delivery.hearLater(ctx, later);
    if (outcome) await hearOutcome(ctx, outcome);
  });
}

async function tellOfBroken(ctx: Context, method: BrokenMethod, { personName, about }: Outcome): Promise<void> {
  const { personId, brokenAt: now } = method;
  const mail = { about: aboutMethod(method), key: `broken ${method.id} ${now.toISOString()}`, now, atOnce: true };
  const name = personName ?? 'Somebody';
  const owner = (await peopleByIds(ctx, [personId])).get(personId);
  if (owner && !(method.channel === 'email' && owner.email.toLowerCase() === method.address.toLowerCase())) {
    const notice = brokenNotice({ name, own: true }, method, linkTo(paths.profile()));
    await notify(ctx, { ...mail, personIds: [personId], notice });
  }
  const teamIds = [...new Set(about.flatMap(({ teamId }) => (teamId ? [teamId] : [])))];
  const managers = (await Promise.all(teamIds.map((teamId) => managersOf(ctx, teamId)))).flat();
  const others = managers.filter((id) => id !== personId);
  const notice = brokenNotice({ name, own: false }, method, linkTo(paths.team()));
  await notify(ctx, { ...mail, personIds: others, notice });
}
