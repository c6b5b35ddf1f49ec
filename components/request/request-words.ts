import { dayAndTime, dayOf, durationOf, relative, spanOf } from '@/components/ui/instant';
import type { MarkKind } from '@/components/ui/mark';
import type { Reason, State } from '@/server/request/request';
import type { RequestRow } from '@/server/request/view';

/** Whose name stands for an id; the viewer's is "You". */
export type NameOf = (personId: string) => string;
export type Clock = { zone: string; now: Date };

const states: Record<State, { mark: MarkKind; word: string }> = {
  requested: { mark: 'waiting', word: 'Requested' },
  accepted: { mark: 'waiting', word: 'Accepted, not yet in effect' },
  'in-effect': { mark: 'good', word: 'In effect' },
  declined: { mark: 'neutral', word: 'Declined' },
  rejected: { mark: 'neutral', word: 'Rejected' },
  cancelled: { mark: 'neutral', word: 'Cancelled' },
  expired: { mark: 'neutral', word: 'Expired' },
  reversed: { mark: 'neutral', word: 'Undone' },
};

export const stateOf = (state: State): { mark: MarkKind; word: string } => states[state];

export const isPending = (state: State): boolean => state === 'requested' || state === 'accepted';

export const kindWord = ({ kind, takenOver }: Pick<RequestRow, 'kind' | 'takenOver'>): string =>
  takenOver ? 'Take-over' : kind === 'swap' ? 'Swap' : 'Cover';

const reasonWords: Record<Reason, string> = {
  travel: 'Travel',
  illness: 'Illness',
  'time-off': 'Time off',
  other: 'Other',
};
export const reasonWord = (reason: Reason): string => reasonWords[reason];

type Parties = Pick<RequestRow, 'kind' | 'personId' | 'withId'>;

/** "Ada → Ben" for a cover, "Ada ⇄ Ben" for a swap; nobody yet: "anyone". */
export function pairWords({ kind, personId, withId }: Parties, nameOf: NameOf): string {
  const arrow = kind === 'swap' ? '⇄' : '→';
  return `${nameOf(personId)} ${arrow} ${withId === null ? 'anyone' : inside(nameOf(withId))}`;
}

/** "You" begins a sentence; within one it is "you". */
const inside = (name: string): string => (name === 'You' ? 'you' : name);
const verb = (name: string, you: string, other: string): string => (name === 'You' ? you : other);

type Told = Pick<
  RequestRow,
  | 'kind'
  | 'takenOver'
  | 'state'
  | 'role'
  | 'personId'
  | 'askedById'
  | 'withId'
  | 'from'
  | 'to'
  | 'turnStartsAt'
  | 'withTurnStartsAt'
>;

/** The whole request in a sentence, in the rotation's zone: "Ada asks Ben to cover primary, Mon 23 Nov …". */
export function sentenceOf(request: Told, nameOf: NameOf, { zone, now }: Clock): string {
  const { kind, takenOver, state, personId, askedById, withId, role, from, to } = request;
  const [whose, other] = [nameOf(personId), withId === null ? 'anyone in the team' : nameOf(withId)];
  const what = kind === 'swap' ? swapWords(request, { zone, now }) : `${role}, ${spanOf(from, to, zone, now)}`;
  if (takenOver && withId !== null) return `${other} took over from ${inside(whose)}: ${what}.`;
  if (state === 'in-effect' && withId !== null) {
    return kind === 'swap'
      ? `${whose} and ${inside(other)} have swapped turns: ${what}.`
      : `${other} ${verb(other, 'cover', 'covers')} ${inside(whose)} as ${what}.`;
  }
  const asker = nameOf(askedById);
  const asks = isPending(state) ? verb(asker, 'ask', 'asks') : 'asked';
  const forWhom = askedById === personId ? '' : `, for ${inside(whose)},`;
  const act = kind === 'swap' ? `to swap turns: ${what}` : `to cover ${what}`;
  return `${asker} ${asks}${forWhom} ${inside(other)} ${act}.`;
}

function swapWords({ turnStartsAt, withTurnStartsAt, from }: Told, { zone, now }: Clock): string {
  const mine = dayAndTime(turnStartsAt ?? from, zone, now);
  return `the turn of ${mine} for ${withTurnStartsAt ? `that of ${dayAndTime(withTurnStartsAt, zone, now)}` : 'another'}`;
}

/** When a list says it: the span of a cover; both turns of a swap. */
export function whenWords(request: Told, { zone, now }: Clock): string {
  const { kind, from, to, turnStartsAt, withTurnStartsAt } = request;
  if (kind === 'cover' || !turnStartsAt) return spanOf(from, to, zone, now);
  const other = withTurnStartsAt ? dayAndTime(withTurnStartsAt, zone, now) : 'any turn';
  return `${dayAndTime(turnStartsAt, zone, now)} ⇄ ${other}`;
}

/** "4 days 2 h of notice: short". */
export const noticeWords = ({ noticeSeconds, short }: Pick<RequestRow, 'noticeSeconds' | 'short'>): string =>
  `${noticeSeconds <= 0 ? 'no' : durationOf(noticeSeconds)} notice${short ? ': short' : ''}`;

export const expiresWords = (expiresAt: Date, now: Date): string =>
  expiresAt <= now ? 'expiring now' : `expires ${relative(expiresAt, now)}`;

/** Who must act next, in a sentence; null where nobody has to. */
export function waitsForWords({ waitsFor }: Pick<RequestRow, 'waitsFor'>, nameOf: NameOf): string | null {
  if (!waitsFor) return null;
  const { act, personIds, everyone } = waitsFor;
  const names = everyone ? 'anyone in the team' : listed(personIds.map(nameOf));
  return `Waits for ${names.replace(/^You\b/, 'you')} to ${act}`;
}

/** "You, Ben or Cho": three at most, then how many more. */
export function listed(names: readonly string[], word = 'or'): string {
  const sorted = [...names].sort((a, b) => Number(b === 'You') - Number(a === 'You'));
  if (sorted.length > 3) return `${sorted.slice(0, 2).join(', ')} ${word} ${sorted.length - 2} others`;
  if (sorted.length < 2) return sorted[0] ?? 'nobody';
  return `${sorted.slice(0, -1).join(', ')} ${word} ${sorted.at(-1)}`;
}

/** In whose place the viewer decides: "for Dee, away until Fri 4 Dec"; null where it is in nobody's. */
export function behalfWords(
  { onBehalfOf, rotation }: Pick<RequestRow, 'onBehalfOf' | 'rotation'>,
  nameOf: NameOf,
  now: Date,
): string | null {
  return onBehalfOf && `for ${nameOf(onBehalfOf.personId)}, away until ${dayOf(onBehalfOf.until, rotation.zone, now)}`;
}
