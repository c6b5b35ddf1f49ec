import type { Subject } from './subject';

/** Everything that happens to a cover or a swap: what people do, and what Baton does by itself. */
export const requestKinds = [
  'asked',
  'accepted',
  'declined',
  'approved',
  'rejected',
  'cancelled',
  'expired',
  'reversed',
  'taken-over',
  'ended-early',
  'reminded',
  'moved-away',
] as const;

/** Everything worth telling; the closed list. What each carries in `data` is written where it is told. */
export const eventKinds = [
  // settings and people
  'created',
  'changed',
  'removed',
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'sessions-ended',
  'key-changed',
  // alerts
  'opened',
  'repeated',
  'raised',
  'acknowledged',
  'acknowledge-offered',
  'unacknowledged',
  'snoozed',
  'assigned',
  'noted',
  'resolved',
  'reopened',
  'signal-without-alert',
  'tried-to-reach-primary',
  'responders-added',
  'merged',
  'merged-here',
  'classified',
  'held',
  'flapping',
  'asked-about',
  'came-back',
  'change-reported',
  // escalation and pages
  'step-fired',
  'nobody-there',
  'step-held-back',
  'steps-missed',
  'escalated-by-hand',
  'ran-out',
  'run-parked',
  'paged',
  'page-sent',
  'page-failed',
  'pages-withdrawn',
  'possible-duplicate',
  // runbooks
  'runbook-started',
  'runbook-step',
  'runbook-ended',
  'runbook-reviewed',
  'runbook-tested',
  // incidents
  'declared',
  'state-changed',
  'role-changed',
  'responders-paged',
  'responder-joined',
  'alerts-linked',
  'joined-incident',
  'merged',
  'entry-written',
  'entry-changed',
  'entry-removed',
  'room-opened',
  // what people outside are told of them
  'update-published',
  'update-held-up',
  'update-given-up',
  // reviews
  'review-begun',
  'review-asked',
  'review-approved',
  'section-saved',
  'commented',
  'shared',
  // follow-ups
  'follow-up-made',
  'follow-up-done',
  // rotations
  'handed-off',
  'handoff-published',
  'handoff-accepted',
  'handoff-late',
  'override-added',
  'override-removed',
  ...requestKinds,
] as const;

export type EventKind = (typeof eventKinds)[number];

/** What a command tells: `data` holds names as they were, before and after, and never a secret. */
export type NewEvent = { subject: Subject; teamId: string | null; kind: EventKind; data?: Record<string, unknown> };

export type TimelineEvent = {
  /** Rises with every event: the cursor of lists and live streams. */
  id: string;
  at: Date;
  subject: Subject;
  teamId: string | null;
  kind: EventKind;
  actor: { kind: string; id: string | null };
  data: Record<string, unknown>;
};
