import type { Approval } from '@/server/rotation/approval';
import type { LoggedChange } from '@/server/rotation/change-log';
import type { PersonId } from '@/server/rotation/definition';
import type { Source } from '@/server/rotation/piece';
import type { Span } from '@/server/time/span';
import type { Change, Happening, Kind, Reason, State } from './request';

/** What a person may do to a request. The rest happens by itself. */
export const doable = ['accept', 'decline', 'approve', 'reject', 'cancel', 'reverse', 'end', 'remind'] as const;
export type Doable = (typeof doable)[number];

export interface RequestPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
}

/** One request as lists show it. Instants are UTC; people stand by id beside the rows. */
export interface RequestRow {
  readonly id: string;
  /** "CVR-12" or "SWP-17". */
  readonly label: string;
  readonly kind: Kind;
  /** Made and confirmed by the taker, from the instant it was made. */
  readonly takenOver: boolean;
  readonly state: State;
  readonly rotation: {
    readonly id: string;
    readonly name: string;
    /** The zone of its handoffs. */
    readonly zone: string;
    readonly teamId: string;
    readonly teamName: string;
    readonly approval: Approval;
  };
  /** Null for a swap, which moves every role of the two turns. */
  readonly role: string | null;
  /** Whose time it is. */
  readonly personId: PersonId;
  readonly askedById: PersonId;
  /** Null while it is offered to everyone. */
  readonly withId: PersonId | null;
  readonly openOffer: boolean;
  /** The changed time; of a swap from the first changed instant to the end of the later turn. */
  readonly from: Date;
  readonly to: Date;
  readonly turnStartsAt: Date | null;
  readonly withTurnStartsAt: Date | null;
  readonly reason: Reason;
  readonly note: string | null;
  readonly createdAt: Date;
  /** From here on nobody can decide it any more; null once it is decided. */
  readonly expiresAt: Date | null;
  /** From asking to the first changed instant. */
  readonly noticeSeconds: number;
  /** Less than seven days. */
  readonly short: boolean;
  readonly waitsFor: {
    readonly act: 'accept' | 'approve';
    readonly personIds: readonly PersonId[];
    /** Whoever comes first of the team; `personIds` are those who could. */
    readonly everyone: boolean;
  } | null;
  /** When it was in effect, declined, rejected, cancelled, expired or reversed. */
  readonly decidedAt: Date | null;
  readonly conflictKinds: readonly string[];
  /** In effect this quarter, of the person whose time it is. */
  readonly tradesThisQuarter: number;
  /** Who stays on call until this is in effect; null once it is decided. */
  readonly holderUntilInEffectId: PersonId | null;
  readonly can: Readonly<Record<Doable, boolean>>;
  /** The manager in whose place the viewer decides about it, and until when; null where they do not. */
  readonly onBehalfOf: { readonly personId: PersonId; readonly until: Date } | null;
  /** Who decides instead, in one sentence; null where nothing waits, or where it is the viewer. */
  readonly whyNot: string | null;
}

export interface ShownShift extends Span {
  readonly role: string;
  readonly personId: PersonId;
  readonly source: Source;
}

export interface ShownConflict extends Span {
  /** One of the rotation's kinds, or `unreachable`, or `sleep-hours`. */
  readonly kind: string;
  readonly personId: PersonId | null;
  readonly role: string | null;
}

/** What a request does to the calendar, as it is now. */
export interface RequestEffect {
  /** What is shown: the changed time and the shifts next to it. */
  readonly window: Span;
  readonly before: readonly ShownShift[];
  readonly after: readonly ShownShift[];
  /** `toPersonId` null: whoever takes it. `fromPersonId` null: nobody held it. */
  readonly changes: readonly Change[];
  readonly conflicts: readonly ShownConflict[];
  readonly people: readonly {
    readonly personId: PersonId;
    /** Turns' worth of the role in the coming 26 weeks, in tenths. */
    readonly turnsBefore: number;
    readonly turnsAfter: number;
    readonly tradesThisQuarter: number;
  }[];
  readonly noticeSeconds: number;
  readonly short: boolean;
  /** The schedule is not what it was when this was asked. */
  readonly moved: boolean;
  /** The rotation's version that this was computed from. */
  readonly version: number;
}

export interface RequestEvent {
  readonly at: Date;
  /** Null: Baton. */
  readonly actorId: PersonId | null;
  readonly actorName: string;
  readonly act: Happening;
  readonly from: State | null;
  readonly to: State;
  readonly note: string | null;
}

export interface RequestDetail extends RequestRow {
  readonly now: Date;
  /** Null where there is nothing to compute any more: it is over, or it has become impossible. For an open cover that the viewer could take: as if they took it. */
  readonly effect: RequestEffect | null;
  readonly history: readonly RequestEvent[];
  readonly people: readonly RequestPerson[];
}

export interface RequestList {
  readonly now: Date;
  readonly items: readonly RequestRow[];
  readonly nextCursor: string | null;
  readonly counts: { readonly waiting: number };
  readonly people: readonly RequestPerson[];
  /** The newest decision among those the viewer may see. */
  readonly lastDecision: RequestRow | null;
}

/** Somebody who could be asked. */
export interface Candidate {
  readonly personId: PersonId;
  /** Holds nothing in that time in any rotation of the team. */
  readonly free: boolean;
  readonly reachable: boolean;
  /** At least half of the time lies in their working hours, or in their night (22 to 8). */
  readonly inWorkingHours: boolean;
  readonly asleep: boolean;
  readonly timeOff: boolean;
  /** Turns' worth of paging roles in the last 26 weeks, and of the role asked about in the coming 26 with it. */
  readonly turnsServed: number;
  readonly turnsAfter: number;
  /** What the asker should know, in words. */
  readonly warnings: readonly string[];
  /** Handoffs of the coming 26 weeks at which they become head: what they could give in a swap. */
  readonly turns: readonly Date[];
}

export interface AskPreview {
  readonly effect: RequestEffect | null;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Why it cannot be asked like this, by field. */
  readonly stops: readonly { readonly field: string; readonly message: string }[];
  /** Whose consent it will need; empty: in effect when made (an open offer: when taken). */
  readonly needs: readonly ('counterpart' | 'manager')[];
  readonly approvers: readonly PersonId[];
  readonly people: readonly RequestPerson[];
}

export interface AskForm {
  readonly now: Date;
  readonly rotations: readonly {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly teamId: string;
    readonly approval: Approval;
    readonly roles: readonly string[];
    /** Shifts of the coming 26 weeks, the running one included. */
    readonly mine: readonly (Span & { readonly role: string; readonly turnStartsAt: Date })[];
    /** Handoffs ahead at which the person becomes head. */
    readonly myTurns: readonly Date[];
  }[];
  /** Whose time the viewer may give away besides their own. */
  readonly mayAskFor: readonly { readonly id: PersonId; readonly name: string }[];
  readonly people: readonly RequestPerson[];
}

/** Why somebody was on call: what made it so. */
export interface Why {
  readonly at: Date;
  readonly role: string;
  readonly personId: PersonId | null;
  readonly source: Source;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly request: RequestRow | null;
  /** The last change of the rotation that bears on it; null where a request did it, or the rotation was never changed. */
  readonly change: LoggedChange | null;
  /** Whom `change` names. */
  readonly named: readonly { readonly id: PersonId; readonly name: string }[];
  readonly people: readonly RequestPerson[];
}
