import type { FollowUpState } from '@/server/follow-up/follow-up';

export const stateWords: Record<FollowUpState, string> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  dropped: 'Dropped',
};
