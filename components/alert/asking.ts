/** What an act needs to know before it can be done: who, until when, into which, what it was, or what to note. */
export type AskedAct = 'snooze' | 'assign' | 'responders' | 'merge' | 'classify' | 'note';

/** An alert as the question speaks of it. */
export type AskedAlert = { id: string; reference: string; title: string; teamId: string };

export type Asking = { act: AskedAct; alerts: readonly AskedAlert[] };

/** "ALR-12", or "3 alerts". */
export const subjectWords = (alerts: readonly { reference: string }[]): string =>
  alerts.length === 1 ? (alerts[0]?.reference ?? '') : `${alerts.length} alerts`;

/** The keys that open a question, on the list and on an alert alike. */
export const askedKeys: { keys: string; act: AskedAct; does: string }[] = [
  { keys: 'h', act: 'assign', does: 'Hand over' },
  { keys: 's', act: 'snooze', does: 'Snooze' },
  { keys: 'm', act: 'merge', does: 'Merge into another alert' },
];
