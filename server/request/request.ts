import type { PersonId } from '@/server/rotation/definition';
import type { Span } from '@/server/time/span';
import { requestKinds } from '@/server/timeline/event';

/** A cover lays an override over one role; a swap trades two turns of the queue. */
export const kinds = ['cover', 'swap'] as const;
export type Kind = (typeof kinds)[number];

export const reasons = ['travel', 'illness', 'time-off', 'other'] as const;
export type Reason = (typeof reasons)[number];

export const states = [
  'requested',
  'accepted',
  'in-effect',
  'declined',
  'rejected',
  'cancelled',
  'expired',
  'reversed',
] as const;
export type State = (typeof states)[number];

/** Everything that happens to a request, in the words of its timeline. */
export const happenings = requestKinds;
export type Happening = (typeof happenings)[number];

/** What is asked for: one way, or turn for turn. Null: offered to everyone. */
export type Terms = Cover | Swap;

export interface Cover {
  readonly kind: 'cover';
  readonly role: string;
  readonly personId: PersonId;
  readonly withId: PersonId | null;
  readonly from: Date;
  readonly to: Date;
}

export interface Swap {
  readonly kind: 'swap';
  readonly personId: PersonId;
  readonly turnStartsAt: Date;
  readonly withId: PersonId | null;
  /** Null while the taker has not said which turn they give. */
  readonly withTurnStartsAt: Date | null;
}

/** Time of one role that passes from one hand to another. Null: nobody, or whoever takes it. */
export interface Change extends Span {
  readonly role: string;
  readonly fromPersonId: PersonId | null;
  readonly toPersonId: PersonId | null;
}

/** A request as it is stored. */
export interface Request {
  readonly id: string;
  /** Counts up over all requests; the label is made of it. */
  readonly number: number;
  readonly rotationId: string;
  readonly teamId: string;
  readonly takenOver: boolean;
  readonly state: State;
  readonly terms: Terms;
  readonly askedById: PersonId;
  readonly openOffer: boolean;
  /** What it needs was settled when it was asked; a later change of the setting does not move it. */
  readonly needsManager: boolean;
  /** The first changed instant, and the last. */
  readonly from: Date;
  readonly to: Date;
  readonly reason: Reason;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly remindedAt: Date | null;
  /** What it was said to do to the calendar, by whoever agreed to it last. */
  readonly changes: readonly Change[];
  readonly conflictKinds: readonly string[];
  /** Ended by Baton, because its time had moved away. */
  readonly moved: boolean;
  /** The override that a cover in effect lies on the rotation with. */
  readonly overrideId: string | null;
  /** A take-over that one side ended early. */
  readonly endedAt: Date | null;
}

export const labelOf = ({ number, terms }: Pick<Request, 'number' | 'terms'>): string =>
  `${terms.kind === 'cover' ? 'CVR' : 'SWP'}-${number}`;

const pending: readonly State[] = ['requested', 'accepted'];

/** Somebody still has to say yes. */
export const isPending = ({ state }: Pick<Request, 'state'>): boolean => pending.includes(state);

/** The state at an instant: one that nobody decided in time has expired, whether or not that has been written down. */
export const stateAt = (request: Pick<Request, 'state' | 'from'>, now: Date): State =>
  isPending(request) && request.from <= now ? 'expired' : request.state;
