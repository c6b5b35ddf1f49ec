import { nextUpdateAt, type Severity } from '@/server/severity/severity';
import type { IncidentState } from './lifecycle';

/** What closing asks. */
export type Closing = {
  whatHappened: string;
  whatWasDone: string;
  remainingRisk: string;
  /** Why there is a review, or none. */
  reviewReason: string;
};

export type Incident = {
  id: string;
  number: number;
  teamId: string;
  title: string;
  state: IncidentState;
  severity: Severity;
  summary: string;
  leadId: string | null;
  communicatorId: string | null;
  declaredAt: Date;
  declaredById: string | null;
  acceptedAt: Date | null;
  mitigatedAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  declinedAt: Date | null;
  declineReason: string | null;
  mergedIntoId: string | null;
  impactFrom: Date | null;
  impactTo: Date | null;
  closing: Closing | null;
  reviewWanted: boolean | null;
  nextUpdateAt: Date | null;
  version: number;
};

type Declared = Pick<Incident, 'id' | 'teamId' | 'title' | 'severity' | 'summary'> &
  Pick<Incident, 'leadId' | 'communicatorId' | 'declaredById'>;

/** An incident as it is declared: the harm began with the first of its alerts. */
export const begun = (
  declared: Declared,
  alerts: readonly { openedAt: Date }[],
  now: Date,
): Omit<Incident, 'number'> => ({
  ...declared,
  ...{ state: 'triage', version: 1, declaredAt: now, nextUpdateAt: nextUpdateAt(declared.severity, now) },
  ...{ acceptedAt: null, mitigatedAt: null, resolvedAt: null, closedAt: null, declinedAt: null },
  ...{ declineReason: null, mergedIntoId: null, closing: null, reviewWanted: null, impactTo: null },
  impactFrom: alerts.length === 0 ? null : new Date(Math.min(...alerts.map(({ openedAt }) => openedAt.getTime()))),
});

/** What people call it. */
export const reference = ({ number }: Pick<Incident, 'number'>): string => `INC-${number}`;

/** The instants that a state leaves behind: set when it is reached, taken back when it is reopened. */
export function instantsFor(before: Incident, state: IncidentState, now: Date): Partial<Incident> {
  switch (state) {
    case 'triage':
      return { declinedAt: null, declineReason: null };
    case 'investigating':
      return {
        acceptedAt: before.acceptedAt ?? now,
        mitigatedAt: null,
        resolvedAt: null,
        closedAt: null,
        declinedAt: null,
        declineReason: null,
      };
    case 'mitigated':
      return { acceptedAt: before.acceptedAt ?? now, mitigatedAt: now };
    case 'resolved':
      return {
        acceptedAt: before.acceptedAt ?? now,
        mitigatedAt: before.mitigatedAt ?? now,
        resolvedAt: now,
        nextUpdateAt: null,
      };
    case 'closed':
      return { closedAt: now, nextUpdateAt: null };
    case 'declined':
      return { declinedAt: now, nextUpdateAt: null };
  }
}
