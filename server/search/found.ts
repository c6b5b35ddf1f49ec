import { reference as alertReference } from '@/server/alert/alert';
import { reference as followUpReference } from '@/server/follow-up/follow-up';
import { reference as incidentReference } from '@/server/incident/incident';

/** What a search can lead to. */
export const foundKinds = ['alert', 'incident', 'review', 'runbook', 'follow-up'] as const;
export type FoundKind = (typeof foundKinds)[number];

/** What words are looked for in: the things themselves, and what people wrote on them. */
export const sources = ['alert', 'note', 'incident', 'entry', 'review', 'section', 'runbook', 'follow-up'] as const;

/** What people call it; null for what has no number. A review goes by its incident's. */
export function referenceOf(kind: FoundKind, number: number | null): string | null {
  if (number === null) return null;
  if (kind === 'alert') return alertReference({ number });
  if (kind === 'follow-up') return followUpReference({ number });
  return incidentReference({ number });
}
