import { AppError } from '@/server/errors';
import type { Step } from './checklist';

/** `open`: not done, or taken back. */
export type TickState = 'open' | 'done' | 'skipped';

/** Whether a runbook helped, as whoever used it says. */
export const helpedAnswers = ['yes', 'partly', 'no'] as const;
export type Helped = (typeof helpedAnswers)[number];

/** What somebody did to a step of a run; kept for ever, the last one counts. */
export type Tick = { step: number; state: TickState; at: Date; personId: string; reason: string | null };

export type StepState = Step & { state: TickState; by: string | null; at: Date | null; reason: string | null };

/** Each step with who ticked it last and when. */
export function progressOf(steps: readonly Step[], ticks: readonly Tick[]): StepState[] {
  const last = new Map(ticks.map((tick) => [tick.step, tick]));
  return steps.map((step) => {
    const tick = last.get(step.number);
    if (!tick || tick.state === 'open') return { ...step, state: 'open', by: null, at: null, reason: null };
    return { ...step, state: tick.state, by: tick.personId, at: tick.at, reason: tick.reason };
  });
}

/** The step to do next; null when none is left. */
export const nextStep = (progress: readonly StepState[]): StepState | null =>
  progress.find(({ state }) => state === 'open') ?? null;

type Wanted = { step: number; state: TickState; confirmed: boolean; reason: string | null };

/** Throws why a tick cannot be. A step that needs care is done only by somebody who said so twice. */
export function refuseTick(steps: readonly Step[], ended: boolean, wanted: Wanted): void {
  const step = steps.find(({ number }) => number === wanted.step);
  if (!step) throw new AppError('not-possible', 'This runbook has no such step');
  if (ended) throw new AppError('not-possible', 'This run has ended: start the runbook again');
  if (wanted.state === 'done' && step.care === 'needs-care' && !wanted.confirmed)
    throw new AppError('not-possible', 'This step needs care: confirm that you are about to do it');
}
