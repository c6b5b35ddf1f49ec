import { type ContactMethod, maskedAddress } from '@/server/contact/contact-method';
import type { Attempt, Urgency } from '@/server/contact/rule';
import type { About, NewDelivery, Recent } from '@/server/delivery/parcel';
import type { Channel, Notice } from '@/server/outbound';
import type { Subject } from '@/server/timeline/subject';
import { placeOf } from './bundle';

type Words<Reader> = (reader: Reader, subjects: readonly Subject[]) => Notice | Promise<Notice>;
export type Wording = Words<{ id: string; name: string; timeZone: string }>;
/** Null: for a channel or a webhook, whose readers are nobody in particular. */
export type Rewording = Words<{ id: string; name: string; timeZone: string } | null>;

/** What a step, or an offer of help, asks to be said to some people. */
export type PageRequest = {
  /** Several make one bundle, one message a person and method; the first is the oldest. */
  subjects: About[];
  urgency: Urgency;
  round: number;
  step: number;
  personIds: string[];
  /** 0: the first page of an alert; it goes before everything else. */
  priority: number;
  /** In the person's own words: their zone, their links. `subjects`: what it is about, which may be more than was asked. */
  noticeFor: Wording;
  /** What a storm is counted by: a service. Left out: nothing. */
  source?: string | null;
  /** What the mails about this have in common; null: the first subject. */
  thread: string | null;
  now: Date;
};

/** What a step asks to be said to a channel of Slack or to a webhook, which are nobody. */
export type AddressRequest = Pick<
  PageRequest,
  'subjects' | 'round' | 'step' | 'priority' | 'source' | 'thread' | 'now'
> & {
  channel: 'slack' | 'webhook';
  /** Slack's channel, by id or as "#name"; a webhook's address. */
  address: string;
  /** `subjects`: what it is about, which may be more than was asked. */
  noticeFor: (subjects: readonly Subject[]) => Notice | Promise<Notice>;
};

/** One attempt to reach one person, or one address of a policy, about one subject. */
export type StoredPage = {
  id: string;
  deliveryId: string;
  subject: Subject;
  round: number;
  step: number;
  /** Null, both: it went to an address that the policy names. */
  personId: string | null;
  contactMethodId: string | null;
  /** What that address is called on screen. */
  addressee: string | null;
  channel: Channel;
  createdAt: Date;
  withdrawnAt: Date | null;
};

export type NewPage = Omit<StoredPage, 'withdrawnAt'>;

/** One message to one person over one method, with a page for each subject of the bundle; `joins`: one that waits already. */
export type Draft = { method: ContactMethod; deliveryId: string; dueAt: Date; joins: Recent | null; pages: NewPage[] };

/** `recent`: what went, or is to go, to this person and is still wanted. */
export const draftsFor = (
  personId: string,
  planned: Attempt<ContactMethod>[],
  request: PageRequest,
  recent: readonly Recent[],
): Draft[] =>
  planned.map((attempt) => {
    const wanted = new Date(request.now.getTime() + attempt.afterSeconds * 1_000);
    const same = recent.filter(
      ({ channel, address }) => channel === attempt.method.channel && address === attempt.method.address,
    );
    const place = placeOf(wanted, same, request.source ?? null);
    const joins = 'join' in place ? place.join : null;
    const deliveryId = joins?.id ?? crypto.randomUUID();
    const { round, step, now: createdAt } = request;
    const { id: contactMethodId, channel } = attempt.method;
    const pages = request.subjects.map(({ subject }) => {
      const id = crypto.randomUUID();
      const to = { personId, contactMethodId, addressee: null, channel };
      return { id, deliveryId, subject, round, step, ...to, createdAt };
    });
    return { method: attempt.method, deliveryId, dueAt: 'dueAt' in place ? place.dueAt : place.join.at, joins, pages };
  });

/** The pages of one message to an address. */
export function pagesTo(deliveryId: string, request: AddressRequest): NewPage[] {
  const { subjects, round, step, channel, address, now: createdAt } = request;
  const addressee = channel === 'slack' ? address : maskedAddress(channel, address);
  const to = { personId: null, contactMethodId: null, addressee, channel };
  return subjects.map(({ subject }) => ({
    ...{ id: crypto.randomUUID(), deliveryId, subject, round, step },
    ...to,
    createdAt,
  }));
}

type Said = { notice: Notice; thread: string; person: { id: string; name: string } };
type IdentityOf = (...parts: (string | number)[]) => string;

/** Those of the subjects whose page is `written` anew in this draft's message. */
export const newIn = ({ deliveryId }: Draft, written: StoredPage[], { subjects }: PageRequest): About[] =>
  subjects.filter(({ subject }) =>
    written.some((page) => page.deliveryId === deliveryId && page.subject.id === subject.id),
  );

/** The message of a draft that stands by itself. */
export function parcelOf(
  { deliveryId, method, dueAt }: Draft,
  [oldest, ...others]: [About, ...About[]],
  { round, step, priority, source }: PageRequest,
  { notice, thread, person }: Said,
  identityOf: IdentityOf,
): NewDelivery {
  return {
    id: deliveryId,
    identity: identityOf(oldest.subject.kind, oldest.subject.id, round, step, person.id, method.id),
    about: [oldest, ...others],
    person,
    channel: method.channel,
    address: method.address,
    notice,
    ...(source && { sources: [source] }),
    thread,
    priority,
    dueAt,
  };
}

/** The message to a place, which stands by itself. */
export function parcelToPlace(
  { channel, address, round, step, priority, source }: AddressRequest,
  [oldest, ...others]: [About, ...About[]],
  more: Pick<NewDelivery, 'notice' | 'thread' | 'dueAt'> & { secret: string | null },
  identityOf: IdentityOf,
): NewDelivery {
  return {
    ...more,
    id: crypto.randomUUID(),
    identity: identityOf(oldest.subject.kind, oldest.subject.id, round, step, channel, address),
    about: [oldest, ...others],
    person: null,
    channel,
    address,
    ...(source && { sources: [source] }),
    priority,
  };
}
