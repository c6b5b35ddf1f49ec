import type { IncidentState } from '@/server/incident/lifecycle';
import type { ComponentStatus, PublicState } from '@/server/outbound';
import type { Severity } from '@/server/severity/severity';

/** How far it is, in the words that people outside know from every status page. */
export const publicStates = ['investigating', 'identified', 'monitoring', 'resolved'] as const satisfies PublicState[];

export const publicStateWords: Record<PublicState, { word: string; means: string }> = {
  investigating: { word: 'Investigating', means: 'Something is wrong, and nobody knows why yet' },
  identified: { word: 'Identified', means: 'The cause is known and is being mended' },
  monitoring: { word: 'Monitoring', means: 'It is mended, and watched' },
  resolved: { word: 'Resolved', means: 'It is over' },
};

export const componentStatuses = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const satisfies ComponentStatus[];

export const componentWords: Record<ComponentStatus, string> = {
  operational: 'Operational',
  degraded_performance: 'Degraded performance',
  partial_outage: 'Partial outage',
  major_outage: 'Major outage',
  under_maintenance: 'Under maintenance',
};

/** What an incident in that state is said to be; what people were told to be known is not taken back by itself. */
export function stateFor(state: IncidentState, last: PublicState | null): PublicState {
  if (state === 'resolved' || state === 'closed') return 'resolved';
  if (state === 'mitigated') return 'monitoring';
  return last === 'identified' ? 'identified' : 'investigating';
}

const outages: Record<Severity, ComponentStatus> = {
  critical: 'major_outage',
  major: 'partial_outage',
  minor: 'degraded_performance',
};

/** What a service is said to be, unless somebody knows better. */
export const statusFor = (state: PublicState, severity: Severity): ComponentStatus =>
  state === 'resolved' ? 'operational' : outages[severity];
