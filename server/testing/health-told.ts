/** A history as it is told, in plain rows and milliseconds: what the slow computation of the figures reads. */

export type ToldSpan = { from: number; to: number };
export type ToldPage = { id: string; personId: string; channel: string; at: number };
export type ToldEvent = { at: number; kind: string; by: string };

export type ToldAlert = {
  id: string;
  key: string;
  title: string;
  serviceId: string;
  openedAt: number;
  closedAt: number | null;
  closedBy: string | null;
  classification: string | null;
  incidentId: string | null;
  /** The delay before the second step of its policy. */
  withinSeconds: number;
  pages: ToldPage[];
  /** In order. */
  events: ToldEvent[];
};

export type ToldIncident = {
  id: string;
  declaredAt: number;
  mitigatedAt: number | null;
  resolvedAt: number | null;
  reviewedAt: number | null;
  declined: boolean;
  /** Who led it, each until the next one took over. */
  leads: { from: number; personId: string }[];
  serviceIds: string[];
};

export type ToldPerson = {
  id: string;
  /** The zones lived in: the first from the beginning. */
  zones: { from: number; zone: string }[];
  /** Local dates. */
  holidays: Set<string>;
  workStart: string;
};

export type ToldRequest = {
  kind: string;
  state: string;
  takenOver: boolean;
  createdAt: number;
  from: number;
  to: number;
  personId: string;
  withId: string | null;
};

export type Told = {
  asOf: number;
  zone: string;
  roles: string[];
  /** Every on-call week looked at, with who stood in a queue at its start. */
  weeks: (ToldSpan & { queue: string[] })[];
  people: ToldPerson[];
  shifts: (ToldSpan & { rotationId: string; personId: string; role: string })[];
  gaps: (ToldSpan & { role: string })[];
  gapsAhead: (ToldSpan & { role: string })[];
  alerts: ToldAlert[];
  incidents: ToldIncident[];
  requests: ToldRequest[];
  handoffs: { at: number; acceptedAt: number | null }[];
  /** `dueOn`: a date on the clock of `zone`. */
  followUps: { dueOn: string; zone: string; doneAt: number | null; dropped: boolean; serviceId: string | null }[];
  pulses: { at: number; slept: number; supported: number; again: number }[];
  /** What a runbook answers: keys by its rules, or services. */
  runbooks: { id: string; keys: string[]; serviceIds: string[]; lookedAt: number; usedAt: number[] }[];
  away: (ToldSpan & { personId: string })[];
  /** Whoever begins a paging shift within seven days. */
  starting: string[];
  methods: { personId: string; channel: string; works: boolean; provenAt: number | null }[];
  engineers: string[];
  queueNow: string[];
  /** Null: all. */
  serviceIds: string[] | null;
};
