import type { Facts } from '@/server/health/facts';
import { deviationOf, eligible, hoursGiven, weekendHours } from '@/server/health/fairness';
import type { Moment } from '@/server/health/interruption';
import { classOf, engagedSeconds, nightsBroken, rateOf, timeOnCall } from '@/server/health/load';
import { holds } from '@/server/health/spans';
import type { Metric, PersonValue } from './metric';

export type PersonFigure = { value: number | null; numerator: number | null; denominator: number | null };
const plain = (value: number): PersonFigure => ({ value, numerator: value, denominator: null });

/** Whoever has left is no longer named. */
export const called = (person: { name: string; active: boolean } | undefined) => ({
  name: person?.active ? person.name : 'Former member',
});

/**
 * The figures of each person by metric id, of the people named: for themselves and their manager only. `facts`: of the
 * period alone; `whole`: with what began before it, which may have kept people busy in it.
 */
export function personFigures(
  facts: Facts,
  interruptions: readonly Moment[],
  ids: readonly string[],
  whole: Facts,
): Map<string, Map<string, PersonFigure>> {
  const complete = { ...facts, weeks: facts.weeks.filter(({ to }) => to <= facts.asOf) };
  const inQueue = eligible(complete);
  const found = new Map<string, Map<string, PersonFigure>>();
  const put = (metric: string, id: string, figure: PersonFigure) =>
    found.set(metric, (found.get(metric) ?? new Map<string, PersonFigure>()).set(id, figure));
  for (const id of ids) {
    const own = interruptions.filter(({ personId, at }) => personId === id && holds(facts.period, at));
    put('A0', id, plain(own.length));
    for (const role of facts.roles) put(`A1.${role}`, id, rateOf(`A1.${role}`, facts, own, { role, personId: id }));
    put('A2', id, plain(own.filter((one) => classOf(facts, one) === 'sleep').length));
    put('A2b', id, plain(nightsBroken(facts, own).get(id)?.size ?? 0));
    put('A7', id, plain(engagedSeconds(whole, id)));
    put('A8.mean', id, plain(timeOnCall(facts, id)));
    if (inQueue.includes(id)) put('E1', id, plain(deviationOf(complete, id)));
    put('E3.weekend', id, plain(weekendHours(facts, id)));
    put('E4', id, plain(hoursGiven(facts, id)));
  }
  return found;
}

/** Each figure with those of the persons beside it; who has none is left out. */
export const besideEach = (
  metrics: readonly Metric[],
  figures: ReturnType<typeof personFigures>,
  people: ReadonlyMap<string, { name: string; active: boolean }>,
  isYou: (personId: string) => boolean,
): Metric[] =>
  metrics.map((metric) => {
    const own = figures.get(metric.id);
    if (!own) return metric;
    const byPerson = [...own].flatMap(([personId, figure]): PersonValue[] => {
      if (figure.value === null && !figure.numerator) return [];
      return [{ personId, ...called(people.get(personId)), you: isYou(personId), ...figure }];
    });
    return { ...metric, byPerson };
  });
