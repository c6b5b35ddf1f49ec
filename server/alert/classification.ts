/** What an alert turned out to be: the responders' own words are the measure of noise. */
export const classifications = [
  'acted',
  'acted-could-wait',
  'watched',
  'recovered',
  'bad-check',
  'planned-work',
  'duplicate',
  'wrong-team',
  'test',
] as const;

export type Classification = (typeof classifications)[number];

type Class = { words: string; short: string; group: 'actionable' | 'noise' | 'left-out' };

/** In the order of the keys 1 to 9. */
export const classes: Record<Classification, Class> = {
  acted: { words: 'Acted: real problem', short: 'Acted', group: 'actionable' },
  'acted-could-wait': {
    words: 'Acted, but it could have waited until morning',
    short: 'Could have waited',
    group: 'actionable',
  },
  watched: { words: 'Real, watched it, nothing to do', short: 'Watched', group: 'actionable' },
  recovered: { words: 'Nothing to do: recovered by itself', short: 'Recovered by itself', group: 'noise' },
  'bad-check': { words: 'Nothing to do: threshold or check is wrong', short: 'Check is wrong', group: 'noise' },
  'planned-work': { words: 'Nothing to do: planned work', short: 'Planned work', group: 'noise' },
  duplicate: { words: 'Duplicate of another alert', short: 'Duplicate', group: 'noise' },
  'wrong-team': { words: 'Not ours', short: 'Not ours', group: 'noise' },
  test: { words: 'Test', short: 'Test', group: 'left-out' },
};

const dayMs = 86_400_000;

/**
 * Whether what was said of it may still change: until 14 days after its week's end, and a week is over 7 days later at
 * the latest. What is open is not settled yet.
 */
export const mayClassify = ({ closedAt }: { closedAt: Date | null }, now: Date): boolean =>
  closedAt === null || now.getTime() - closedAt.getTime() <= 21 * dayMs;
