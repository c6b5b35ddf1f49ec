import type { EventKind } from '@/server/timeline/event';
import type { Alert } from './alert';
import { type Classification, classes } from './classification';
import { askAt } from './forgotten';
import { openAgain } from './lifecycle';

/** What an alert's row holds from now on. */
export type Change = Partial<
  Pick<
    Alert,
    | 'title'
    | 'details'
    | 'priority'
    | 'urgency'
    | 'acknowledgedAt'
    | 'acknowledgedById'
    | 'snoozedUntil'
    | 'closedAt'
    | 'closedBy'
    | 'closedById'
    | 'mergedIntoId'
    | 'classification'
    | 'classifiedAt'
    | 'classifiedById'
    | 'duplicateOfId'
    | 'heldUntil'
    | 'heldById'
    | 'remindedAt'
  >
>;

/** What an act comes to: one place that says it for each, and one that carries all of them out. */
export type Decision = {
  change?: Change;
  /**
   * What the escalation does: `halted`, `next-step` now, a `new-round` with its first step after its own delay or at
   * `at`; `wait` where it stands until `at`. Left out: it goes on.
   */
  run?: { to: 'halted' } | { to: 'next-step' } | { to: 'new-round'; at?: Date } | { to: 'wait'; at: Date };
  /** What was not sent yet never is. */
  withdraw?: boolean;
  event: { kind: EventKind; data?: Record<string, unknown> };
};

type Person = { id: string; name: string };

/** Somebody has it from now on. Nobody else is paged, and unless the service never asks, they are asked about it later. */
export function taken(
  service: { forgottenSeconds: number | null },
  person: Person,
  event: Decision['event'],
  now: Date,
): Decision {
  const at = askAt(service, now);
  return {
    change: { ...openAgain, acknowledgedAt: now, acknowledgedById: person.id },
    run: at ? { to: 'wait', at } : { to: 'halted' },
    withdraw: true,
    event: { ...event, data: { personId: person.id, name: person.name, ...event.data } },
  };
}

const wasTakenBy = ({ acknowledgedById }: Alert) => ({ wasTakenBy: acknowledgedById });

export const givenBack = (alert: Alert): Decision => ({
  change: openAgain,
  run: { to: 'new-round' },
  event: { kind: 'unacknowledged', data: wasTakenBy(alert) },
});

/** The next step now. An acknowledged alert is open again: whoever took it asks for help. */
export const helpAsked = (alert: Alert): Decision => ({
  change: openAgain,
  run: { to: 'next-step' },
  event: { kind: 'escalated-by-hand', data: wasTakenBy(alert) },
});

/** Put off, acknowledged or not: it comes back with a new round. */
export const putOff = (until: Date): Decision => ({
  change: { snoozedUntil: until, heldUntil: null, heldById: null },
  run: { to: 'new-round', at: until },
  withdraw: true,
  event: { kind: 'snoozed', data: { until } },
});

/** Its time has come: nobody's, and open. One that somebody had, or that was put off, begins a new round at once. */
export const cameBack = (alert: Alert, now: Date): Decision => ({
  change: openAgain,
  ...(alert.snoozedUntil === null && alert.acknowledgedAt !== null && { run: { to: 'new-round', at: now } }),
  event: { kind: 'came-back', data: { ...wasTakenBy(alert), forgotten: alert.snoozedUntil === null } },
});

/** Kept quiet by planned work. */
export const held = (window: { id: string; title: string; endsAt: Date | null }, until: Date): Decision => ({
  change: { heldUntil: until, heldById: window.id },
  run: { to: 'wait', at: until },
  event: { kind: 'held', data: { title: window.title, until: window.endsAt } },
});

/** Looked after as another one from now on. */
export const merged = (into: { id: string }, named: { reference: string; title: string }): Decision => ({
  change: { ...openAgain, mergedIntoId: into.id },
  run: { to: 'halted' },
  withdraw: true,
  event: { kind: 'merged', data: { into: into.id, ...named } },
});

export const classified = (
  given: { classification: Classification; note?: string | undefined; duplicateOf?: string | undefined },
  alert: Alert,
  by: string | null,
  now: Date,
): Decision => ({
  change: {
    classification: given.classification,
    classifiedAt: now,
    classifiedById: by,
    duplicateOfId: given.duplicateOf ?? null,
  },
  event: {
    kind: 'classified',
    data: {
      before: alert.classification,
      classification: given.classification,
      words: classes[given.classification].words,
      note: given.note ?? null,
    },
  },
});

export const noted = (kind: 'noted' | 'tried-to-reach-primary', text?: string): Decision => ({
  event: { kind, ...(text !== undefined && { data: { text } }) },
});
