/** What an incoming person ticks. Whether they can be reached is not ticked but known. */
export const checks = ['laptop', 'internet', 'runbooks'] as const;
export type Check = (typeof checks)[number];
export type Ticks = Readonly<Record<Check, boolean>>;

export const checkWords: Record<Check, string> = {
  laptop: 'Laptop at hand, within 15 minutes wherever I am',
  internet: 'Internet wherever I am going to be',
  runbooks: 'I know where the runbooks are, and have read them',
};

const missingWords: Record<Check, string> = { laptop: 'laptop', internet: 'internet', runbooks: 'runbooks' };

/** "without internet and runbooks"; null: all of it held. */
export function missingIn(ticks: Ticks, reachable: boolean): string | null {
  const missing = [
    ...checks.filter((check) => !ticks[check]).map((check) => missingWords[check]),
    ...(reachable ? [] : ['a contact method']),
  ];
  return missing.length === 0 ? null : `without ${listed(missing)}`;
}

/** "a, b and c". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
