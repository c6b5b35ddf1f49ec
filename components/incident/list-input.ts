import type { IncidentState } from '@/server/incident/lifecycle';

/** What the list asks the server for. The page on the server asks exactly the same. */
const running: IncidentState[] = ['triage', 'investigating', 'mitigated', 'resolved'];
const past: IncidentState[] = ['closed', 'declined'];

const narrowed = (team: string | null) => (team === null ? {} : { teamId: team });

export const runningInput = (team: string | null) => ({ state: running, ...narrowed(team) });
export const pastInput = (team: string | null) => ({ state: past, ...narrowed(team) });
export const reviewsInput = (team: string | null) => narrowed(team);

/** Past ones are asked for page by page: one key for all pages. */
export const pastKey = (team: string | null) =>
  [['incident', 'list'], { input: pastInput(team), type: 'pages' }] as const;
