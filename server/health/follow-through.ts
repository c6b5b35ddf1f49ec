import { isoWeekday, localDate } from '@/server/time/wall-clock';
import type { AlertFact, Facts } from './facts';
import { type Figure, ratio } from './figure';
import { midnightAfter } from './period';

const reviewDays = 5;
const lookBackMs = 90 * 24 * 3_600_000;

/** F1 to F4. `followUps`: those whose deadline lies in the period. */
export function followThroughFigures(facts: Facts, all: Facts, alertsById: ReadonlyMap<string, AlertFact>): Figure[] {
  const { incidents, asOf } = facts;
  const due = incidents.flatMap((incident) => {
    const deadline = incident.resolvedAt && reviewDeadline(incident.resolvedAt, facts.zone);
    return deadline && deadline <= asOf ? [{ ...incident, deadline }] : [];
  });
  const reviewed = due.filter(({ reviewDoneAt, deadline }) => reviewDoneAt !== null && reviewDoneAt <= deadline);
  // The day of a deadline ends at its midnight: what is due in the period has its last day in it.
  const owed = facts.followUps.filter(({ deadline }) => facts.period.from < deadline && deadline <= facts.period.to);
  const done = owed.filter(({ doneAt, deadline }) => doneAt !== null && doneAt <= deadline);
  const open = owed.filter(({ doneAt }) => doneAt === null).length;
  const again = incidents.filter((incident) => recurs(incident, all, alertsById));
  return [
    ratio('F1', reviewed.length, due.length),
    ratio('F2', done.length, owed.length, { parts: { open } }),
    runbooksFresh(facts),
    ratio('F4', again.length, incidents.length),
  ];
}

const freshMs = 180 * 86_400_000;
const usedMs = 90 * 86_400_000;

/** F3: of the runbooks used in the 90 days before the end of the period those looked at since 180 days before it. */
function runbooksFresh({ runbooksUsed = [], period }: Facts): Figure {
  const age = (at: Date) => period.to.getTime() - at.getTime();
  const used = new Map(
    runbooksUsed.flatMap(({ runbookId, at, lookedAt }) =>
      age(at) > 0 && age(at) <= usedMs ? [[runbookId, lookedAt] as const] : [],
    ),
  );
  const fresh = [...used.values()].filter((lookedAt) => age(lookedAt) <= freshMs);
  return ratio('F3', fresh.length, used.size);
}

/** The end of the fifth working day after the local day of resolution. */
export function reviewDeadline(resolvedAt: Date, zone: string, holidays: ReadonlySet<string> = new Set()): Date {
  let day = midnightAfter(resolvedAt, zone, 1);
  for (let left = reviewDays; left > 0; day = midnightAfter(day, zone, 1)) {
    if (isoWeekday(day, zone) <= 5 && !holidays.has(localDate(day, zone))) left -= 1;
  }
  return day;
}

function recurs(
  incident: Facts['incidents'][number],
  { incidents }: Facts,
  alertsById: ReadonlyMap<string, AlertFact>,
): boolean {
  const keysOf = (id: string) =>
    [...alertsById.values()].filter(({ incidentId }) => incidentId === id).map(({ key }) => key);
  const own = new Set([...keysOf(incident.id), ...incident.factors.map((factor) => `factor ${factor}`)]);
  return incidents.some((other) => {
    const age = incident.declaredAt.getTime() - other.declaredAt.getTime();
    if (other.id === incident.id || age <= 0 || age > lookBackMs) return false;
    return [...keysOf(other.id), ...other.factors.map((factor) => `factor ${factor}`)].some((each) => own.has(each));
  });
}
