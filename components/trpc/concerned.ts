import type { Answers } from './client';

/** All answers of a concept, or one of them. */
type Named = { [C in keyof Answers]: C | `${C}.${keyof Answers[C] & string}` }[keyof Answers];

/**
 * What answers may be others once something was told of such a thing. A kind that is not named here may concern every
 * answer: only what is told often, while many look, is worth naming.
 */
const concerned: Record<string, readonly Named[]> = {
  alert: ['alert', 'incident', 'handoff', 'health', 'service', 'escalation', 'runbook', 'delivery'],
  // How many alerts wait for somebody is nothing of an incident's, and asked for everybody by itself.
  incident: [
    ...(['incident', 'incidentLog', 'statusUpdate', 'review', 'followUp', 'alert.byId', 'alert.list'] as const),
    ...(['runbook', 'handoff', 'health'] as const),
  ],
  'status-update': ['incident', 'statusUpdate'],
  review: ['review', 'incident', 'followUp', 'handoff', 'health'],
  runbook: ['runbook', 'alert', 'incident', 'service', 'health'],
  // That something left for somebody, or did not; it proves an address, or takes the proof away.
  delivery: ['contact', 'delivery', 'oncall.team'],
  'follow-up': ['followUp', 'incident', 'review', 'alert', 'runbook', 'handoff', 'health'],
};

/** Whether what is kept under a key is to be asked for anew. `changed`: kinds of things; null: any of them. */
export function isConcerned(key: readonly unknown[], changed: readonly string[] | null): boolean {
  const [path] = key;
  if (changed === null || !Array.isArray(path) || typeof path[0] !== 'string') return true;
  const names = [path[0], path.join('.')];
  return changed.some((kind) => concerned[kind]?.some((one) => names.includes(one)) ?? true);
}
