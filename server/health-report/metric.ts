import type { Figure } from '@/server/health/figure';
import { hoursOf } from '@/server/health/spans';
import type { Measured } from '@/server/health/tally';
import { type Definition, definitionOf, judge, shownAs, type Verdict, worst } from './catalogue';
import { countsDiffer, type Range, sharesDiffer, usualRange, wilson } from './statistics';

/** What a figure was, without what it means. */
export type Value = Pick<Figure, 'value' | 'numerator' | 'denominator' | 'sample' | 'parts'>;

export type WeekValue = Value & { from: Date; to: Date; complete: boolean; verdict: Verdict };

/**
 * `changed`: higher or lower only where chance is an unlikely reason (p < 0.05); `p` null: nothing can be compared, or
 * it is a time, of which no trend is told.
 */
export type Change = {
  before: Value;
  p: number | null;
  changed: 'higher' | 'lower' | 'not-distinguishable' | 'nothing-to-compare';
};

export type Metric = Figure &
  Pick<Definition, 'name' | 'definition' | 'target'> & {
    verdict: Verdict;
    /** How it may be shown: a percentage, counts only, single points, or nothing. */
    shown: ReturnType<typeof shownAs>;
    /** Of a share: its 95 % range. */
    range: Range | null;
    byWeek: WeekValue[];
    change: Change | null;
    /** Of a weekly count: where it usually stays, from eight complete weeks on. */
    usual: Range | null;
    byPerson?: PersonValue[];
  };

export type PersonValue = { personId: string; name: string; you: boolean } & Pick<
  Figure,
  'value' | 'numerator' | 'denominator'
>;

const bare = ({ value, numerator, denominator, sample, parts }: Figure): Value => {
  return { value, numerator, denominator, sample, parts };
};

/** A figure with its meaning, its weeks, and what it was before. */
export function metricOf(figure: Figure, whole: Measured, weeks: readonly Measured[], before: Measured | null): Metric {
  const definition = definitionOf(figure.id);
  const byWeek = weeks.flatMap(({ span, complete, figures }): WeekValue[] => {
    const one = figures.get(figure.id);
    return one ? [{ ...span, ...bare(one), complete, verdict: judge(one, definition) }] : [];
  });
  const verdict =
    definition.weekly && byWeek.length > 0 ? worst(byWeek.map((week) => week.verdict)) : judge(figure, definition);
  const { name, definition: words, target } = definition;
  const { numerator, denominator } = figure;
  const earlier = before?.figures.get(figure.id);
  return {
    ...{ ...figure, name, definition: words, target, verdict, shown: shownAs(figure), byWeek },
    range: isShare(figure) && numerator !== null && denominator !== null ? wilson(numerator, denominator) : null,
    change: earlier && before ? changeOf(figure, earlier, hoursOf(whole.span), hoursOf(before.span)) : null,
    usual: usualOf(figure, byWeek),
  };
}

/** Part of a whole. Alerts per incident are none: there may be more of them than incidents. */
const isShare = ({ unit, id }: Figure): boolean => unit === 'ratio' && id !== 'B8';

function changeOf(now: Figure, was: Figure, hoursNow: number, hoursWas: number): Change {
  const p = chanceOf(now, was, hoursNow, hoursWas);
  const before = bare(was);
  if (p === null) return { before, p, changed: 'nothing-to-compare' };
  if (p >= 0.05) return { before, p, changed: 'not-distinguishable' };
  const rate = (figure: Figure, hours: number) =>
    figure.unit === 'count' ? (figure.value ?? 0) / hours : (figure.value ?? 0);
  return { before, p, changed: rate(now, hoursNow) > rate(was, hoursWas) ? 'higher' : 'lower' };
}

const isWhole = (value: number | null): value is number => value !== null && Number.isInteger(value);

/** Counts by their exposure, shares by their parts; of times and of hours no trend is told. */
function chanceOf(now: Figure, was: Figure, hoursNow: number, hoursWas: number): number | null {
  if (now.unit === 'per-week')
    return countsDiffer(now.numerator ?? 0, was.numerator ?? 0, now.denominator ?? 0, was.denominator ?? 0);
  if (now.unit === 'count' && !medians.includes(now.id) && isWhole(now.value) && isWhole(was.value))
    return countsDiffer(now.value, was.value, hoursNow, hoursWas);
  if (!isShare(now)) return null;
  const [a, b, c, d] = [now.numerator, now.denominator, was.numerator, was.denominator];
  return isWhole(a) && isWhole(b) && isWhole(c) && isWhole(d) && a <= b && c <= d ? sharesDiffer(a, b, c, d) : null;
}

/** Counts in name: a median and greatest values. */
const medians: readonly string[] = ['A6', 'A5.max', 'A5.over', 'A9', 'D7'];
const fewestWeeks = 8;
const mostWeeks = 26;

function usualOf({ unit, id }: Figure, byWeek: readonly WeekValue[]): Range | null {
  const whole = byWeek.filter(({ complete }) => complete).slice(-mostWeeks);
  if (unit !== 'count' || medians.includes(id) || whole.length < fewestWeeks) return null;
  const hours = whole.reduce((sum, week) => sum + hoursOf(week), 0);
  const events = whole.reduce((sum, { value }) => sum + (value ?? 0), 0);
  return hours === 0 ? null : usualRange((events / hours) * 168);
}
