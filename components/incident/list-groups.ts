import { type IncidentState, isRunning } from '@/server/incident/lifecycle';
import { type Severity, severities } from '@/server/severity/severity';

type Listed = { id: string; state: IncidentState; reviewWanted: boolean | null; mergedIntoId: string | null };
type ReviewOf = { incidentId: string; state: 'draft' | 'in-review' | 'done' };

export type GroupName = 'running' | 'to-close' | 'missing-review' | 'past';

export const groupTitles: Record<GroupName, string> = {
  running: 'Running',
  'to-close': 'Resolved, not closed',
  'missing-review': 'Review missing',
  past: 'Past',
};

/** The worst first, then the newest: what is running is read from above. */
export const worstFirst = (a: { severity: Severity; number: number }, b: { severity: Severity; number: number }) =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.number - a.number;

/** Which part of the list an incident belongs to. A review is missing until it is done, where one is wanted. */
export function groupOf(incident: Listed, reviews: ReadonlyMap<string, ReviewOf>): GroupName {
  if (isRunning(incident.state)) return 'running';
  if (incident.state === 'resolved') return 'to-close';
  const wanted = incident.state === 'closed' && incident.mergedIntoId === null && incident.reviewWanted !== false;
  return wanted && reviews.get(incident.id)?.state !== 'done' ? 'missing-review' : 'past';
}
