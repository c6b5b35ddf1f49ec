export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

type Meaning = {
  name: string;
  meaning: string;
  /** How often people are promised to hear more, in minutes; null: when there is something to say. */
  updateEveryMinutes: number | null;
  /** What a follow-up from it weighs. */
  followUps: 'high' | 'normal';
};

export const meanings: Record<Severity, Meaning> = {
  critical: {
    name: 'Critical',
    meaning: 'Customers cannot use the product, or data or money is at risk. Everybody needed is woken.',
    updateEveryMinutes: 30,
    followUps: 'high',
  },
  major: {
    name: 'Major',
    meaning: 'An important part does not work for many customers, or soon will not.',
    updateEveryMinutes: 60,
    followUps: 'high',
  },
  minor: {
    name: 'Minor',
    meaning: 'Something is worse than it should be and can be lived with for a while.',
    updateEveryMinutes: null,
    followUps: 'normal',
  },
};

/** When people are next promised an update, told one at `now`. */
export const nextUpdateAt = (severity: Severity, now: Date): Date | null => {
  const minutes = meanings[severity].updateEveryMinutes;
  return minutes === null ? null : new Date(now.getTime() + minutes * 60_000);
};
