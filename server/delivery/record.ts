import type { Outlet } from '@/server/outbound';
import type { SubjectKind } from '@/server/timeline/subject';
import type { Attempted, DeliveryState } from './attempt';
import type { DeliveryView, SentMessage, StoredMessage } from './parcel';
import type { ListDeliveries } from './schema';

/** A message as it is recorded: words for states and channels are not checked again. */
type Recorded = Omit<DeliveryView, 'channel' | 'state'> &
  Omit<SentMessage, 'channel' | 'subject' | 'message'> & {
    channel: string;
    state: string;
    subjectKind: string;
    subjectId: string;
    message: unknown;
  };

export const toView = (row: Recorded): DeliveryView => ({
  id: row.id,
  identity: row.identity,
  channel: row.channel as Outlet,
  state: row.state as DeliveryState,
  dueAt: row.dueAt,
  attempts: row.attempts,
  sentAt: row.sentAt,
  endedAt: row.endedAt,
  lastError: row.lastError,
  possibleDuplicate: row.possibleDuplicate,
  receipt: row.receipt,
});

export const toSent = ({ subjectKind, subjectId, channel, message, ...row }: Recorded): SentMessage => ({
  ...row,
  channel: channel as Outlet,
  subject: { kind: subjectKind as SubjectKind, id: subjectId },
  message: message as StoredMessage,
});

/** The states behind each choice of the list. */
export const statesListed: Record<NonNullable<ListDeliveries['state']>, DeliveryState[]> = {
  waiting: ['due', 'claimed', 'sending'],
  sent: ['sent'],
  failed: ['failed'],
  withdrawn: ['withdrawn'],
};

type Tried = Omit<Attempted, 'channel' | 'state' | 'permanent'> & { state: string };

/** A line of the list, with what became of each attempt. */
export const listedView = (row: Recorded, attempts: readonly Tried[]) => ({
  ...toView(row),
  createdAt: row.createdAt,
  address: row.address,
  personId: row.personId,
  personName: (row.message as StoredMessage).personName,
  subject: { kind: row.subjectKind as SubjectKind, id: row.subjectId },
  log: attempts
    .filter(({ deliveryId }) => deliveryId === row.id)
    .map(({ number, at, state, reason }) => ({ number, at, state: state as Attempted['state'], reason })),
});
