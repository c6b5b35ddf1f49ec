'use client';

import { useScreenKeys } from '@/components/shell/use-screen-keys';

/** Marks a step, its box, and its commands, for the keys. */
export const stepMark = 'data-run-step';
export const copyMark = 'data-run-copy';

const stepsShown = () => [...document.querySelectorAll<HTMLElement>(`[${stepMark}]`)];
const focusedStep = () => document.activeElement?.closest<HTMLElement>(`[${stepMark}]`) ?? null;
const nextToDo = () => document.querySelector<HTMLElement>(`[${stepMark}][aria-current="step"]`);

/** From step to step, across all runs on the screen; the first move goes to what comes next. */
function move(by: 1 | -1): void {
  const [all, focused] = [stepsShown(), focusedStep()];
  const next = focused ? all[Math.min(Math.max(all.indexOf(focused) + by, 0), all.length - 1)] : (nextToDo() ?? all[0]);
  next?.focus();
}

const copy = () => (focusedStep() ?? nextToDo())?.querySelector<HTMLButtonElement>(`[${copyMark}] button`)?.click();

const bindings = [
  { keys: 'j', does: 'Next step; Space ticks it', run: () => move(1) },
  { keys: 'k', does: 'Step before', run: () => move(-1) },
  { keys: 'y', does: 'Copy the command of the step', run: copy },
];

/** Space is the focused step's own key: elsewhere it scrolls, and must never tick anything. */
export function useRunKeys(): void {
  useScreenKeys('Runbook', bindings);
}
