import type { Severity } from './severity';

/** How long what follows an incident may take: days until its follow-ups, working days until its review are done. */
export type Due = { followUpDays: number; reviewDays: number };
export type DueBySeverity = Record<Severity, Due>;

/** Baton's own: Atlassian's four weeks for priority actions and eight for the others; a review within a working week. */
export const ownDue: DueBySeverity = {
  critical: { followUpDays: 28, reviewDays: 5 },
  major: { followUpDays: 28, reviewDays: 5 },
  minor: { followUpDays: 56, reviewDays: 5 },
};
