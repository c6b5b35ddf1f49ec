import { AppError } from '@/server/errors';

export const reviewStates = ['draft', 'in-review', 'done'] as const;
export type ReviewState = (typeof reviewStates)[number];
export type ReviewAct = 'ask' | 'finish' | 'reopen';

const table: Record<ReviewAct, Record<ReviewState, ReviewState | 'holds' | { because: string }>> = {
  ask: { draft: 'in-review', 'in-review': 'holds', done: { because: 'It is done: reopen it first' } },
  finish: { draft: 'done', 'in-review': 'done', done: 'holds' },
  reopen: { draft: 'holds', 'in-review': 'draft', done: 'draft' },
};

/** The state that follows, or `holds`. Throws `not-possible` with the reason in words. */
export function transition(state: ReviewState, act: ReviewAct): ReviewState | 'holds' {
  const next = table[act][state];
  if (typeof next === 'object') throw new AppError('not-possible', next.because);
  return next;
}

/** What is done is read only. */
export const isOpen = (state: ReviewState): boolean => state !== 'done';
