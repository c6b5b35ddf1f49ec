import type { MarkKind } from '@/components/ui/mark';
import type { Priority } from '@/server/escalation/priority';

/** Priorities as senders write them, with the word and the mark by which people tell them apart. */
const severities: Record<Priority, { mark: MarkKind; word: string }> = {
  P1: { mark: 'critical', word: 'Critical' },
  P2: { mark: 'major', word: 'Major' },
  P3: { mark: 'minor', word: 'Minor' },
  P4: { mark: 'neutral', word: 'Low' },
  P5: { mark: 'neutral', word: 'Info' },
};

export const severityOf = (priority: Priority): { mark: MarkKind; word: string } => severities[priority];
