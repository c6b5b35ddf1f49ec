/** The most that one prompt holds. */
export const longestText = 20_000;

/**
 * Two people wrote in one place at once: what stands there stays, and every line of the other text that is not among it
 * comes below, under the writer's name. Nothing is lost, and nothing stands twice.
 */
export function keepBoth(standing: string, other: { text: string; writer: string }): string {
  const [theirs, mine] = [standing.trimEnd(), other.text.trimEnd()];
  if (theirs === '' || mine.startsWith(theirs)) return other.text;
  const known = new Set(theirs.split('\n').map((line) => line.trim()));
  const added = mine.split('\n').filter((line) => line.trim() !== '' && !known.has(line.trim()));
  return added.length === 0 ? standing : `${theirs}\n\n${other.writer}, at the same time:\n${added.join('\n')}`;
}
