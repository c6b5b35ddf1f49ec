/** What the figures are computed from, whoever brings it: rows of the database, or a history made up for a test. */

export type Span = { from: Date; to: Date };

/** A page that the provider took. */
export type SentPage = { id: string; alertId: string; personId: string; channel: string; sentAt: Date };

export type AlertFact = {
  id: string;
  key: string;
  title: string;
  serviceId: string;
  openedAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedById: string | null;
  closedAt: Date | null;
  closedBy: 'person' | 'source' | 'system' | null;
  classification: string | null;
  hasRunbook: boolean;
  incidentId: string | null;
  /** By the policy as it was when the alert opened: the delay before its second step. */
  acknowledgeWithinSeconds: number;
  timeoutsAt: Date[];
  manualEscalationsAt: Date[];
  /** When the policy ran out un-acknowledged. */
  ranOutAt: Date | null;
  /** Assigned, escalated, snoozed, a responder added, a note, a runbook step: what a person did beside acknowledging. */
  humanActsAt: Date[];
};

/** `rotationId` left out: there is but one. */
export type HeldShift = { rotationId?: string; personId: string; role: string; from: Date; to: Date };
export type GapFact = { role: string; from: Date; to: Date };

export type IncidentFact = {
  id: string;
  declaredAt: Date;
  mitigatedAt: Date | null;
  resolvedAt: Date | null;
  reviewDoneAt: Date | null;
  /** Who held a role from when to when. */
  engaged: { personId: string; from: Date; to: Date | null }[];
  /** What it had in common with others beside its keys. */
  factors: string[];
};

export type RequestFact = {
  id: string;
  kind: 'cover' | 'swap';
  state: string;
  createdAt: Date;
  from: Date;
  to: Date;
  personId: string;
  withId: string | null;
};

export type HandoffFact = { id: string; at: Date; acceptedAt: Date | null };
export type FollowUpFact = { id: string; title: string; deadline: Date; doneAt: Date | null; createdAt: Date };
export type PulseFact = { at: Date; slept: number; supported: number; again: number };

/** A runbook that was worked through at an instant, and when it was last written, read or tried. */
export type RunbookUse = { runbookId: string; at: Date; lookedAt: Date };

/** Over how many verified ways somebody can be interrupted, and when one of them last worked. */
export type Reachable = { personId: string; methods: number; provenAt: Date | null };

/** What the schedule and the contact methods say of the weeks after the as-of instant. */
export type Ahead = {
  gaps: GapFact[];
  /** Whoever begins a paging shift within seven days. */
  starting: Reachable[];
  /** Engineers of the team, and those of them who stand in a queue. */
  engineers: number;
  queued: number;
};

export type PersonFact = {
  id: string;
  zone: string;
  /** Zones left behind, the first one first: each held up to an instant. */
  earlier?: readonly { until: Date; zone: string }[];
  /** When their working day begins, "HH:mm" on their own clock. */
  workStart?: string;
  /** Local dates `YYYY-MM-DD`. */
  holidays: ReadonlySet<string>;
};

export type WeekFact = Span & {
  /** Who stood in the queue when the week began. */
  queue: string[];
};

/** One rotation in one period. */
export type Facts = {
  zone: string;
  /** In the rotation's order; paging roles only. */
  roles: string[];
  period: Span;
  asOf: Date;
  /** The on-call weeks of the period, by the stored handoffs. */
  weeks: WeekFact[];
  pages: SentPage[];
  alerts: AlertFact[];
  shifts: HeldShift[];
  gaps: GapFact[];
  incidents: IncidentFact[];
  requests: RequestFact[];
  handoffs: HandoffFact[];
  followUps: FollowUpFact[];
  pulses: PulseFact[];
  people: ReadonlyMap<string, PersonFact>;
  runbooksUsed?: RunbookUse[];
  /** When people were away. */
  away?: (Span & { personId: string })[];
  /** Left out where the past alone is told. */
  ahead?: Ahead;
  /** Time with alerts in the slice, person by person, where it was united already: instants in milliseconds. */
  busy?: ReadonlyMap<string, readonly (readonly [number, number])[]>;
  /** The services asked about; left out: all. What people felt is gathered over all of them first. */
  serviceIds?: ReadonlySet<string>;
};

/** The zone a person lived in at an instant: what it felt like is told by their clock of then. */
export const zoneAt = ({ zone, earlier = [] }: PersonFact, at: Date): string =>
  earlier.find(({ until }) => at < until)?.zone ?? zone;
