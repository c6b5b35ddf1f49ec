import type { Reason } from '@/server/request/request';
import type { AskForm } from '@/server/request/view';
import { localTime } from '@/server/time/wall-clock';
import type { Prefill } from './ask-address';
import { readingOf } from './local-instant';

export type AskRotation = AskForm['rotations'][number];
export type OwnShift = AskRotation['mine'][number];

/** What is being typed. Times of day are those of the rotation's clock. */
export type AskDraft = {
  rotationId: string;
  kind: 'cover' | 'swap';
  /** Which of one's own shifts, by `shiftKey`; '' where there is none. */
  shift: string;
  /** The whole of it, or the part between `from` and `to`. */
  whole: boolean;
  from: string;
  to: string;
  /** Of a time that the clock shows twice, the later one. */
  fromSecond: boolean;
  toSecond: boolean;
  /** One's own turn, in milliseconds; null where there is none. */
  turn: number | null;
  /** Null: everyone. */
  withId: string | null;
  theirTurn: number | null;
  reason: Reason | null;
  note: string;
};

export const shiftKey = ({ role, from }: Pick<OwnShift, 'role' | 'from'>): string => `${role} ${from.getTime()}`;

export const rotationOf = ({ rotations }: Pick<AskForm, 'rotations'>, draft: Pick<AskDraft, 'rotationId'>) =>
  rotations.find(({ id }) => id === draft.rotationId);

export const shiftOf = (rotation: AskRotation | undefined, draft: Pick<AskDraft, 'shift'>): OwnShift | undefined =>
  rotation?.mine.find((shift) => shiftKey(shift) === draft.shift);

/** The form as it opens: what the address or the calendar said, and for the rest what is most probably meant. */
export function draftFrom(prefill: Prefill, { rotations }: Pick<AskForm, 'rotations'>): AskDraft {
  const rotation =
    rotations.find(({ id }) => id === prefill.rotation) ??
    rotations.find(({ mine }) => mine.length > 0) ??
    rotations[0];
  const blank: AskDraft = {
    rotationId: rotation?.id ?? '',
    kind: prefill.kind ?? 'cover',
    ...{ shift: '', whole: true, from: '', to: '', fromSecond: false, toSecond: false },
    ...{ turn: null, withId: prefill.with ?? null, theirTurn: prefill.theirTurn?.getTime() ?? null },
    ...{ reason: prefill.reason ?? null, note: prefill.after ? `Instead of ${prefill.after}. ` : '' },
  };
  if (!rotation) return blank;
  const shift = meantShift(rotation.mine, prefill);
  const turns = rotation.myTurns.map((turn) => turn.getTime());
  const wanted = prefill.turn?.getTime() ?? shift?.turnStartsAt?.getTime();
  const turn = turns.find((each) => each === wanted) ?? turns[0] ?? null;
  return withShift({ ...blank, turn }, rotation, shift, prefill);
}

/** The shift in which the time asked about lies, else the first. */
function meantShift(mine: readonly OwnShift[], { role, from, to }: Prefill): OwnShift | undefined {
  const inRole = role ? mine.filter((shift) => shift.role === role) : mine;
  const touching = from ? inRole.find((shift) => shift.to > from && (!to || shift.from < to)) : inRole[0];
  return touching ?? mine[0];
}

/** The draft about another shift: its whole time, or the part of it that was dragged over. */
export function withShift(
  draft: AskDraft,
  { zone }: Pick<AskRotation, 'zone'>,
  shift: OwnShift | undefined,
  part: Pick<Prefill, 'from' | 'to'> = {},
): AskDraft {
  if (!shift) return { ...draft, shift: '', whole: true, from: '', to: '' };
  const from = part.from && part.from > shift.from && part.from < shift.to ? part.from : shift.from;
  const to = part.to && part.to < shift.to && part.to > from ? part.to : shift.to;
  const whole = from === shift.from && to === shift.to;
  return {
    ...{ ...draft, shift: shiftKey(shift), whole, fromSecond: false, toSecond: false },
    ...{ from: localTime(from, zone), to: localTime(to, zone) },
  };
}

const hourMs = 3_600_000;

/** Where what is left of a running shift begins: a full hour that leaves somebody the time to say yes. */
export const nextStart = (now: Date): Date => new Date(Math.ceil((now.getTime() + hourMs / 2) / hourMs) * hourMs);

/** The instants that the draft names, where it names any. */
export function spanOfDraft(draft: AskDraft, rotation: AskRotation, now: Date): { from: Date; to: Date } | null {
  const shift = shiftOf(rotation, draft);
  if (!shift) return null;
  if (draft.whole) return { from: shift.from <= now ? nextStart(now) : shift.from, to: shift.to };
  const from = readingOf(draft.from, rotation.zone, draft.fromSecond);
  const to = readingOf(draft.to, rotation.zone, draft.toSecond);
  return from && to ? { from, to } : null;
}

/** What the server is asked; null while something that it needs is missing. */
export function askOf(draft: AskDraft, rotation: AskRotation, now: Date, forId: string | null) {
  const about = {
    rotationId: rotation.id,
    with: draft.withId,
    reason: draft.reason ?? ('other' as const),
    ...(forId ? { for: forId } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
  };
  if (draft.kind === 'swap') {
    if (draft.turn === null) return null;
    const theirs = draft.withId !== null && draft.theirTurn !== null;
    if (draft.withId !== null && !theirs) return null;
    return {
      ...{ ...about, kind: 'swap' as const, turnStartsAt: iso(draft.turn) },
      ...(theirs && draft.theirTurn !== null ? { withTurnStartsAt: iso(draft.theirTurn) } : {}),
    };
  }
  const [shift, span] = [shiftOf(rotation, draft), spanOfDraft(draft, rotation, now)];
  if (!shift || !span || span.to <= span.from) return null;
  return {
    ...{ ...about, kind: 'cover' as const, role: shift.role },
    ...{ from: span.from.toISOString(), to: span.to.toISOString() },
  };
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** What the form itself can see to be missing, by field. */
export function faultsOf(draft: AskDraft, rotation: AskRotation, now: Date): Partial<Record<AskField, string>> {
  const faults: Partial<Record<AskField, string>> = {};
  if (draft.reason === null) faults.reason = 'Choose why';
  if (draft.kind === 'swap') {
    if (draft.turn === null) faults.turnStartsAt = 'There is no turn of yours to swap';
    if (draft.withId !== null && draft.theirTurn === null) faults.withTurnStartsAt = 'Choose which turn you take';
    return faults;
  }
  if (!shiftOf(rotation, draft)) faults.role = 'There is no shift of yours to cover';
  const { zone } = rotation;
  if (draft.whole) {
    const left = spanOfDraft(draft, rotation, now);
    if (left && left.to <= left.from) faults.role = 'This shift is nearly over: choose a part of it';
    return faults;
  }
  if (!readingOf(draft.from, zone, draft.fromSecond)) faults.from = 'Give a start that this clock shows';
  if (!readingOf(draft.to, zone, draft.toSecond)) faults.to = 'Give an end that this clock shows';
  const span = spanOfDraft(draft, rotation, now);
  if (span && span.to <= span.from) faults.to = 'The end must lie after the start';
  return faults;
}

export const askFields = ['role', 'from', 'to', 'turnStartsAt', 'with', 'withTurnStartsAt', 'reason', 'note'] as const;
export type AskField = (typeof askFields)[number];
export const fieldId = (field: AskField): string => `ask-${field}`;
