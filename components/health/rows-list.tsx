import type { Route } from 'next';
import Link from 'next/link';
import type { Answers } from '@/components/trpc/client';
import { dayAndTime, spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { type Classification, classes } from '@/server/alert/classification';
import { counted, valueWords } from '@/server/health-report/figure-words';
import { addressOf, withoutRows } from './address';
import type { Metric, ReportView } from './report-view';
import { RowsPanel } from './rows-panel';

export type Rows = Answers['health']['rows'];

const nouns: Record<Rows['kind'], [string, string]> = {
  interruptions: ['interruption', 'interruptions'],
  alerts: ['alert', 'alerts'],
  incidents: ['incident', 'incidents'],
  'follow-ups': ['follow-up', 'follow-ups'],
  gaps: ['gap', 'gaps'],
  requests: ['request', 'requests'],
  handoffs: ['handoff', 'handoffs'],
  none: ['row', 'rows'],
};

type RowsListProps = { view: ReportView; metric: Metric | undefined; answer: Rows };

/** What was counted, row by row, each leading to where it happened. */
export function RowsList({ view, metric, answer }: RowsListProps) {
  const { period, asOf } = view.report;
  const { place } = view;
  const title = metric ? `${metric.name}: ${valueWords(metric)}` : answer.metric;
  const hour = place.weekday && place.hour ? hourWords(Number(place.weekday), Number(place.hour)) : null;
  const part = place.key ?? hour;
  return (
    <RowsPanel title={title} closeHref={addressOf(withoutRows(place))}>
      <p className="text-muted">
        {spanOf(answer.from, answer.to, period.timeZone, asOf)}
        {part ? ` · ${part}` : ''} · {counted(answer.total, ...nouns[answer.kind])}
      </p>
      {metric ? <p className="mt-1 text-muted">{metric.definition}.</p> : null}
      {answer.rows.length === 0 ? (
        <p className="py-6">
          {answer.kind === 'none'
            ? 'This figure is computed from the recorded shifts: it has no rows of its own.'
            : 'Nothing was counted here.'}
        </p>
      ) : (
        <ol className="mt-3 divide-y divide-divider border-t">
          {answer.rows.map((row) => (
            <RowLine key={`${row.id} ${row.at.getTime()}`} row={row} zone={period.timeZone} asOf={asOf} />
          ))}
        </ol>
      )}
      {answer.total > answer.rows.length ? (
        <p className="py-3 text-muted">
          The last {answer.rows.length} of {answer.total}. All of them are in the CSV.
        </p>
      ) : null}
    </RowsPanel>
  );
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const hourWords = (weekday: number, hour: number): string =>
  `${days[weekday - 1] ?? ''} ${String(hour).padStart(2, '0')}:00, on the person’s clock`;

type RowLineProps = { row: Rows['rows'][number]; zone: string; asOf: Date };

function RowLine({ row, zone, asOf }: RowLineProps) {
  const { at, title, href, detail, person, classification, hourClass, counted: isCounted } = row;
  const said = classification && classification in classes ? classes[classification as Classification].short : null;
  const facts = [person, detail, said, hourClass === 'sleep' ? 'asleep' : null].filter(Boolean).join(' · ');
  return (
    <li className="py-2">
      <p className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 wrap-anywhere font-medium">
          {href ? (
            <Link
              href={href as Route}
              prefetch={false}
              className="underline decoration-control underline-offset-2 hover:decoration-ink"
            >
              {title}
            </Link>
          ) : (
            title
          )}
        </span>
        {isCounted ? null : (
          <Mark kind="neutral" className="shrink-0">
            not counted
          </Mark>
        )}
      </p>
      <p className="text-label text-muted">
        <time dateTime={at.toISOString()}>{dayAndTime(at, zone, asOf)}</time>
        {facts ? ` · ${facts}` : ''}
      </p>
    </li>
  );
}
