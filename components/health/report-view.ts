import type { Route } from 'next';
import type { Answers } from '@/components/trpc/client';
import { dayOf, spanOf } from '@/components/ui/instant';
import { valueWords } from '@/server/health-report/figure-words';
import { type Place, rowsOf } from './address';
import type { WeekPoint } from './week-dots';

export type Report = Answers['health']['report'];
export type Metric = Report['metrics'][number];

/** A report and where one stands in it: what every part of the screen needs. */
export type ReportView = { report: Report; place: Place };

export const metricIn = ({ report }: ReportView, id: string): Metric | undefined =>
  report.metrics.find((metric) => metric.id === id);

/** Figures of a family in the order of the catalogue: "A1" holds that of every role. */
export const familyIn = ({ report }: ReportView, ids: readonly string[]): Metric[] =>
  ids.flatMap((id) => report.metrics.filter((metric) => metric.id === id || metric.id.startsWith(`${id}.`)));

/** The rows of a metric, or nothing to open where none were counted. */
export const rowsBehind = ({ place }: ReportView, { id, sample }: Pick<Metric, 'id' | 'sample'>): Route | null =>
  sample > 0 ? rowsOf(place, id) : null;

/** "26 Oct": the day a week begins, short enough to stand under a dot. */
const shortDay = (at: Date, zone: string, now: Date): string => dayOf(at, zone, now).split(' ').slice(1, 3).join(' ');

/** A metric week by week. */
export function weeksOf(view: ReportView, metric: Metric): WeekPoint[] {
  const { asOf, period } = view.report;
  const begun = metric.byWeek.filter(({ from }) => from < asOf);
  return begun.map((week) => ({
    key: week.from.toISOString(),
    label: shortDay(week.from, period.timeZone, asOf),
    span: spanOf(week.from, week.to, period.timeZone, asOf),
    value: week.value,
    words: valueWords({ ...week, unit: metric.unit }),
    usual: metric.usual,
    complete: week.complete,
    href: week.sample > 0 ? rowsOf(view.place, metric.id, { week: week.from.toISOString() }) : null,
  }));
}
