import { type AlertState, stateOf } from './lifecycle';

/**
 * What happens next if nobody does anything, and when: a step or the fallback pages; `wake-up` from a snooze; `held` quiet
 * by planned work or for flapping; the `question` to whoever has it, and then `back` to open. An open alert always has it;
 * null: it waits for a person.
 */
export type NextAction = {
  kind: 'step' | 'fallback' | 'wake-up' | 'held' | 'question' | 'back';
  at: Date;
  /** Counted from 1. */
  round: number;
  step: number;
};

type Position = { stage: 'steps' | 'fallback'; round: number; step: number; nextAt: Date | null };
type Alert = {
  acknowledgedAt: Date | null;
  closedAt: Date | null;
  mergedIntoId: string | null;
  snoozedUntil: Date | null;
  heldUntil: Date | null;
  remindedAt: Date | null;
};

export function nextActionOf(alert: Alert, position: Position | undefined): NextAction | null {
  const state: AlertState = stateOf(alert);
  if (state === 'closed' || !position?.nextAt) return null;
  const kind = kindOf(alert, state, position.nextAt) ?? (position.stage === 'fallback' ? 'fallback' : 'step');
  return { kind, at: position.nextAt, round: position.round + 1, step: position.step + 1 };
}

function kindOf(alert: Alert, state: AlertState, at: Date): NextAction['kind'] | null {
  if (alert.snoozedUntil !== null && alert.snoozedUntil >= at) return 'wake-up';
  if (alert.heldUntil !== null && alert.heldUntil >= at) return 'held';
  // Whoever has it is asked whether they are still on it; without an answer it comes back.
  if (state === 'acknowledged') return alert.remindedAt === null ? 'question' : 'back';
  return null;
}
