export const trackerKinds = ['github', 'jira'] as const;
export type TrackerKind = (typeof trackerKinds)[number];

/** Where issues are made. `baseUrl` has no slash at the end. */
export type Tracker = {
  teamId: string;
  kind: TrackerKind;
  baseUrl: string;
  /** `owner/name` at GitHub, the project's key at Jira. */
  project: string;
  issueType: string;
  account: string | null;
};

export type Issue = { title: string; text: string };

/** What became of asking for an issue. `unknown`: it may stand there now, so nobody asks again without having looked. */
export type Made =
  | { outcome: 'made'; url: string }
  | { outcome: 'try-again'; reason: string; retryAfterSeconds?: number }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'unknown'; reason: string };

export type MakeIssue = (tracker: Tracker & { token: string }, issue: Issue) => Promise<Made>;

export type ExportState = 'wanted' | 'sending' | 'unknown' | 'refused' | 'made';

/** Tried again after 1, 2, 4 … minutes, an hour at most; after these it waits for a person. */
export const mostTries = 8;
export const pauseSeconds = (tries: number): number => Math.min(3_600, 60 * 2 ** (tries - 1));
