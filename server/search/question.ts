import type { FoundKind } from './found';

/** What somebody asked for, read once for the database and for the eye. */
export type Question = {
  /** As `websearch_to_tsquery` reads it: every word but an unfinished last one. */
  whole: string;
  /** The word being typed: found by how it begins. */
  beginning: string | null;
  /** In small letters: what is marked where it is found. */
  words: string[];
  /** `#12`, `12`, `ALR-12`, with the kinds that bear such numbers. */
  number: { value: number; kinds: FoundKind[]; only: boolean } | null;
};

const numbered: Record<string, FoundKind[]> = {
  'alr-': ['alert'],
  'inc-': ['incident', 'review'],
  'fup-': ['follow-up'],
  '#': ['alert', 'incident', 'follow-up'],
  '': ['alert', 'incident', 'follow-up'],
};

const word = /[\p{L}\p{N}]/u;
// Documents are cut at the same signs: see `search_plain` in the migration.
const signs = /[!-/:-@[-`{-~\p{Cc}\u00a0\u202f–—…“”„‘’‚«»‹›·•→←×°§¿¡]+/gu;
const piecesOf = (text: string): string[] =>
  text
    .replace(signs, ' ')
    .split(/\s+/u)
    .filter((piece) => word.test(piece));

/** Words are all wanted; `"a phrase"`, `-without`, `one OR other`; the last word may be unfinished. Null: nothing to look for. */
export function questionOf(asked: string): Question | null {
  const tokens = [...asked.matchAll(/(-?)"([^"]*)"?|(\S+)/gu)].map(([, minus = '', phrase, bare = '']) => ({
    without: minus === '-' || /^-[^-]/u.test(bare),
    quoted: phrase !== undefined,
    or: bare === 'OR',
    pieces: piecesOf(phrase ?? bare),
  }));
  const last = tokens.at(-1);
  const unfinished = last && !last.quoted && !last.without && !last.or && !tokens.at(-2)?.or;
  const beginning = unfinished ? (last.pieces.at(-1) ?? null) : null;
  const whole: string[] = [];
  for (const token of tokens) {
    const pieces = token === last && beginning !== null ? token.pieces.slice(0, -1) : token.pieces;
    if (token.or) whole.push('or');
    else if (pieces.length === 0) continue;
    else if (token.without) whole.push(`-"${pieces.join(' ')}"`);
    else if (token.quoted) whole.push(`"${pieces.join(' ')}"`);
    else whole.push(...pieces.map((piece) => `"${piece}"`));
  }
  const words = tokens
    .filter(({ without, or }) => !without && !or)
    .flatMap(({ pieces }) => pieces.map((piece) => piece.toLowerCase()));
  if (words.length === 0) return null;
  return { whole: whole.join(' '), beginning, words: [...new Set(words)], number: numberIn(asked) };
}

function numberIn(asked: string): Question['number'] {
  const [, mark = '', digits = ''] = /^(#|alr-|inc-|fup-|)(\d{1,9})$/iu.exec(asked.trim()) ?? [];
  const kinds = numbered[mark.toLowerCase()];
  return digits === '' || !kinds ? null : { value: Number(digits), kinds, only: mark !== '' };
}
