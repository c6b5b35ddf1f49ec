import type { Channel, Notice, Offer, Outlet, PublicStanding } from '@/server/outbound';
import type { Subject } from '@/server/timeline/subject';
import type { DeliveryState } from './attempt';

export type About = { subject: Subject; teamId: string | null };

/** A message to be sent, as a command hands it in. */
export type NewDelivery = {
  id: string;
  /** R6: the same for the same message however often it is made; at most 32 URL-safe characters. */
  identity: string;
  /** What it is about; the first is the oldest. Each of them is told what became of it. */
  about: [About, ...About[]];
  person: { id: string; name: string } | null;
  channel: Outlet;
  address: string;
  /** What the address is used with; left out: nothing. */
  secret?: string | null;
  notice: Notice;
  /** By what the provider knows the message that this one takes the place of; left out: it stands by itself. */
  replaces?: string | null;
  /** What a status page is to show; left out: this is for people. */
  standing?: PublicStanding | null;
  /** What its one reader may press; left out: nothing. */
  offer?: Offer | null;
  /** Where its subjects come from: what decides how many follow one another. Left out: nowhere in particular. */
  sources?: string[];
  /** What the mails of one conversation share: any text that stays the same. */
  thread: string | null;
  /** 0 goes first: the first page of an alert. */
  priority: number;
  dueAt: Date;
};

/** A message on its own: about one thing, in no conversation, due at once. */
export const plainParcel = (
  about: About,
  {
    now,
    ...rest
  }: Pick<NewDelivery, 'identity' | 'person' | 'channel' | 'address' | 'notice' | 'priority'> & { now: Date },
): NewDelivery => ({ ...rest, id: crypto.randomUUID(), about: [about], thread: null, dueAt: now });

/** What is stored in `Delivery.message`: its `Sealed` is sealed, because links, codes and tokens open doors. */
export type StoredMessage = {
  sealed: string;
  thread: string | null;
  personName: string | null;
  about: About[];
  sources?: string[];
};

/** A message as it is written down first. */
export type NewRow = Omit<
  NewDelivery,
  'notice' | 'about' | 'secret' | 'replaces' | 'standing' | 'offer' | 'sources'
> & {
  message: StoredMessage;
  createdAt: Date;
};

/** Some people, or one channel or webhook that policies name. */
export type Addressees = { personIds: string[] } | { channel: Channel; address: string };

/** A message that went, or is to go, to a person or a place a while ago or in a while. */
export type Recent = {
  id: string;
  /** Null: to a channel or a webhook. */
  personId: string | null;
  channel: Outlet;
  address: string;
  /** When it went, or is to go. */
  at: Date;
  /** Not yet sent and in nobody's hands: more may be said in it. The caller holds its lock. */
  open: boolean;
  message: StoredMessage;
};

export type Sealed = {
  notice: Notice;
  secret: string | null;
  replaces: string | null;
  standing: PublicStanding | null;
  offer: Offer | null;
};

/** A message in the hands of one worker; every write about it names `token` (R2). */
export type Claim = {
  id: string;
  token: bigint;
  identity: string;
  subject: Subject;
  personId: string | null;
  channel: Outlet;
  address: string;
  message: StoredMessage;
  priority: number;
  attempts: number;
  createdAt: Date;
};

/** What became of one attempt, for whoever keeps contact methods. */
export type Outcome = {
  deliveryId: string;
  about: About[];
  personId: string | null;
  personName: string | null;
  channel: Outlet;
  address: string;
  state: 'sent' | 'due' | 'failed';
  permanent: boolean;
  reason: string | null;
  /** By what the provider knows it, once it was accepted. */
  providerId: string | null;
};

/** What a provider says of a message after it accepted it. `rank` rises as a message gets on; ends share the highest. */
export type Later = {
  identity: string;
  providerId: string;
  receipt: string;
  rank: number;
  meaning: 'under-way' | 'reached' | 'failed' | 'refused';
  reason: string;
};

/** A message that was made, sent or not, with what it says still sealed. */
export type SentMessage = {
  id: string;
  identity: string;
  personId: string | null;
  channel: Outlet;
  address: string;
  subject: Subject;
  message: StoredMessage;
  providerId: string | null;
  receiptRank: number;
  createdAt: Date;
};

/** What is kept of a provider's later word. */
export type Kept = Pick<Later, 'receipt' | 'rank'> & { at: Date };

/** A message in a provider's hands, for whoever answers it: what it says, to whom, about what. */
export type Answerable = { identity: string; personId: string | null; about: About[]; notice: Notice };

/** A message as screens show it. */
export type DeliveryView = {
  id: string;
  identity: string;
  channel: Outlet;
  state: DeliveryState;
  dueAt: Date;
  attempts: number;
  sentAt: Date | null;
  endedAt: Date | null;
  lastError: string | null;
  possibleDuplicate: boolean;
  /** What the provider said later: "delivered", "no-answer"; null: nothing. */
  receipt: string | null;
};
