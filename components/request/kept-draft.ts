import type { AskForm } from '@/server/request/view';
import { type AskDraft, rotationOf, shiftOf } from './ask-draft';

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (opening: string): string => `ask ${opening}`;

/** Keeps what was typed into a form that opened with `opening`, until it is sent or this tab is closed. */
export function keepDraft(storage: Keep | null, opening: string, draft: AskDraft): void {
  try {
    storage?.setItem(keyOf(opening), JSON.stringify(draft));
  } catch {
    // A full or forbidden storage: the form works all the same.
  }
}

export function dropDraft(storage: Keep | null, opening: string): void {
  try {
    storage?.removeItem(keyOf(opening));
  } catch {
    // As above.
  }
}

/**
 * The same form as it was left; what is kept in another shape, or not at all, is as `fresh`. Of a shift that is not there
 * any more only the words are kept.
 */
export function keptDraft(
  storage: Keep | null,
  opening: string,
  fresh: AskDraft,
  form: Pick<AskForm, 'rotations'>,
): AskDraft {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(keyOf(opening)) ?? 'null');
    if (!isDraft(kept, fresh)) return fresh;
    const rotation = rotationOf(form, kept);
    const isThere = rotation && (kept.kind === 'swap' || shiftOf(rotation, kept));
    return isThere ? kept : { ...fresh, reason: kept.reason, note: kept.note };
  } catch {
    return fresh;
  }
}

const isDraft = (kept: unknown, fresh: AskDraft): kept is AskDraft =>
  typeof kept === 'object' &&
  kept !== null &&
  Object.keys(fresh).every((key) => key in kept) &&
  typeof (kept as AskDraft).note === 'string';
