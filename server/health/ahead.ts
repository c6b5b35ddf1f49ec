import type { Ahead, Facts, Span } from './facts';
import { count, type Figure, ratio } from './figure';
import { addHoursOnTheClock } from './period';
import { cutAll, total, union } from './spans';

/** How far the schedule is looked at, and up to where a gap is to be mended at once. */
export const weeksAhead = 12;
const soonWeeks = 4;
const provenMs = 30 * 86_400_000;

/** D1.ahead, D5 and D7: what the schedule shows at the as-of instant, whatever period was asked for. */
export function aheadFigures(facts: Facts): Figure[] {
  const { ahead } = facts;
  if (!ahead) return [];
  const { starting, engineers, queued } = ahead;
  const reachable = starting.filter(({ methods }) => methods > 0);
  const parts = {
    twoMethods: starting.filter(({ methods }) => methods > 1).length,
    proven: starting.filter(
      ({ provenAt }) => provenAt !== null && facts.asOf.getTime() - provenAt.getTime() <= provenMs,
    ).length,
  };
  return [
    gapsAhead(facts, ahead),
    ratio('D5', reachable.length, starting.length, { parts }),
    count('D7', engineers - queued, { sample: engineers }),
  ];
}

/** Minutes by role and by week, the first week being 1: what has none is left out of the parts. */
function gapsAhead({ zone, asOf, roles }: Facts, { gaps }: Ahead): Figure {
  const weekFrom = (i: number) => addHoursOnTheClock(asOf, i * 168, zone);
  const weeks = Array.from({ length: weeksAhead }, (_, i): Span => ({ from: weekFrom(i), to: weekFrom(i + 1) }));
  const each = roles.flatMap((role) => {
    const own = gaps.filter((gap) => gap.role === role);
    return weeks.map((week, i) => ({ role, week: i + 1, minutes: total(union(cutAll(own, week))) / 60_000 }));
  });
  const sum = (found: typeof each) => found.reduce((all, { minutes }) => all + minutes, 0);
  const known = each.filter(({ minutes }) => minutes > 0);
  const named = known.map(({ role, week, minutes }) => [`${role} ${week}`, minutes] as const);
  const parts = { soon: sum(each.filter(({ week }) => week <= soonWeeks)), ...Object.fromEntries(named) };
  return count('D1.ahead', sum(each), { sample: known.length, parts }, 'minutes');
}
