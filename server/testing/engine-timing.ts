import { onCallAt } from '@/server/oncall/on-call-at';
import type { Definition } from '@/server/rotation/definition';
import { plain } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { shifts } from '@/server/rotation/shifts';

const startsAt = '2026-01-05T12:00';
const begin = new Date('2026-01-05T17:00:00Z');
const yearsOn = (years: number): Date => new Date(Date.UTC(2026 + years, 0, 5, 17));

/** A weekly rotation of `count` people in New York. Its own object each time: nothing is remembered between two. */
export const weeklyOf = (count: number): Definition => ({
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt,
  queue: Array.from({ length: count }, (_, n) => `person-${n}`),
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
});

/** Covers of a day, spread over `years`. */
export const coversOf = (count: number, years: number): Override[] =>
  Array.from({ length: count }, (_, n) => {
    const from = new Date(begin.getTime() + ((n + 0.5) / count) * (yearsOn(years).getTime() - begin.getTime()));
    return { role: 'primary', personId: `person-${n % 7}`, from, to: new Date(from.getTime() + 86_400_000) };
  });

function medianMs(rounds: number, work: () => void): number {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    work();
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

/** What the pure engine takes, in milliseconds: medians of computing anew each time. */
export function timeEngine(): { oneYearMs: number; tenYearsMs: number; fourHundredMs: number } {
  const over = (years: number) => () =>
    void shifts({
      segments: plain(weeklyOf(50)),
      overrides: coversOf(24 * years, years),
      span: { from: begin, to: yearsOn(years) },
    });
  const at = yearsOn(3);
  return {
    oneYearMs: medianMs(40, over(1)),
    tenYearsMs: medianMs(20, over(10)),
    fourHundredMs: medianMs(15, () => {
      for (let n = 0; n < 400; n++) onCallAt({ segments: plain(weeklyOf(8)), overrides: [] }, at);
    }),
  };
}
