import { type Segment, segmentAt } from '@/server/rotation/history';
import { addDays, instantOf, localParts, localTime, parseLocal } from '@/server/time/wall-clock';
import type { Span } from './facts';

export const periodKinds = ['week', 'month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** Where the on-call weeks of a rotation begin: a local time of a weekday in its zone. */
export type Handoff = { zone: string /** Any local time at which a week begins. */; since: string };

/** A team without a rotation counts from Monday 00:00. */
export const plainHandoff = (zone: string): Handoff => ({ zone, since: '2024-01-01T00:00' });

type Reign = { handoff: Handoff; from: Date | null; to: Date | null };

/** Which handoff governs at an instant, and from when to when; null: without end. */
function reignAt(segments: readonly Segment[], at: Date, otherwise: Handoff): Reign {
  const current = segmentAt(segments, at) ?? segments[0];
  if (!current) return { handoff: otherwise, from: null, to: null };
  const same = ({ definition }: Segment) =>
    definition.timeZone === current.definition.timeZone && definition.startsAt === current.definition.startsAt;
  const place = segments.indexOf(current);
  const before = segments.slice(0, place).findLastIndex((each) => !same(each));
  const after = segments.slice(place).find((each) => !same(each));
  const from = before < 0 ? null : (segments[before + 1]?.effectiveFrom ?? null);
  const handoff = { zone: current.definition.timeZone, since: current.definition.startsAt };
  return { handoff, from, to: after?.effectiveFrom ?? null };
}

const dayMs = 86_400_000;

/** The start of the seven days that hold an instant, counted from the handoff's weekday and time on its own clock. */
function startOfWeek({ zone, since }: Handoff, at: Date): Date {
  const { weekday } = localParts(at, zone);
  const anchor = new Date(parseLocal(since.slice(0, 16)) ?? 0);
  const wanted = anchor.getUTCDay() || 7;
  const date = localTime(at, zone).slice(0, 10);
  const day = new Date((parseLocal(`${date}T00:00`) ?? 0) - ((weekday - wanted + 7) % 7) * dayMs);
  const start = instantOf(`${day.toISOString().slice(0, 10)}T${since.slice(11, 16)}`, zone);
  if (start <= at) return start;
  const before = new Date(day.getTime() - 7 * dayMs).toISOString().slice(0, 10);
  return instantOf(`${before}T${since.slice(11, 16)}`, zone);
}

/**
 * The on-call week that holds an instant: 167, 168 or 169 hours. Where the handoff was moved, the week before ends with
 * the change and the one after begins with it: these two may have any length.
 */
export function weekAt(segments: readonly Segment[], at: Date, otherwise: Handoff): Span {
  const reign = reignAt(segments, at, otherwise);
  const start = startOfWeek(reign.handoff, at);
  const end = startOfWeek(reign.handoff, new Date(addDays(start, 7, reign.handoff.zone).getTime() + 3 * 3_600_000));
  return {
    from: reign.from && reign.from > start ? reign.from : start,
    to: reign.to && reign.to < end ? reign.to : end,
  };
}

/** The on-call weeks that lie in a span or reach into it, in order. */
export function weeksIn(segments: readonly Segment[], span: Span, otherwise: Handoff): Span[] {
  const weeks: Span[] = [];
  for (let week = weekAt(segments, span.from, otherwise); week.from < span.to; ) {
    weeks.push(week);
    week = weekAt(segments, week.to, otherwise);
  }
  return weeks;
}

/** The calendar month, quarter or year that holds an instant. */
function monthsOf(kind: 'month' | 'quarter' | 'year', at: Date, zone: string): Span {
  const { year, month } = localParts(at, zone);
  const [first, count] = { month: [month, 1], quarter: [month - ((month - 1) % 3), 3], year: [1, 12] }[kind] as [
    number,
    number,
  ];
  const start = (ahead: number) => {
    const day = new Date(Date.UTC(year, first - 1 + ahead, 1)).toISOString().slice(0, 10);
    return instantOf(`${day}T00:00`, zone);
  };
  return { from: start(0), to: start(count) };
}

/** The on-call weeks that end in the month, quarter or year that holds an instant; of a week: that one. */
export function weeksOfPeriod(
  kind: PeriodKind,
  segments: readonly Segment[],
  at: Date,
  otherwise: Handoff,
): [Span, ...Span[]] {
  if (kind === 'week') return [weekAt(segments, at, otherwise)];
  const zone = reignAt(segments, at, otherwise).handoff.zone;
  const months = monthsOf(kind, at, zone);
  const weeks = weeksIn(segments, { from: new Date(months.from.getTime() - 8 * dayMs), to: months.to }, otherwise);
  const [first, ...rest] = weeks.filter(({ to }) => months.from < to && to <= months.to);
  return [first ?? weekAt(segments, at, otherwise), ...rest];
}
