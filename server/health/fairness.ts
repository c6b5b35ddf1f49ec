import { type Facts, type PersonFact, type RequestFact, type Span, zoneAt } from './facts';
import { count, type Figure, ratio, sumOf } from './figure';
import { dayOf, isFreeDay, midnightOf } from './hour-class';
import type { Moment } from './interruption';
import { cut, cutAll, hoursOf, msOf, union } from './spans';

/** Person-weeks of every week, by person: hours held in each paging role, of the week's hours. */
function unitsByWeek({ shifts, roles, weeks }: Facts): Map<string, number>[] {
  const paging = shifts.filter(({ role }) => roles.includes(role));
  return weeks.map((week) => {
    const units = new Map<string, number>();
    for (const shift of paging) {
      if (shift.to <= week.from || week.to <= shift.from) continue;
      const span = cut(shift, week);
      if (span) units.set(shift.personId, (units.get(shift.personId) ?? 0) + msOf(span) / msOf(week));
    }
    return units;
  });
}

/** Everybody who stood in the queue at some week's start. */
export const eligible = ({ weeks }: Facts): string[] => [...new Set(weeks.flatMap(({ queue }) => queue))];

/** E1: units held less the fair share, in weeks. */
export const deviationOf = (facts: Facts, personId: string): number => deviations(facts, unitsByWeek(facts))(personId);

function deviations({ weeks }: Facts, units: readonly ReadonlyMap<string, number>[]): (personId: string) => number {
  const shares = weeks.map(({ queue }, i) => sumOf(units[i]?.values() ?? []) / Math.max(1, queue.length));
  return (personId) =>
    weeks.reduce((sum, { queue }, i) => {
      const fair = queue.includes(personId) ? (shares[i] ?? 0) : 0;
      return sum + (units[i]?.get(personId) ?? 0) - fair;
    }, 0);
}

/** E1 to E4. */
export function fairnessFigures(facts: Facts, interruptions: readonly Moment[]): Figure[] {
  const people = eligible(facts);
  const held = unitsByWeek(facts);
  const each = people.map(deviations(facts, held));
  const always = people.filter((id) => facts.weeks.every(({ queue }) => queue.includes(id)));
  const units = always.map((id) => sumOf(held.map((week) => week.get(id) ?? 0)));
  const counts = new Map<string, number>();
  for (const { personId } of interruptions) counts.set(personId, (counts.get(personId) ?? 0) + 1);
  const base = { numerator: null, denominator: null, sample: people.length, parts: {} };
  const [most, least] = each.length === 0 ? [null, null] : [Math.max(...each), Math.min(...each)];
  return [
    { ...base, id: 'E1', unit: 'weeks', value: most, parts: least === null ? {} : { least } },
    { ...base, id: 'E2', unit: 'weeks', value: most === null || least === null ? null : most - least },
    { ...base, id: 'E2g', unit: 'ratio', value: gini(units), parts: { floor: giniFloor(units) ?? 0 } },
    ratio('E3', Math.max(0, ...counts.values()), interruptions.length, { parts: { people: people.length } }),
    weekends(facts),
    hoursMoved(facts),
  ];
}

export function gini(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const sum = sorted.reduce((all, value) => all + value, 0);
  if (n === 0 || sum === 0) return null;
  return sorted.reduce((all, value, i) => all + (2 * (i + 1) - n - 1) * value, 0) / (n * sum);
}

/** What dealing out whole weeks cannot do better than: the Gini of the rounded total. */
export function giniFloor(values: readonly number[]): number | null {
  const n = values.length;
  if (n === 0) return null;
  const whole = Math.round(values.reduce((sum, value) => sum + value, 0));
  const each = Math.floor(whole / n);
  return gini(values.map((_, i) => (i < whole - each * n ? each + 1 : each)));
}

const coversOf = ({ requests }: Facts): RequestFact[] =>
  requests.filter(({ kind, state }) => kind === 'cover' && state === 'in-effect');

const hoursIn = (covers: readonly RequestFact[]): number => sumOf(covers.map(hoursOf));

/** E4 of a person: hours taken over for others less hours that others took. */
export function hoursGiven(facts: Facts, personId: string): number {
  const covers = coversOf(facts);
  const given = covers.filter(({ withId }) => withId === personId);
  return hoursIn(given) - hoursIn(covers.filter((one) => one.personId === personId));
}

/** E4: a cover counts whole where its time begins, so that weeks add up. */
function hoursMoved(facts: Facts): Figure {
  const covers = coversOf(facts);
  const hours = hoursIn(covers);
  return {
    id: 'E4',
    unit: 'hours',
    value: hours,
    numerator: hours,
    denominator: null,
    sample: covers.length,
    parts: {},
  };
}

function weekends(facts: Facts): Figure {
  const each = [...facts.people.keys()].map((id) => weekendHours(facts, id)).filter((hours) => hours > 0);
  return count('E3.weekend', sumOf(each), { sample: each.length }, 'hours');
}

/** E3.weekend of a person: hours in a paging role on their own Saturdays, Sundays and holidays. */
export function weekendHours({ shifts, roles, period, people }: Facts, personId: string): number {
  const person = people.get(personId);
  if (!person) return 0;
  const held = union(
    cutAll(
      shifts.filter((shift) => shift.personId === personId && roles.includes(shift.role)),
      period,
    ),
  );
  return held.reduce((hours, span) => hours + sumOf(freeIn(span, person).map(hoursOf)), 0);
}

/** The parts of a span that lie on somebody's free days, on the clock of where they lived then. */
function freeIn({ from, to }: Span, person: PersonFact): Span[] {
  const free: Span[] = [];
  for (let at = from; at < to; ) {
    const moved = (person.earlier ?? []).find(({ until }) => at < until)?.until;
    const ends = [
      midnightOf(dayOf(at, person) + 1, zoneAt(person, at)),
      to.getTime(),
      moved?.getTime() ?? to.getTime(),
    ];
    // A clock that is set back at midnight shows the end of the day before once more.
    const end = new Date(Math.max(at.getTime() + 1, Math.min(...ends)));
    if (isFreeDay(dayOf(at, person), person)) free.push({ from: at, to: end });
    at = end;
  }
  return free;
}
