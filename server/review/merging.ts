import { diff3Merge } from 'node-diff3';

/** One change of a text: `remove` characters from `at` on give way to `insert`. What a keyboard sends. */
export type Splice = { at: number; remove: number; insert: string };

/** The one splice that makes `before` into `after`. */
export function spliceBetween(before: string, after: string): Splice {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at += 1;
  let same = 0;
  while (same < most - at && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { at, remove: before.length - at - same, insert: after.slice(at, after.length - same) };
}

/** The text after a splice; null where the splice does not fit into the text. */
export function spliced(text: string, { at, remove, insert }: Splice): string | null {
  if (at + remove > text.length) return null;
  return text.slice(0, at) + insert + text.slice(at + remove);
}

/** Lines on which two wrote at once: both stand in the text, theirs first. */
export type Clash = { theirs: string; mine: string };

/**
 * Two people changed one text at once: lines that only one of them touched are as that one left them; where both did,
 * both stay. No line that either wrote is lost.
 */
export function merged(base: string, theirs: string, mine: string): { text: string; clashes: Clash[] } {
  if (theirs === mine || theirs === base) return { text: mine, clashes: [] };
  if (mine === base) return { text: theirs, clashes: [] };
  const clashes: Clash[] = [];
  const lines = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'), {
    excludeFalseConflicts: true,
  }).flatMap((region) => {
    if (region.ok) return region.ok;
    const { a = [], b = [] } = region.conflict ?? {};
    clashes.push({ theirs: b.join('\n'), mine: a.join('\n') });
    return [...b, ...a.filter((line) => !b.includes(line))];
  });
  return { text: lines.join('\n'), clashes };
}
