import { holidaysIn } from '@/server/oncall/holidays';
import { localDate } from '@/server/time/wall-clock';
import type { AlertFact, IncidentFact, PersonFact, Span } from './facts';

type Known = { id: string; timeZone: string; country: string | null; workStart: string };
/** Somebody moved to another zone. */
export type Change = { personId: string; at: Date; before: string };

/** People as the figures need them: where they lived when, and the days that were holidays of their country. */
export function personFacts(people: Iterable<Known>, changes: readonly Change[], span: Span): Map<string, PersonFact> {
  const facts = new Map<string, PersonFact>();
  for (const { id, timeZone: zone, country, workStart } of people) {
    const earlier = changes
      .filter(({ personId }) => personId === id)
      .map(({ at, before }) => ({ until: at, zone: before }));
    const days = country ? holidaysIn(country, zone, span).map(({ from }) => localDate(from, zone)) : [];
    facts.set(id, { id, zone, earlier, workStart, holidays: new Set(days) });
  }
  return facts;
}

/** A role of an incident that was handed to somebody. */
export type Taken = { incidentId: string; at: Date; role: string; was: string | null; is: string | null };
type Leads = { id: string; leadId: string | null; communicatorId: string | null };

/** Who held a role of an incident from when to when: from its declaration on until it was handed over or resolved. */
export function engagedIn(
  incident: Pick<IncidentFact, 'id' | 'declaredAt' | 'resolvedAt'>,
  taken: readonly Taken[],
  leads: Leads | undefined,
): IncidentFact['engaged'] {
  const now: Record<string, string | null> = {
    lead: leads?.leadId ?? null,
    'communications owner': leads?.communicatorId ?? null,
  };
  return Object.keys(now).flatMap((role) => {
    const changes = taken.filter((each) => each.incidentId === incident.id && each.role === role);
    const holders = [
      { personId: changes.length > 0 ? (changes[0]?.was ?? null) : now[role], from: incident.declaredAt },
      ...changes.map(({ at, is }) => ({ personId: is, from: at })),
    ];
    return holders.flatMap(({ personId, from }, i) =>
      personId ? [{ personId, from, to: holders[i + 1]?.from ?? incident.resolvedAt }] : [],
    );
  });
}

export type LinkedAlert = { id: string; incidentId: string; key: string; openedAt: Date };

/** An alert of an incident as far as the incident's figures ask: its key, and when it opened. */
export const asFact = (alert: LinkedAlert): AlertFact => ({
  ...{
    ...alert,
    title: '',
    serviceId: '',
    acknowledgedAt: null,
    acknowledgedById: null,
    closedAt: null,
    closedBy: null,
  },
  ...{ classification: null, hasRunbook: false, acknowledgeWithinSeconds: 0, timeoutsAt: [], manualEscalationsAt: [] },
  ...{ ranOutAt: null, humanActsAt: [] },
});

/** A follow-up as it is owed: its day ends on the clock of `timeZone`. */
export type Owed = { id: string; title: string; dueOn: Date; timeZone: string; doneAt: Date | null; createdAt: Date };
