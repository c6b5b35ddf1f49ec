import type { Facts, IncidentFact, Span } from './facts';
import { count, type Figure, ratio, sumOf } from './figure';
import { type FeltAs, feltAs, type HourClass, nightsIn } from './hour-class';
import type { Moment } from './interruption';
import { addHoursOnTheClock } from './period';
import { cut, cutAll, holds, hoursOf, msOf, total, union } from './spans';

type Load = {
  facts: Facts;
  interruptions: readonly Moment[];
  /** What reaches into the period counts as far as it does. */
  whole: Facts;
};

const weekHours = 168;
/** Below half a week of exposure a rate says nothing: show "2 in 13 h". */
const leastExposureHours = 84;

/** A0 to A9, of one rotation in one period. `interruptions`: those of the period. */
export function loadFigures({ facts, interruptions, whole }: Load): Figure[] {
  const perRole = facts.roles.map((role) => rateOf(`A1.${role}`, facts, interruptions, { role }));
  const hourOf = hoursOfWeeks(facts);
  const parts = { business: 0, off: 0, sleep: 0 };
  for (const one of interruptions) parts[classOf(facts, one)] += 1;
  return [
    count('A0', interruptions.length),
    ...perRole,
    count('A2', parts.sleep),
    nights(facts, interruptions),
    { ...ratio('A3', parts.off + parts.sleep, interruptions.length, { parts }) },
    count('A4', new Set(interruptions.map(({ at }) => hourOf(at))).size, { sample: interruptions.length }),
    ...incidentsPerHalfDay(facts),
    incidentsPerDay(facts),
    engaged(whole),
    ...shareOfTime(facts),
    backToBack(facts),
  ];
}

/** Interruptions per on-call week: of a role, or of one person in it. */
export function rateOf(
  id: string,
  { shifts, period }: Facts,
  interruptions: readonly Moment[],
  { role, personId }: { role: string; personId?: string },
): Figure {
  const held = shifts.filter((shift) => shift.role === role && (personId === undefined || shift.personId === personId));
  const hours = cutAll(held, period).reduce((sum, span) => sum + hoursOf(span), 0);
  const felt = interruptions.filter(
    (one) => one.role === role && (personId === undefined || one.personId === personId),
  );
  const value = hours < leastExposureHours ? null : (felt.length / hours) * weekHours;
  return {
    id,
    unit: 'per-week',
    value,
    numerator: felt.length,
    denominator: hours,
    sample: felt.length,
    parts: { hours },
  };
}

export const classOf = (facts: Facts, one: Moment): HourClass => howFelt(facts, one)?.hourClass ?? 'business';

const howFelt = ({ people }: Facts, { at, personId, felt }: Moment): FeltAs | undefined => {
  if (felt) return felt;
  const person = people.get(personId);
  return person && feltAs(at, person);
};

/** Of each person the nights with an interruption in them, by the day on which they began. */
export function nightsBroken(facts: Facts, interruptions: readonly Moment[]): Map<string, Set<number>> {
  const broken = new Map<string, Set<number>>();
  for (const one of interruptions) {
    const night = howFelt(facts, one)?.night ?? null;
    if (night !== null) addAll(broken, one.personId, [night]);
  }
  return broken;
}

function addAll(nights: Map<string, Set<number>>, personId: string, more: readonly number[]): void {
  const own = nights.get(personId);
  if (!own) nights.set(personId, new Set(more));
  else for (const night of more) own.add(night);
}

const sizesOf = (nights: ReadonlyMap<string, ReadonlySet<number>>): number[] =>
  [...nights.values()].map((own) => own.size);

function nights(facts: Facts, interruptions: readonly Moment[]): Figure {
  const onCall = new Map<string, Set<number>>();
  for (const shift of facts.shifts) {
    const [person, span] = [facts.people.get(shift.personId), cut(shift, facts.period)];
    if (person && span && facts.roles.includes(shift.role)) addAll(onCall, shift.personId, nightsIn(span, person));
  }
  const broken = sizesOf(nightsBroken(facts, interruptions));
  const parts = { nightsOnCall: sumOf(sizesOf(onCall)), mostOfOne: Math.max(0, ...broken) };
  return count('A2b', sumOf(broken), { parts });
}

/** Tells the whole hours since the handoff apart; asked in the order of time, it seldom looks for the week. */
function hoursOfWeeks({ weeks, period }: Facts): (at: Date) => number {
  let week: Span = period;
  let isKnown = false;
  return (at) => {
    if (!isKnown || !holds(week, at)) week = weeks.find((each) => holds(each, at)) ?? period;
    isKnown = true;
    return week.from.getTime() + Math.floor((at.getTime() - week.from.getTime()) / 3_600_000);
  };
}

/** Half days of twelve wall-clock hours from each handoff: 14 a week, one of them 11 or 13 h when clocks change. */
function incidentsPerHalfDay(facts: Facts): Figure[] {
  if (facts.incidents.length === 0) return [count('A5.max', 0), count('A5.over', 0)];
  const counts = facts.weeks.flatMap((week) =>
    Array.from({ length: 14 }, (_, i) => {
      const from = addHoursOnTheClock(week.from, i * 12, facts.zone);
      const to = i === 13 ? week.to : addHoursOnTheClock(week.from, (i + 1) * 12, facts.zone);
      return declaredIn(facts.incidents, { from, to });
    }),
  );
  return [
    count('A5.max', Math.max(0, ...counts), { sample: facts.incidents.length }),
    count('A5.over', counts.filter((each) => each > 2).length, { sample: facts.incidents.length }),
  ];
}

const declaredIn = (incidents: readonly IncidentFact[], span: { from: Date; to: Date }): number =>
  incidents.filter(({ declaredAt }) => holds(span, declaredAt)).length;

function incidentsPerDay(facts: Facts): Figure {
  if (facts.incidents.length === 0) return count('A6', 0, { sample: facts.weeks.length * 7 });
  const days = facts.weeks
    .flatMap((week) =>
      Array.from({ length: 7 }, (_, i) => {
        const from = addHoursOnTheClock(week.from, i * 24, facts.zone);
        return declaredIn(facts.incidents, {
          from,
          to: i === 6 ? week.to : addHoursOnTheClock(week.from, (i + 1) * 24, facts.zone),
        });
      }),
    )
    .sort((a, b) => a - b);
  const [low = 0, high = 0] = [days[Math.floor((days.length - 1) / 2)], days[Math.ceil((days.length - 1) / 2)]];
  return count('A6', (low + high) / 2, { sample: days.length });
}

/** A7: the union, so that two things at once are not two times. */
export function engagedSeconds(facts: Facts, personId: string): number {
  const alerts = facts.alerts.flatMap(({ acknowledgedById, acknowledgedAt, closedAt, openedAt }) =>
    acknowledgedById === personId ? [pairOf(acknowledgedAt ?? openedAt, closedAt ?? facts.asOf)] : [],
  );
  const incidents = facts.incidents.flatMap(({ engaged: roles }) =>
    roles.flatMap((role) => (role.personId === personId ? [pairOf(role.from, role.to ?? facts.asOf)] : [])),
  );
  const spans = [...alerts, ...(facts.busy?.get(personId) ?? []), ...incidents].sort((a, b) => a[0] - b[0]);
  let [sum, reached] = [0, facts.period.from.getTime()];
  const end = facts.period.to.getTime();
  for (const [from, to] of spans) {
    const [start, stop] = [Math.max(from, reached), Math.min(to, end)];
    if (start >= stop) continue;
    sum += stop - start;
    reached = stop;
  }
  return sum / 1_000;
}

const pairOf = (from: Date, to: Date): readonly [number, number] => [from.getTime(), to.getTime()];

function engaged(facts: Facts): Figure {
  const each = [...facts.people.keys()].map((id) => engagedSeconds(facts, id)).filter((seconds) => seconds > 0);
  const sum = each.reduce((all, seconds) => all + seconds, 0);
  return count('A7', sum, { sample: each.length }, 'seconds');
}

/** A8 of one person: time in any paging role, which two roles at once do not make longer. */
export function timeOnCall({ shifts, roles, period }: Facts, personId: string): number {
  const held = shifts.filter((shift) => shift.personId === personId && roles.includes(shift.role));
  // Of a period that has not begun nothing has gone by.
  return msOf(period) === 0 ? 0 : total(union(cutAll(held, period))) / msOf(period);
}

function shareOfTime(facts: Facts): Figure[] {
  const people = [...new Set(facts.weeks.flatMap(({ queue }) => queue))];
  const shares = people.map((id) => timeOnCall(facts, id));
  const sum = shares.reduce((all, share) => all + share, 0);
  const mean = people.length === 0 ? null : sum / people.length;
  const base = { unit: 'ratio' as const, numerator: null, denominator: null, sample: people.length, parts: {} };
  return [
    { ...base, id: 'A8.mean', value: mean },
    { ...base, id: 'A8.max', value: people.length === 0 ? null : Math.max(...shares) },
  ];
}

function backToBack({ weeks, shifts, roles }: Facts): Figure {
  const primary = roles[0];
  const main = weeks.map((week) => {
    const hours = new Map<string, number>();
    for (const shift of shifts) {
      const span = shift.role === primary ? cut(shift, week) : null;
      if (span) hours.set(shift.personId, (hours.get(shift.personId) ?? 0) + hoursOf(span));
    }
    return [...hours].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
  });
  return count('A9', main.filter((id, i) => i > 0 && id !== null && id === main[i - 1]).length, {
    sample: weeks.length,
  });
}
