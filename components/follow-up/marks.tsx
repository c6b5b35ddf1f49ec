import { Mark, type MarkKind } from '@/components/ui/mark';
import { dueWords, isNear } from './due';
import { stateWords } from './state-words';
import type { FollowUp } from './use-follow-ups';

const kinds: Record<FollowUp['state'], MarkKind> = {
  open: 'neutral',
  'in-progress': 'minor',
  done: 'good',
  dropped: 'neutral',
};

export function StateMark({ state }: { state: FollowUp['state'] }) {
  return <Mark kind={kinds[state]}>{stateWords[state]}</Mark>;
}

/** Late ones are loud, near ones marked, all others only say their day. */
export function DueMark({ one, now }: { one: FollowUp; now: Date }) {
  const words = dueWords(one, now);
  if (one.overdue) return <Mark kind="critical">{words}</Mark>;
  if (isNear(one, now)) return <Mark kind="waiting">{words}</Mark>;
  return <span className="text-muted">{words}</span>;
}
