import type { MarkKind } from '@/components/ui/mark';
import type { RequestRow } from '@/server/request/view';

type Chip = { kind: MarkKind; words: string };

const conflicts: Record<string, Chip> = {
  gap: { kind: 'gap', words: 'Leaves a gap' },
  'double-role': { kind: 'major', words: 'Both roles at once' },
  'no-backup': { kind: 'major', words: 'No backup' },
  'back-to-back': { kind: 'major', words: 'Back to back' },
  'time-off': { kind: 'major', words: 'Time off' },
  unreachable: { kind: 'major', words: 'Cannot be paged' },
  'sleep-hours': { kind: 'major', words: 'At night there' },
};

/** What is worth knowing before one opens a request. Short notice stands in the row already. */
export function chipsOf({
  conflictKinds,
  tradesThisQuarter,
}: Pick<RequestRow, 'conflictKinds' | 'tradesThisQuarter'>): Chip[] {
  const found = [...new Set(conflictKinds)].flatMap((kind) => conflicts[kind] ?? []);
  const often: Chip[] =
    tradesThisQuarter > 2 ? [{ kind: 'neutral', words: `${tradesThisQuarter} trades this quarter` }] : [];
  return [...found, ...often];
}

/** Decided with others at once only where there is nothing to look at. */
export const hasWarnings = ({ conflictKinds, short }: Pick<RequestRow, 'conflictKinds' | 'short'>): boolean =>
  short || conflictKinds.length > 0;
