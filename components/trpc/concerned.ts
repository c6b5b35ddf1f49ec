import type { Answers } from './client';

/**
 * What answers may be others once something was told of such a thing. A kind that is not named here may concern every
 * answer: only what is told often, while many look, is worth naming.
 */
const concerned: Record<string, readonly (keyof Answers)[]> = {
  alert: ['alert', 'incident', 'handoff', 'health', 'service', 'escalation', 'runbook', 'delivery', 'timeline'],
  incident: ['incident', 'statusUpdate', 'review', 'followUp', 'alert', 'runbook', 'handoff', 'health', 'timeline'],
  'status-update': ['incident', 'statusUpdate', 'timeline'],
  review: ['review', 'incident', 'followUp', 'handoff', 'health', 'timeline'],
  runbook: ['runbook', 'alert', 'incident', 'service', 'health', 'timeline'],
  'follow-up': ['followUp', 'incident', 'review', 'alert', 'runbook', 'handoff', 'health', 'timeline'],
};

/** Whether what is kept under a key is to be asked for anew. `changed`: kinds of things; null: any of them. */
export function isConcerned(key: readonly unknown[], changed: readonly string[] | null): boolean {
  const [path] = key;
  const concept = Array.isArray(path) ? path[0] : undefined;
  if (changed === null || typeof concept !== 'string') return true;
  return changed.some((kind) => concerned[kind]?.some((one) => one === concept) ?? true);
}
