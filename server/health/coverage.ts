import type { Facts } from './facts';
import { count, type Figure, ratio } from './figure';
import { cut, cutAll, total, union } from './spans';

const weekMs = 7 * 24 * 3_600_000;
const inTimeMs = 2 * 3_600_000;

/** D1 to D4 and D6: what the past shows. */
export function coverageFigures(facts: Facts): Figure[] {
  const decided = facts.requests.filter(({ state }) => state === 'in-effect');
  const noticed = decided.filter(({ createdAt, from }) => from.getTime() - createdAt.getTime() >= weekMs);
  const expired = facts.requests.filter(({ state }) => state === 'expired').length;
  const accepted = facts.handoffs.filter(
    ({ at, acceptedAt }) => acceptedAt !== null && acceptedAt.getTime() - at.getTime() <= inTimeMs,
  );
  return [
    ...facts.roles.map((role) => gapMinutes(facts, role)),
    count('D2', expired),
    count('D3', total(doubleRoles(facts)) / 60_000, { sample: cutAll(facts.shifts, facts.period).length }, 'minutes'),
    ratio('D4', noticed.length, decided.length, { parts: { expired } }),
    ratio('D6', accepted.length, facts.handoffs.length),
  ];
}

function gapMinutes({ gaps, period }: Facts, role: string): Figure {
  // Two rotations that have nobody at once are two gaps.
  const spans = cutAll(
    gaps.filter((gap) => gap.role === role),
    period,
  );
  return count(`D1.${role}`, total(spans) / 60_000, { sample: spans.length }, 'minutes');
}

/** Where one person held two paging roles of one rotation at once. */
function doubleRoles({ shifts, roles, period }: Facts) {
  const paging = shifts.filter(({ role }) => roles.includes(role));
  const both = paging.flatMap((one, i) =>
    paging.slice(i + 1).flatMap((other) => {
      if (other.personId !== one.personId || other.role === one.role || other.rotationId !== one.rotationId) return [];
      return cut(one, other) ?? [];
    }),
  );
  return union(cutAll(both, period));
}
