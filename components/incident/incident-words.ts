import type { MarkKind } from '@/components/ui/mark';
import type { EntryKind } from '@/server/incident/entry';
import type { IncidentState } from '@/server/incident/lifecycle';
import { meanings, type Severity } from '@/server/severity/severity';

export const stateWords: Record<IncidentState, { word: string; mark: MarkKind; means: string }> = {
  triage: { word: 'Triage', mark: 'waiting', means: 'Declared; somebody has to accept or decline it.' },
  investigating: { word: 'Investigating', mark: 'critical', means: 'Accepted; it still hurts.' },
  mitigated: { word: 'Mitigated', mark: 'major', means: 'It no longer hurts; the cause is still there.' },
  resolved: { word: 'Resolved', mark: 'good', means: 'The cause is gone; it waits to be closed.' },
  closed: { word: 'Closed', mark: 'neutral', means: 'Written up.' },
  declined: { word: 'Declined', mark: 'neutral', means: 'It was none.' },
};

export const severityWords = (severity: Severity): { word: string; mark: MarkKind; means: string } => ({
  word: meanings[severity].name,
  mark: severity,
  means: meanings[severity].meaning,
});

export const entryWords: Record<EntryKind, { word: string; key: string; asks: string }> = {
  finding: { word: 'Finding', key: 'f', asks: 'What do you see? What did it rule out?' },
  decision: { word: 'Decision', key: 'd', asks: 'What was decided, and why?' },
  action: { word: 'Action', key: 'a', asks: 'What did you do, or are about to?' },
  update: { word: 'Update', key: 'p', asks: 'What do people outside need to know now?' },
};
