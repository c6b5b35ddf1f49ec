import type { Span } from '@/server/health/facts';
import { cut, hoursOf } from '@/server/health/spans';
import { subtract } from '@/server/time/span';
import { countsDiffer } from './statistics';

const dayMs = 86_400_000;
const sightMs = 56 * dayMs;
const earliestHours = 336;

export type Spell = Span & { count: number; hours: number };

/** H1: whether what was done about a key made it quieter. */
export type Helped = {
  verdict: 'too-early' | 'nothing-to-compare' | 'fewer' | 'more' | 'not-distinguishable';
  before: Spell;
  after: Spell;
  p: number | null;
  /** The team's other keys over the same two spans: what calmed by itself. */
  others: { before: number; after: number };
};

/** What was done about keys in the last half year, as far as a screen shows it. */
export const lately = <W extends { doneAt: Date | null }>(work: readonly W[], now: Date): (W & { doneAt: Date })[] =>
  work
    .flatMap((one) => (one.doneAt ? [{ ...one, doneAt: one.doneAt }] : []))
    .filter(({ doneAt }) => now.getTime() - doneAt.getTime() < 180 * dayMs)
    .slice(0, 50);

/** The spans compared: up to when it was opened, not the worst week; and from when it was done. */
export const spansOf = (
  { createdAt, doneAt }: { createdAt: Date; doneAt: Date },
  now: Date,
): { before: Span; after: Span } => ({
  before: { from: new Date(createdAt.getTime() - sightMs), to: createdAt },
  after: { from: doneAt, to: new Date(Math.min(doneAt.getTime() + sightMs, now.getTime())) },
});

type Known = { at: Date; key: string };

/** `quiet`: maintenance, in which nobody was paged: it is in neither exposure. */
export function helped(
  key: string,
  spans: { before: Span; after: Span },
  felt: readonly Known[],
  quiet: readonly Span[],
): Helped {
  const spell = (span: Span): Spell => {
    const rest = subtract(
      [span],
      quiet.flatMap((one) => cut(one, span) ?? []),
    );
    const own = felt.filter((one) => one.key === key && span.from <= one.at && one.at < span.to);
    return { ...span, count: own.length, hours: rest.reduce((sum, one) => sum + hoursOf(one), 0) };
  };
  const othersIn = (span: Span) =>
    felt.filter((one) => one.key !== key && span.from <= one.at && one.at < span.to).length;
  const [before, after] = [spell(spans.before), spell(spans.after)];
  const p = countsDiffer(after.count, before.count, after.hours, before.hours);
  const others = { before: othersIn(spans.before), after: othersIn(spans.after) };
  return { verdict: verdictOf(before, after, p), before, after, p, others };
}

function verdictOf(before: Spell, after: Spell, p: number | null): Helped['verdict'] {
  if (after.hours < earliestHours) return 'too-early';
  if (before.count === 0) return 'nothing-to-compare';
  if (p === null || p >= 0.05) return 'not-distinguishable';
  return after.count / after.hours < before.count / before.hours ? 'fewer' : 'more';
}
