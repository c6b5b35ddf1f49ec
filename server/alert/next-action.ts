import { type AlertState, stateOf } from './lifecycle';

/** What happens next if nobody does anything, and when. An open alert always has it; null: it waits for a person. */
export type NextAction = {
  kind: 'step' | 'fallback' | 'wake-up';
  at: Date;
  /** Counted from 1. */
  round: number;
  step: number;
};

type Position = { stage: 'steps' | 'fallback'; round: number; step: number; nextAt: Date | null };
type Alert = { acknowledgedAt: Date | null; closedAt: Date | null; snoozedUntil: Date | null };

export function nextActionOf(alert: Alert, position: Position | undefined): NextAction | null {
  const state: AlertState = stateOf(alert);
  if (state === 'closed' || !position?.nextAt) return null;
  const asleep = alert.snoozedUntil !== null && alert.snoozedUntil >= position.nextAt;
  const kind = asleep ? 'wake-up' : position.stage === 'fallback' ? 'fallback' : 'step';
  return { kind, at: position.nextAt, round: position.round + 1, step: position.step + 1 };
}

/** Whether it acts now: its time has come, and no failure keeps it back. */
export function isDue(run: { position: Position; restsUntil: Date | null } | undefined, now: Date): boolean {
  if (!run?.position.nextAt) return false;
  return run.position.nextAt <= now && (run.restsUntil === null || run.restsUntil <= now);
}
