import { stateWords } from './state-words';

type Event = { kind: string; data: Record<string, unknown> };

const fieldWords: Record<string, string> = {
  title: 'what is to be done',
  details: 'the details',
  ownerId: 'the owner',
  dueOn: 'the day',
  priority: 'the priority',
};

/** What happened to a follow-up, after the name of who did it: "moved the day from 2026-11-10 to 2026-12-01". */
export function historyWords({ kind, data }: Event): string {
  if (kind === 'created') return 'opened it';
  const [before, after] = [record(data.before), record(data.after)];
  const state = after.state;
  if (typeof state === 'string' && state !== before.state) return stateSaid(state, after.outcome);
  if (after.dueOn && after.dueOn !== before.dueOn) return `moved the day from ${before.dueOn} to ${after.dueOn}`;
  const changed = Object.keys(after).filter((field) => after[field] !== before[field]);
  const words = changed.flatMap((field) => fieldWords[field] ?? []);
  return words.length > 0 ? `changed ${words.join(' and ')}` : 'saved it unchanged';
}

function stateSaid(state: string, outcome: unknown): string {
  const name = stateWords[state as keyof typeof stateWords]?.toLowerCase() ?? state;
  return typeof outcome === 'string' && outcome !== '' ? `made it ${name}: ${outcome}` : `made it ${name}`;
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
