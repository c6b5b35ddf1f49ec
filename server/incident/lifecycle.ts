import { AppError } from '@/server/errors';

export const incidentStates = ['triage', 'investigating', 'mitigated', 'resolved', 'closed', 'declined'] as const;
export type IncidentState = (typeof incidentStates)[number];

export type IncidentAct = 'accept' | 'decline' | 'mitigate' | 'resolve' | 'close' | 'reopen' | 'merge';

type Next = IncidentState | 'holds' | { because: string };

const over = (because: string): Record<'closed' | 'declined', Next> => ({
  closed: { because },
  declined: { because },
});

/** The one transition table: the state that follows, `holds` for what is so already, or why it cannot be. */
const table: Record<IncidentAct, Record<IncidentState, Next>> = {
  accept: {
    triage: 'investigating',
    investigating: 'holds',
    mitigated: 'holds',
    resolved: 'holds',
    closed: { because: 'It is closed: reopen it instead' },
    declined: 'investigating',
  },
  decline: {
    triage: 'declined',
    investigating: { because: 'It was accepted: resolve and close it, and say that it was none' },
    mitigated: { because: 'It was accepted: resolve and close it, and say that it was none' },
    resolved: { because: 'It was accepted: close it, and say that it was none' },
    closed: { because: 'It is closed' },
    declined: 'holds',
  },
  mitigate: {
    triage: 'mitigated',
    investigating: 'mitigated',
    mitigated: 'holds',
    resolved: { because: 'It is resolved: reopen it where that is not so' },
    ...over('It is over: reopen it first'),
  },
  resolve: {
    triage: 'resolved',
    investigating: 'resolved',
    mitigated: 'resolved',
    resolved: 'holds',
    ...over('It is over: reopen it first'),
  },
  close: {
    triage: { because: 'Accept or decline it first' },
    investigating: { because: 'It is not resolved yet: say when it was, then close it' },
    mitigated: { because: 'It is mitigated, not resolved yet: say when it was, then close it' },
    resolved: 'closed',
    closed: 'holds',
    declined: { because: 'It was declined: there is nothing to close' },
  },
  reopen: {
    triage: 'holds',
    investigating: 'holds',
    mitigated: 'investigating',
    resolved: 'investigating',
    closed: 'investigating',
    declined: 'triage',
  },
  merge: {
    triage: 'closed',
    investigating: 'closed',
    mitigated: 'closed',
    resolved: 'closed',
    ...over('It is over: there is nothing to merge'),
  },
};

/** The state that follows, or `holds`. Throws `not-possible` with the reason in words. */
export function transition(state: IncidentState, act: IncidentAct): IncidentState | 'holds' {
  const next = table[act][state];
  if (typeof next === 'object') throw new AppError('not-possible', next.because);
  return next;
}

/** What a screen may offer now. */
export const possibleActs = (state: IncidentState): IncidentAct[] =>
  (Object.keys(table) as IncidentAct[]).filter((act) => {
    const next = table[act][state];
    return typeof next !== 'object' && next !== 'holds';
  });

/** Still being worked on. */
export const isRunning = (state: IncidentState): boolean =>
  state === 'triage' || state === 'investigating' || state === 'mitigated';

type Merging = { teamId: string; state: IncidentState };

/** Throws `not-possible` where one incident cannot go on as the other. */
export function refuseMerge(from: Merging, to: Merging): void {
  if (from.teamId !== to.teamId) throw new AppError('not-possible', 'They belong to different teams');
  if (!isRunning(to.state) && to.state !== 'resolved')
    throw new AppError('not-possible', 'The other one is over: reopen it first');
}
