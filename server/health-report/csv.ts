import type { Row } from './drill';
import type { Metric, Value } from './metric';

export type Cell = string | number | Date | null;

/** Text that a spreadsheet would take for a formula is told apart by an apostrophe; numbers stay numbers. */
function quoted(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (cell instanceof Date) return cell.toISOString();
  const safe = /^[=+\-@\t\r\n\0]/.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** RFC 4180: CRLF, every text in quotes. */
export const csvOf = (head: readonly string[], lines: readonly (readonly Cell[])[]): string =>
  [head.join(','), ...lines.map((line) => line.map(quoted).join(','))].map((line) => `${line}\r\n`).join('');

const columns =
  'metric_id,name,scope,scope_id,period_start,period_end,time_zone,value,unit,numerator,denominator,sample,unacknowledged,unknown,target,verdict,as_of';

type Reported = {
  asOf: Date;
  scope: { teamId: string; rotationId: string | null; serviceId: string | null };
  period: { from: Date; to: Date; timeZone: string };
  metrics: readonly Metric[];
};

/** One line per figure and week, and one for the period. */
export function metricsCsv({ asOf, scope, period, metrics }: Reported): string {
  const [kind, id] = scope.serviceId
    ? ['service', scope.serviceId]
    : scope.rotationId
      ? ['rotation', scope.rotationId]
      : ['team', scope.teamId];
  const line = (
    metric: Metric,
    span: { from: Date; to: Date },
    { value, numerator, denominator, sample, parts }: Value,
    verdict: string,
  ): Cell[] => [
    ...[
      metric.id,
      metric.name,
      kind,
      id,
      span.from,
      span.to,
      period.timeZone,
      value,
      metric.unit,
      numerator,
      denominator,
    ],
    ...[sample, parts.unacknowledged ?? null, parts.unknown ?? null, metric.target?.words ?? null, verdict, asOf],
  ];
  const lines = metrics.flatMap((metric) => [
    ...metric.byWeek.map((week) => line(metric, week, week, week.verdict)),
    line(metric, period, metric, metric.verdict),
  ]);
  return csvOf(columns.split(','), lines);
}

/** The rows behind a figure, a line each; whoever may not be seen has no name. */
export const rowsCsv = (detail: string, rows: readonly Row[], nameOf: (personId: string) => string): string =>
  csvOf(
    ['id', 'at', 'hour_class', detail, 'person', 'title', 'classification'],
    rows.map((row) => {
      const person = row.personId === null ? '' : nameOf(row.personId);
      return [row.id, row.at, row.hourClass ?? '', row.detail, person, row.title, row.classification ?? ''];
    }),
  );
