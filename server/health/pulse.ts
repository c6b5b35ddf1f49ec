import type { Facts } from './facts';
import { type Figure, ratio } from './figure';

/** Five answers before a team figure exists. */
const leastPulses = 5;

/** G1: the answers of 4 and 5. */
export function pulseFigures({ pulses }: Facts): Figure[] {
  return (['slept', 'supported', 'again'] as const).map((question) => {
    const good = pulses.filter((pulse) => pulse[question] >= 4).length;
    const figure = ratio(`G1.${question}`, good, pulses.length);
    return pulses.length < leastPulses ? { ...figure, value: null } : figure;
  });
}
