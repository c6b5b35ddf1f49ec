import type { Facts } from './facts';
import { type Figure, ratio } from './figure';
import { isFreeDay, onDay } from './hour-class';
import type { Moment } from './interruption';
import { nightsBroken } from './load';
import { holds } from './spans';

/** Five answers before a team figure exists. */
const leastPulses = 5;

/** G1: the answers of 4 and 5. */
export function pulseFigures({ pulses }: Facts): Figure[] {
  return (['slept', 'supported', 'again'] as const).map((question) => {
    const good = pulses.filter((pulse) => pulse[question] >= 4).length;
    const figure = ratio(`G1.${question}`, good, pulses.length);
    return pulses.length < leastPulses ? { ...figure, value: null, numerator: null } : figure;
  });
}

/**
 * G2: of the nights interrupted before a working day those after which the person was away when that day's work began:
 * time off in the morning is how one starts later.
 */
export function recoveryTaken(facts: Facts, interruptions: readonly Moment[]): Figure {
  const mornings = [...nightsBroken(facts, interruptions)].flatMap(([personId, nights]) => {
    const person = facts.people.get(personId);
    if (!person) return [];
    const days = [...nights].map((night) => night + 1).filter((day) => !isFreeDay(day, person));
    return days.map((day) => ({ personId, at: new Date(onDay(day, person.workStart ?? '09:00', person.zone)) }));
  });
  const taken = mornings.filter(({ personId, at }) =>
    (facts.away ?? []).some((away) => away.personId === personId && holds(away, at)),
  );
  return ratio('G2', taken.length, mornings.length);
}
