import type { Channel, Notice } from '@/server/outbound';
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
  channel: Channel;
  address: string;
  notice: Notice;
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

/** What is stored in `Delivery.message`: the notice is sealed, because its links and codes open doors. */
export type StoredMessage = { sealed: string; thread: string | null; personName: string | null; about: About[] };

/** A message in the hands of one worker; every write about it names `token` (R2). */
export type Claim = {
  id: string;
  token: bigint;
  identity: string;
  subject: Subject;
  personId: string | null;
  channel: Channel;
  address: string;
  message: StoredMessage;
  attempts: number;
  createdAt: Date;
};

/** What became of one attempt, for whoever keeps contact methods. */
export type Outcome = {
  about: About[];
  personId: string | null;
  personName: string | null;
  channel: Channel;
  address: string;
  state: 'sent' | 'due' | 'failed';
  permanent: boolean;
  reason: string | null;
};

/** A message as screens show it. */
export type DeliveryView = {
  id: string;
  identity: string;
  channel: Channel;
  state: DeliveryState;
  dueAt: Date;
  attempts: number;
  sentAt: Date | null;
  endedAt: Date | null;
  lastError: string | null;
  possibleDuplicate: boolean;
};
