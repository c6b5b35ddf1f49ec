import type { MarkKind } from '@/components/ui/mark';
import type { ReviewState } from '@/server/review/lifecycle';

export const reviewStateWords: Record<ReviewState, { word: string; mark: MarkKind }> = {
  draft: { word: 'Draft', mark: 'waiting' },
  'in-review': { word: 'In review', mark: 'minor' },
  done: { word: 'Done', mark: 'good' },
};
