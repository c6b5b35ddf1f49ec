import type { About, NewDelivery } from '@/server/delivery/parcel';
import type { Channel, Notice } from '@/server/outbound';
import type { Subject } from '@/server/timeline/subject';
import type { ContactMethod } from './contact-method';
import type { Attempt, Urgency } from './rule';

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
  /** In the person's own words: their zone, their links. */
  noticeFor(person: { id: string; name: string; timeZone: string }): Notice | Promise<Notice>;
  /** What the mails about this have in common; null: the first subject. */
  thread: string | null;
  now: Date;
};

/** One attempt to reach one person about one subject over one contact method. */
export type StoredPage = {
  id: string;
  deliveryId: string;
  subject: Subject;
  round: number;
  step: number;
  personId: string;
  contactMethodId: string;
  channel: Channel;
  createdAt: Date;
  withdrawnAt: Date | null;
};

export type NewPage = Omit<StoredPage, 'withdrawnAt'>;

/** One message to one person over one method, with a page for each subject of the bundle. */
export type Draft = Attempt<ContactMethod> & { deliveryId: string; pages: NewPage[] };

export const draftsFor = (personId: string, planned: Attempt<ContactMethod>[], request: PageRequest): Draft[] =>
  planned.map((attempt) => {
    const deliveryId = crypto.randomUUID();
    const { round, step, now: createdAt } = request;
    const { id: contactMethodId, channel } = attempt.method;
    const pages = request.subjects.map(({ subject }) => {
      const id = crypto.randomUUID();
      return { id, deliveryId, subject, round, step, personId, contactMethodId, channel, createdAt };
    });
    return { ...attempt, deliveryId, pages };
  });

type Said = { notice: Notice; thread: string; person: { id: string; name: string } };
type IdentityOf = (...parts: (string | number)[]) => string;

/** The message of a draft, about those of its subjects whose page is `written` anew; null when none is. */
export function parcelOf(
  { deliveryId, method, afterSeconds }: Draft,
  written: StoredPage[],
  { subjects, round, step, priority, now }: PageRequest,
  { notice, thread, person }: Said,
  identityOf: IdentityOf,
): NewDelivery | null {
  const isNew = ({ subject }: About) =>
    written.some((page) => page.deliveryId === deliveryId && page.subject.id === subject.id);
  const [oldest, ...others] = subjects.filter(isNew);
  if (!oldest) return null;
  return {
    id: deliveryId,
    identity: identityOf(oldest.subject.kind, oldest.subject.id, round, step, person.id, method.id),
    about: [oldest, ...others],
    person,
    channel: method.channel,
    address: method.address,
    notice,
    thread,
    priority,
    dueAt: new Date(now.getTime() + afterSeconds * 1_000),
  };
}
